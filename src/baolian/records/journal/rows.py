"""Rows in and out of both databases by the thousand. Only pages use it: verbs write pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

from django.db import connection, models

type_of_rows = Sequence[models.Model]


class Overtaken(Exception):
    """Somebody else changed the row first; nothing was written. Read again and decide again."""


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def reserve(model: type[models.Model], n: int) -> list[int]:
    """`n` fresh primary keys, ascending; a rolled-back transaction leaves a gap, never a twin."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, n],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [n, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, n])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return list(range(last - n + 1, last + 1))


def number(rows: Iterable[models.Model]) -> None:
    """Give every new row its primary key, one statement per table."""
    waiting: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        if row.pk is None:
            waiting.setdefault(type(row), []).append(row)
    for model, new in waiting.items():
        for row, key in zip(new, reserve(model, len(new)), strict=True):
            row.pk = key


def link(row: models.Model) -> None:
    """Copy the keys of rows that were numbered after they were assigned to a foreign key."""
    for field in foreign_keys(type(row)):
        if row.__dict__[field.attname] is None and field.is_cached(row):
            setattr(row, field.attname, getattr(field.get_cached_value(row), "pk", None))


@cache
def foreign_keys(model: type[models.Model]) -> tuple[models.ForeignKey[Any, Any], ...]:
    return tuple(f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey))


def insert_rows(rows: type_of_rows) -> None:
    """Insert numbered rows of one model: COPY on PostgreSQL, executemany on SQLite."""
    if not rows:
        return
    model = type(rows[0])
    names = [f.attname for f in model._meta.concrete_fields]
    table, listed = model._meta.db_table, ", ".join(f'"{c}"' for c in db_columns(model))
    with connection.cursor() as cursor:
        if is_postgresql():
            with cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
                for row in rows:
                    d = row.__dict__
                    copy.write_row([d[n] for n in names])
            return
        marks = ", ".join(["%s"] * len(names))
        prepare = preparers(model, tuple(names))
        cursor.executemany(
            f'INSERT INTO "{table}" ({listed}) VALUES ({marks})',  # noqa: S608 - our own names
            ([f(row.__dict__[n]) for n, f in prepare] for row in rows),
        )


@cache
def db_columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(cast("str", f.column) for f in model._meta.concrete_fields)


@cache
def preparers(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """For SQLite: how each column's value is spelled, as Django itself spells it."""
    return tuple((name, spelling(field_of(model, name))) for name in names)


def spelling(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    if isinstance(field, models.DateTimeField):
        return utc_text
    if isinstance(field, models.DateField | models.TimeField):
        return lambda value: value and value.isoformat()
    if isinstance(field, models.UUIDField):
        return lambda value: value and value.hex
    return same


def same(value: Any) -> Any:
    return value


def utc_text(value: datetime | None) -> str | None:
    return value and str(value.astimezone(UTC).replace(tzinfo=None))


@cache
def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    return next(f for f in model._meta.concrete_fields if f.attname == name)


def update_rows(
    model: type[models.Model],
    names: tuple[str, ...],
    changes: Sequence[tuple[int, Sequence[Any], Sequence[Any]]],
) -> None:
    """Set `names` on rows that still hold the old values: (key, new values, old values).

    Raises Overtaken when any row no longer does; the caller's transaction rolls back.
    """
    written = (update_many if is_postgresql() else update_each)(model, names, changes)
    if written != len(changes):
        table = model._meta.verbose_name
        raise Overtaken(f"{len(changes) - written} of {len(changes)} rows of {table} had changed")


def update_each(
    model: type[models.Model],
    names: tuple[str, ...],
    changes: Sequence[tuple[int, Sequence[Any], Sequence[Any]]],
) -> int:
    quoted = [f'"{field_of(model, n).column}"' for n in names]
    sets = ", ".join(f"{c} = %s" for c in quoted)
    still = " AND ".join(f"{c} IS %s" for c in quoted)
    prepare = [f for _, f in preparers(model, names)]
    statement = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "id" = %s AND {still}'  # noqa: S608
    spelled = (
        [
            *(f(v) for f, v in zip(prepare, new, strict=True)),
            key,
            *(f(v) for f, v in zip(prepare, old, strict=True)),
        ]
        for key, new, old in changes
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, spelled)
        return int(cursor.rowcount)


def update_many(
    model: type[models.Model],
    names: tuple[str, ...],
    changes: Sequence[tuple[int, Sequence[Any], Sequence[Any]]],
) -> int:
    columns = [str(field_of(model, n).column) for n in names]
    types = [str(field_of(model, n).rel_db_type(connection)) for n in names]
    arrays = ", ".join(["%s::bigint[]", *(f"%s::{t}[]" for t in types * 2)])
    aliases = ", ".join(["id", *(f"new_{c}" for c in columns), *(f"old_{c}" for c in columns)])
    sets = ", ".join(f'"{c}" = v.new_{c}' for c in columns)
    still = " AND ".join(f't."{c}" IS NOT DISTINCT FROM v.old_{c}' for c in columns)
    statement = (
        f'UPDATE "{model._meta.db_table}" t SET {sets} '  # noqa: S608 - our own names
        f"FROM unnest({arrays}) AS v({aliases}) WHERE t.id = v.id AND {still}"
    )
    keys = [key for key, _, _ in changes]
    news = [list(values) for values in zip(*(new for _, new, _ in changes), strict=True)]
    olds = [list(values) for values in zip(*(old for _, _, old in changes), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys, *news, *olds])
        return int(cursor.rowcount)
