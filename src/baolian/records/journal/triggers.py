"""Entries and seals cannot be updated, deleted or truncated, on either database.

SQLite drops a table's triggers when Django rebuilds it, so they are put back after every
migration, and a system check asserts them. One statement an item: Citus asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

APPEND_ONLY = ("journal_entry", "journal_seal")

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql
SET search_path FROM CURRENT AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def statements(vendor: str) -> Iterable[str]:
    """What installs the triggers on `vendor`; harmless to run again."""
    if vendor == "postgresql":
        yield POSTGRESQL_FUNCTION
        for table in APPEND_ONLY:
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION append_only()"
            )
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            )
        return
    for table in APPEND_ONLY:
        for event in ("update", "delete"):
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {table}_{event} BEFORE {event.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def names(vendor: str) -> set[str]:
    kinds = ("rows", "truncate") if vendor == "postgresql" else ("update", "delete")
    return {f"{table}_{kind}" for table in APPEND_ONLY for kind in kinds}


def install() -> None:
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
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
        return names(connection.vendor) - {row[0] for row in cursor.fetchall()}
