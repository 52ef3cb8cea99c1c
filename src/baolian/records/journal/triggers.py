"""Entries and seals cannot be updated, deleted or truncated, on either database.

Nor can the rows of any other model that says APPEND_ONLY = True: what is published is one.
SQLite drops a table's triggers when Django rebuilds it, so they are put back after every
migration, and a system check asserts them. One statement an item: Citus asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def append_only() -> set[str]:
    """The tables whose models say so; the journal need not know whose they are."""
    found = (model for model in apps.get_models() if getattr(model, "APPEND_ONLY", False))
    return {model._meta.db_table for model in found}


def guarded() -> list[str]:
    """Those of them that are there: in the midst of migrations some are not yet."""
    return sorted(append_only().intersection(connection.introspection.table_names()))


def statements(vendor: str, tables: Iterable[str]) -> Iterable[str]:
    """What installs the triggers on `vendor`; harmless to run again."""
    if vendor == "postgresql":
        yield POSTGRESQL_FUNCTION
        for table in tables:
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION append_only()"
            )
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )
        return
    for table in tables:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def names(vendor: str, tables: Iterable[str]) -> dict[str, str]:
    """Each trigger with its table."""
    kinds = ("rows", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {f"{table}_{kind}": table for table in tables for kind in kinds}


def install() -> None:
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, guarded()):
            cursor.execute(statement)


def missing() -> set[str]:
    """The triggers that should be there and are not (or are switched off)."""
    found = (
        "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(found)
        standing = {row[0] for row in cursor.fetchall()}
    return set(names(connection.vendor, guarded())) - standing
