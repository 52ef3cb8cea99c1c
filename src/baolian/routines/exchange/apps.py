from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "baolian.routines.exchange"
