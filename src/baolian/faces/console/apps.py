from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "baolian.faces.console"
