from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "baolian.records.rulebook"
