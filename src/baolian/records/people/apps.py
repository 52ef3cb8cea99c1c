from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "baolian.records.people"
