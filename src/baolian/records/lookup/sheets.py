"""Sheets are written with their rows, in the transaction of the journal's page; made anew; checked.

The index is the one table that something else than a verb's line writes: nothing in it is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models, transaction

from baolian.records.lookup.engines import OPEN, OVER, emptied, is_postgresql, spelled
from baolian.records.lookup.found import MARK, Found, found_models
from baolian.records.lookup.models import Sheet

CHUNK = 900  # SQLite takes no deeper an expression than 1,000 keys
INTO = "INSERT INTO lookup_sheet (kind, key, is_over, words) "
AGAIN = " ON CONFLICT (kind, key) DO UPDATE SET is_over = excluded.is_over, words = excluded.words"
ARRAYS = "SELECT %s, * FROM unnest(%s::bigint[], %s::boolean[], %s::text[]::tsvector[])"

SheetRow = tuple[int, bool, str]


def keep(added: Iterable[Sequence[models.Model]], changed: Iterable[tuple[Any, Any]]) -> None:
    """Write the sheets of rows that were added, group by model, and of (row, columns) that were
    changed. Models without FOUND cost nothing."""
    for rows in added:
        if hasattr(type(rows[0]), "FOUND"):
            write(type(rows[0]), rows)
    touched: dict[type[models.Model], set[int]] = {}
    for row, columns in changed:
        found = getattr(type(row), "FOUND", None)
        if found is not None and found.is_touched_by(columns):
            touched.setdefault(type(row), set()).add(row.pk)
    for model, keys in touched.items():
        # read again: what the verb had in its hands may be older than the row
        for some in chunks(sorted(keys)):
            write(model, list(rows_of(model).filter(pk__in=some)))


def rows_of(model: Any) -> models.QuerySet[Any]:
    """With what their marks look through."""
    related = model.FOUND.related
    every: models.QuerySet[Any] = model._base_manager.all()
    return every.select_related(*related) if related else every


def write(model: Any, rows: Sequence[models.Model]) -> None:
    found: Found = model.FOUND
    for some in chunks(rows):
        if found.related:  # mostly at hand already
            models.prefetch_related_objects(some, *found.related)
        put(found, [sheet_of(found, row) for row in some])


def sheet_of(found: Found, row: models.Model) -> SheetRow:
    is_over = found.is_over(row)
    marks = found.tokens(MARK, found.marks(row))
    if not is_postgresql():
        marks.append(found.kind + (OVER if is_over else OPEN))
    return getattr(row, found.key), is_over, spelled(found.words(row), marks)


def put(found: Found, sheets: Sequence[SheetRow]) -> None:
    with connection.cursor() as cursor:
        if is_postgresql():
            columns = [list(column) for column in zip(*sheets, strict=True)]
            cursor.execute(INTO + ARRAYS + AGAIN, [found.kind, *columns])
        else:
            rows = [(found.kind, *sheet) for sheet in sheets]
            cursor.executemany(INTO + "VALUES (%s, %s, %s, %s)" + AGAIN, rows)


def chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


# -- made anew -------------------------------------------------------------------------------------


def fill_missing() -> None:
    """Models that have rows and not one sheet: they came in before there was an index."""
    tables = set(connection.introspection.table_names())
    there = [model for model in found_models() if model._meta.db_table in tables]
    missing = [model for model in there if is_missing(model)]
    with transaction.atomic() if Sheet.objects.exists() or not missing else emptied():
        for model in missing:
            fill(model)


def is_missing(model: Any) -> bool:
    sheets = Sheet.objects.filter(kind=model.FOUND.kind)
    return not sheets.exists() and bool(model._base_manager.exists())


def rebuild() -> int:
    """Throw the index away and make it anew; how many sheets it has now."""
    with emptied():
        return sum(map(fill, found_models()))


def fill(model: Any) -> int:
    n = 0
    for rows in in_order(model):
        write(model, rows)
        n += len(rows)
    return n


def in_order(model: Any) -> Iterator[list[models.Model]]:
    """The rows by ascending key, a chunk at a time."""
    last = 0
    while rows := list(rows_of(model).filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield rows
        last = rows[-1].pk


# -- checked ---------------------------------------------------------------------------------------


def wrong(model: Any, tally: Counter[str] | None = None) -> Iterator[tuple[str, int]]:
    """("missing" or "differs" or "left over", key) of sheets that are not as their rows say."""
    found: Found = model.FOUND
    kept = Sheet.objects.filter(kind=found.kind)
    seen = 0
    for rows in in_order(model):
        sheets = {sheet[0]: sheet for sheet in (sheet_of(found, row) for row in rows)}
        there = set(kept.filter(key__in=list(sheets)).values_list("key", flat=True))
        seen += len(there)
        if tally is not None:
            tally["sheets"] += len(there)
        same = agreeing(found, list(sheets.values()))
        for key in sheets:
            if key not in same:
                yield "differs" if key in there else "missing", key
    if kept.count() > seen:
        rows_left = model._base_manager.values(found.key)
        for key in kept.exclude(key__in=rows_left).values_list("key", flat=True):
            yield "left over", key


def agreeing(found: Found, sheets: Sequence[SheetRow]) -> set[int]:
    """Which of them stand in the index just so."""
    if is_postgresql():
        columns = [list(column) for column in zip(*sheets, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.key FROM lookup_sheet s JOIN "
                "unnest(%s::bigint[], %s::boolean[], %s::text[]::tsvector[]) "
                "AS v(key, is_over, words) ON s.key = v.key "
                "WHERE s.kind = %s AND s.is_over = v.is_over AND s.words = v.words",
                [*columns, found.kind],
            )
            return {row[0] for row in cursor.fetchall()}
    keys = [key for key, _, _ in sheets]
    standing = Sheet.objects.filter(kind=found.kind, key__in=keys)
    same = set(standing.values_list("key", "is_over", "words")).intersection(sheets)
    return {key for key, _, _ in same}
