from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "baolian.records.lists"
