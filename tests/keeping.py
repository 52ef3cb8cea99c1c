"""What the verbs built once is put back row by row: the same rows, in a fraction of the time."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]  # of tables


class Kept(Generic[T]):
    """`again()` gives what `build` gave, in a database that is as empty as it was the first time.

    Keys are those of the first time. A database's own count of keys has gone on since, or is
    carried on by rows that bring theirs.
    """

    def __init__(self, build: Callable[[], T]) -> None:
        self.build = build
        self.known: tuple[T, Rows] | None = None

    def again(self) -> T:
        if self.known is None:
            before = all_rows()
            built = self.build()
            self.known = copy.deepcopy(built), added(before, all_rows())
            return built
        built, rows = self.known
        put_back(rows)
        return copy.deepcopy(built)


def all_rows() -> Rows:
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table) for table in tables}


def rows_of(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a model's
    return [tuple(row) for row in cursor.fetchall()]


def added(before: Rows, after: Rows) -> Rows:
    """Only rows that were not there can be put back; one that was changed can not."""
    gone = [table for table, rows in before.items() for row in rows if row not in after[table]]
    assert not gone, f"rows were changed in {sorted(set(gone))}"
    new = {
        table: [row for row in rows if row not in before[table]] for table, rows in after.items()
    }
    return {table: rows for table, rows in new.items() if rows}


def put_back(rows: Rows) -> None:
    """In any order: foreign keys are looked at when a transaction ends."""
    with connection.cursor() as cursor:
        for table, some in rows.items():
            marks = ", ".join(["%s"] * len(some[0]))
            into = f"INSERT INTO {connection.ops.quote_name(table)} VALUES"
            cursor.execute(
                f"{into} {', '.join([f'({marks})'] * len(some))}",
                [value for row in some for value in row],
            )
