"""Entries and seals cannot be updated, deleted or truncated, on either database.

Nor can the rows of any other model that says APPEND_ONLY = True: what is published is one.
SQLite drops a table's triggers when Django rebuilds it, so they are put back after every
migration, and a system check asserts them: that they are there, switched on, and say what they
should, since one of the same name that does nothing would guard nothing. One statement an item:
Citus asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connection

# what the database gives back, to the letter
BODY = "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END"
FUNCTION = (
    "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql "
    f"SET search_path FROM CURRENT AS $${BODY}$$"
)
STANDING_FUNCTION = """
SELECT prosrc FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE proname = 'append_only' AND pronamespace = current_schema()::regnamespace
AND pronargs = 0 AND lanname = 'plpgsql'
"""
# pretty: without the schema where it is the site's own, with it where it is another's.
# O and A: also for those who are not a replica; R would guard replicas only
STANDING = {
    "postgresql": (
        "SELECT pg_get_triggerdef(t.oid, true) FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND tgenabled IN ('O', 'A')"
    ),
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
}


def append_only() -> set[str]:
    """The tables whose models say so; the journal need not know whose they are."""
    found = (model for model in apps.get_models() if getattr(model, "APPEND_ONLY", False))
    return {model._meta.db_table for model in found}


def guarded() -> list[str]:
    """Those of them that are there: in the midst of migrations some are not yet."""
    return sorted(append_only().intersection(connection.introspection.table_names()))


def definitions(vendor: str, tables: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Each trigger with its table and its definition, as `vendor` gives it back."""
    if vendor == "postgresql":
        return {
            f"{table}_{name}": (
                table,
                f"CREATE TRIGGER {table}_{name} BEFORE {events} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION append_only()",
            )
            for table in tables
            for name, events, each in (
                ("rows", "DELETE OR UPDATE", "ROW"),
                ("truncate", "TRUNCATE", "STATEMENT"),
            )
        }
    return {
        f"{table}_{event}": (
            table,
            f"CREATE TRIGGER {table}_{event} BEFORE {event.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        )
        for table in tables
        for event in ("update", "delete")
    }


def install() -> None:
    """Put up what is missing, and anew what was altered; harmless to run again."""
    wanted = definitions(connection.vendor, guarded())
    faulty = missing()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name in sorted(faulty):
            table, definition = wanted[name]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(definition)


def missing() -> set[str]:
    """The triggers that are not there, or switched off, or that do something else."""
    wanted = definitions(connection.vendor, guarded())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(STANDING_FUNCTION)
            if cursor.fetchall() != [(BODY,)]:
                return set(wanted)
        cursor.execute(STANDING[connection.vendor])
        standing = {row[0] for row in cursor.fetchall()}
    return {name for name, (_, definition) in wanted.items() if definition not in standing}
