"""What an administrator with the database in his hands can do: the tables without their guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from baolian.records.journal.triggers import definitions, guarded


def sql(statement: str, *values: Any) -> None:
    """Past every verb."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def alter(table: str, column: str, value: Any, key: int) -> None:
    """Write one column of one row."""
    sql(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, key)  # noqa: S608 - a test's


def unguard() -> None:
    """Take the append-only triggers off; the test's transaction puts them back."""
    for name, (table, _) in definitions(connection.vendor, guarded()).items():
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        sql(f"DROP TRIGGER {name}{on}")


@contextmanager
def unchecked(table: str, constraint: str) -> Iterator[None]:
    """Past a check; SQLite would have to build the table anew to be rid of one for good."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        yield
        return
    sql("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        sql("PRAGMA ignore_check_constraints = OFF")


def defer() -> None:
    """Let foreign keys wait: what a forger leaves dangling is for `verify` to find."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL DEFERRED")
