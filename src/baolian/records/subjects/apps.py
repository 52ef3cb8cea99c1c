from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "baolian.records.subjects"
