from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "baolian.records.meetings"
