from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "baolian.records.matters"
