"""How a row's columns stand in an entry: canonical JSON, the same bytes on both databases."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

import orjson
from django.db import models

Scalar = str | int | bool | None

OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces; what JSON does not know is written as `plain` does."""
    return orjson.dumps(value, spelled_out, OPTIONS).decode()


def plain(value: Any) -> Scalar:
    """A column's value as a JSON scalar; moments in UTC with microseconds."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an entry; columns are plain values")


def spelled_out(value: Any) -> Scalar:
    """What JSON itself cannot write; nearly always a moment."""
    return moment_text(value) if type(value) is datetime else plain(value)


@lru_cache(maxsize=1000)
def moment_text(moment: datetime) -> str:
    """Remembered, because thousands of rows share the moment of their act."""
    there = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return there.isoformat("T", "microseconds")


def commitment(salt: str, value: Scalar) -> str:
    """What an entry keeps of personal data: a salted hash, worthless once the salt is gone."""
    return "sha256:" + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that entries carry, by attribute name. Raises TypeError for a model with floats:
    two databases spell them in two ways."""
    if any(isinstance(f, models.FloatField) for f in model._meta.concrete_fields):
        raise TypeError(f"{model.__name__} has a float; columns are plain values")
    unwritten = outside_of(model) | {"id"}
    return tuple(f.attname for f in model._meta.concrete_fields if f.attname not in unwritten)


@cache
def outside_of(model: type[models.Model]) -> frozenset[str]:
    """The columns that entries never carry: passwords, salts."""
    return getattr(model, "OUTSIDE", frozenset())


@cache
def personal_of(model: type[models.Model]) -> frozenset[str]:
    return getattr(model, "PERSONAL", frozenset())


@cache
def reader_of(model: type[models.Model]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Picks `columns_of(model)` from a row's `__dict__`."""
    return itemgetter(*columns_of(model), "id")


def column_of(row: models.Model, name: str) -> Scalar:
    """One column as an entry carries it."""
    value = plain(getattr(row, name))
    if value is not None and name in personal_of(type(row)):
        return commitment(row.salt, value)  # type: ignore[attr-defined]
    return value


def columns(row: models.Model, names: Iterable[str] | None = None) -> dict[str, Scalar]:
    """Columns of a row as an entry carries them; all of them when `names` is None."""
    model = type(row)
    if personal_of(model):
        return {name: column_of(row, name) for name in names or columns_of(model)}
    return {name: plain(row.__dict__[name]) for name in names or columns_of(model)}


def entered(row: models.Model) -> Any:
    """All columns as `canonical` will write them: an import enters half a million rows.

    A row made after a pattern brings them along.
    """
    columns, model = row.__dict__, type(row)
    if "_entered" in columns:
        return columns["_entered"]
    # the key, read last, has no name to be paired with
    found = dict(zip(columns_of(model), reader_of(model)(columns), strict=False))
    for name in personal_of(model):
        if found[name] is not None:
            found[name] = commitment(row.salt, plain(found[name]))  # type: ignore[attr-defined]
    return found


def changed(row: models.Model, new: dict[str, Any]) -> dict[str, Any]:
    """Columns that were set, as `canonical` will write them."""
    if outside := outside_of(type(row)):
        new = {name: value for name, value in new.items() if name not in outside}
    return columns(row, new) if new and personal_of(type(row)) else new


def row_key(row: models.Model) -> str:
    return f"{label_of(type(row))}:{row.__dict__['id']}"


@cache
def label_of(model: type[models.Model]) -> str:
    return model._meta.label_lower
