"""After migrations: the index's own index, and sheets for what came in before there were any."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LookupConfig(AppConfig):
    name = "baolian.records.lookup"

    def ready(self) -> None:
        post_migrate.connect(prepare, sender=self)


def prepare(**_: Any) -> None:
    from baolian.records.lookup import engines, sheets  # noqa: PLC0415 - models must be loaded

    engines.install()
    sheets.fill_missing()
