from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "baolian.records.readings"
