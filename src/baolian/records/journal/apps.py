"""Around migrations: the site's schema before, the append-only triggers after."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    name = "baolian.records.journal"

    def ready(self) -> None:
        pre_migrate.connect(make_schema, sender=self)
        post_migrate.connect(install_triggers, sender=self)
        register(Tags.database)(triggers_are_installed)


def make_schema(**_: Any) -> None:
    """The schema named in search_path; no table of ours ever lies in `public`."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        schema = cursor.fetchone()[0]
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')


def install_triggers(**_: Any) -> None:
    from baolian.records.journal import triggers  # noqa: PLC0415 - models must be loaded

    triggers.install()


def triggers_are_installed(databases: Any = None, **_: Any) -> list[CheckMessage]:
    from baolian.records.journal import triggers  # noqa: PLC0415 - models must be loaded

    gone = triggers.missing() if databases else set()
    if not gone:
        return []
    return [
        Error(
            f"append-only triggers are missing, switched off or altered: {', '.join(sorted(gone))}",
            hint="Run `baolian migrate`; if it happens again, find out who does it.",
            id="journal.E001",
        )
    ]
