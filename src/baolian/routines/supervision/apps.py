from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "baolian.routines.supervision"
