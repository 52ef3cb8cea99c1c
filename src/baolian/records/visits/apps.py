from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "baolian.records.visits"
