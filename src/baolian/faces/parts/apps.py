from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "baolian.faces.parts"
