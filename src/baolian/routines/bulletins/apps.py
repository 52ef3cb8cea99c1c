from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "baolian.routines.bulletins"
