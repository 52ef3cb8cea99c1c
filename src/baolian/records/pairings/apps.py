from django.apps import AppConfig


class PairingsConfig(AppConfig):
    name = "baolian.records.pairings"
