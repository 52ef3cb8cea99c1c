"""Rows in and out of both databases by the thousand. Only pages use it: verbs write pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.base import ModelState
from django.db.models.functions import Cast

type_of_rows = Sequence[models.Model]
Row = TypeVar("Row", bound=models.Model)
Claimed = TypeVar("Claimed", bound=models.QuerySet[Any])


class Overtaken(Exception):
    """Somebody else changed the row first; nothing was written. Read again and decide again."""


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def unclaimed(rows: Claimed) -> Claimed:
    """Leave out rows that another transaction is changing; inside a transaction only.

    Saves PostgreSQL from lost races and decides nothing: the claim is the conditional update.
    """
    return rows.select_for_update(skip_locked=True, no_key=True) if is_postgresql() else rows


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """`pk__among=[...]`: `__in` for thousands of keys, sent as one value instead of as many."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, values = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*values, keys]
        among = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - a column's name
        return among, [*values, json.dumps(keys)]


def reserve_all(wanted: Mapping[type[models.Model], int]) -> dict[type[models.Model], list[int]]:
    """So many fresh primary keys of each, ascending; a rolled-back transaction leaves a gap, never
    a twin. One statement for all tables where there are sequences."""
    if not is_postgresql():
        return {model: next_keys(model._meta.db_table, n) for model, n in wanted.items()}
    found: dict[type[models.Model], list[int]] = {model: [] for model in wanted}
    tables = list(found.values())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, nextval(pg_get_serial_sequence(name, 'id')) FROM "
            "unnest(%s::text[], %s::int[]) WITH ORDINALITY AS v(name, n, place), "
            "generate_series(1, n)",
            [[model._meta.db_table for model in wanted], list(wanted.values())],
        )
        for place, key in cursor.fetchall():
            tables[place - 1].append(key)
    for keys in tables:
        keys.sort()
    return found


def next_keys(table: str, n: int) -> list[int]:
    """Of SQLite's own table of sequences."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [n, table])
        if cursor.rowcount == 0:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, n])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
    return list(range(last - n + 1, last + 1))


def number(
    rows: Iterable[models.Model], also: Mapping[type[models.Model], int] | None = None
) -> dict[type[models.Model], list[int]]:
    """Give every new row its primary key; and so many keys of other models, in the same statement,
    for rows of which nobody needs the object."""
    waiting: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        if row.__dict__["id"] is None:
            waiting.setdefault(type(row), []).append(row)
    wanted = {model: len(new) for model, new in waiting.items()}
    wanted |= {model: n for model, n in (also or {}).items() if n}
    keys = reserve_all(wanted) if wanted else {}
    for model, new in waiting.items():
        for row, key in zip(new, keys[model], strict=True):
            row.__dict__["id"] = key
    return keys


def link(row: models.Model) -> None:
    """Copy the keys of rows that were numbered after they were assigned to a foreign key."""
    related = row._state.__dict__.get("fields_cache")
    if not related:
        return  # made from keys alone
    columns = row.__dict__
    for name, attname in relations_of(type(row)).items():
        if columns[attname] is None and related.get(name) is not None:
            columns[attname] = related[name].__dict__["id"]


@cache
def foreign_keys(model: type[models.Model]) -> tuple[models.ForeignKey[Any, Any], ...]:
    return tuple(f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey))


def new_row(model: type[Row], **columns: Any) -> Row:
    """A row as its constructor makes it, from attribute names (`matter_id=7`), in a tenth of the
    time: for verbs that make tens of thousands."""
    return loaded(model, blank(model) | columns)


def row_with(model: type[Row], **values: Any) -> Row:
    """As `new_row`, in the constructor's own words: related rows (`matter=matter`), new or not."""
    relations = relations_of(model)
    columns, related = dict(blank(model)), {}
    for name, value in values.items():
        attname = relations.get(name)
        if attname is None:
            columns[name] = value
        elif value is not None:
            related[name] = value
            # a request's user is lazy: its __dict__ is not the row's
            is_lazy = "id" not in value.__dict__
            columns[attname] = value.pk if is_lazy else value.__dict__["id"]
    row = loaded(model, columns)
    row._state.__dict__["fields_cache"] = related
    return row


@cache
def relations_of(model: type[models.Model]) -> dict[str, str]:
    """Names of the foreign keys and of their columns."""
    return {field.name: field.attname for field in foreign_keys(model)}


def read_rows(query: models.QuerySet[Row]) -> list[Row]:
    """The rows of a query, all columns, in a third of the time that Django takes to make them.

    For models of numbers, texts, flags, days and moments; other columns need Django's own means.
    """
    names = names_of(query.model)
    asked = [spoken(field_of(query.model, name)) for name in names]
    statement, parameters = query.values_list(*asked).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = understood(query.model, names, cursor.fetchall())
    return [known_row(query.model, values) for values in found]


def spoken(field: models.Field[Any, Any]) -> Any:
    """SQLite's driver would parse every moment anew; as text, most are known already."""
    if isinstance(field, models.DateTimeField) and not is_postgresql():
        return Cast(field.attname, models.TextField())
    return field.attname


def understood(
    model: type[models.Model], names: tuple[str, ...], values: list[tuple[Any, ...]]
) -> Sequence[Sequence[Any]]:
    if is_postgresql():
        return values
    rows = [list(row) for row in values]
    for place, name in enumerate(names):
        if isinstance(field_of(model, name), models.DateTimeField):
            for row in rows:
                row[place] = moment_of(row[place])
    return rows


@lru_cache(maxsize=1000)
def moment_of(text: str | None) -> datetime | None:
    """SQLite keeps moments in UTC without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def loaded(model: type[Row], columns: dict[str, Any]) -> Row:
    row = model.__new__(model)
    row.__dict__ = columns
    row._state = ModelState()
    return row


def known_row(model: type[Row], values: Sequence[Any], **related: models.Model) -> Row:
    """A row that was read: all its columns in their order, and the related rows that came along."""
    row = loaded(model, dict(zip(names_of(model), values, strict=True)))
    row._state.adding, row._state.db = False, "default"
    row._state.__dict__["fields_cache"] = related
    return row


def rows_in(columns: Sequence[Any], *of: type[models.Model]) -> list[Any]:
    """Rows of these models that stand one after another in what a join found; None where there was
    none."""
    found, end = [], 0
    for model in of:
        begin, end = end, end + len(names_of(model))
        key = columns[begin]
        found.append(None if key is None else known_row(model, columns[begin:end]))
    return found


def relate(row: Row, **related: models.Model | None) -> Row:
    """Say what a row that was read is related to; None: to nothing, so that nobody asks again."""
    row._state.__dict__["fields_cache"].update(related)
    return row


@cache
def blank(model: type[models.Model]) -> dict[str, Any]:
    """What columns hold that nobody names; a default that must be called has no place here."""
    return {f.attname: f.get_default() for f in model._meta.concrete_fields}


@cache
def names_of(model: type[models.Model], of: str = "") -> tuple[str, ...]:
    """`of`: the way to the rows, `organisation__`."""
    return tuple(of + f.attname for f in model._meta.concrete_fields)


def insert_rows(rows: type_of_rows) -> None:
    """Insert numbered rows of one model."""
    if rows:
        model = type(rows[0])
        read = itemgetter(*names_of(model))
        insert_values(model, names_of(model), [read(row.__dict__) for row in rows])


def insert_columns(
    model: type[models.Model],
    keys: Sequence[int],
    names: tuple[str, ...],
    values: Sequence[tuple[Any, ...]],
) -> None:
    """Insert new rows of which nobody needs the object afterwards; unnamed columns are empty."""
    if not values:
        return
    empty = [name for name in names_of(model) if name not in (*names, "id")]
    rest = tuple(blank(model)[name] for name in empty)
    rows = [(key, *row, *rest) for key, row in zip(keys, values, strict=True)]
    insert_values(model, ("id", *names, *empty), rows)


def insert_values(
    model: type[models.Model], names: tuple[str, ...], values: Sequence[tuple[Any, ...]]
) -> None:
    """COPY on PostgreSQL, executemany on SQLite; `names` are attribute names."""
    columns = filled(dict(zip(names, zip(*values, strict=True), strict=True)))
    listed = ", ".join(f'"{field_of(model, name).column}"' for name in columns)
    table = f'"{model._meta.db_table}" ({listed})'
    with connection.cursor() as cursor:
        if is_postgresql():
            # Django wraps what cursors execute, not what they copy
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in zip(*columns.values(), strict=True):
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - our names
        cursor.executemany(statement, spelled(model, columns, columns.values()))


def filled(columns: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Those in which there is anything: SQLite's driver takes as long for an empty value as for
    six numbers."""
    return {
        name: column
        for name, column in columns.items()
        if column[0] is not None or column.count(None) < len(column)
    }


def spelled(
    model: type[models.Model], names: Iterable[str], columns: Iterable[Iterable[Any]]
) -> list[tuple[Any, ...]]:
    """Rows for SQLite out of columns, each spelled as Django itself spells it."""
    said = []
    for name, column in zip(names, columns, strict=True):
        spell = spelling(field_of(model, name))
        said.append(map(spell, column) if spell else column)
    return list(zip(*said, strict=True))


def spelling(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    """None when SQLite takes the value as it is."""
    if isinstance(field, models.DateTimeField):
        return utc_text
    if isinstance(field, models.DateField | models.TimeField):
        return lambda value: value and value.isoformat()
    if isinstance(field, models.UUIDField):
        return lambda value: value and value.hex
    if isinstance(field, models.BooleanField):
        return {None: None, False: 0, True: 1}.__getitem__
    return None


@lru_cache(maxsize=1000)
def utc_text(value: datetime | None) -> str | None:
    """Remembered, because thousands of rows share the moment of their act."""
    return str(value.astimezone(UTC).replace(tzinfo=None)) if value else None


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
    statement = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "id" = %s AND {still}'  # noqa: S608
    columns = zip(*((*new, key, *old) for key, new, old in changes), strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(statement, spelled(model, (*names, "id", *names), columns))
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
