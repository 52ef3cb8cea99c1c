"""How a row's columns are written into an entry: canonical JSON, the same bytes on both databases."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

Scalar = str | int | bool | None


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Scalar:
    """A column's value as a JSON scalar; moments in UTC with microseconds."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an entry; columns are plain values")


def commitment(salt: str, value: Scalar) -> str:
    """What an entry keeps of personal data: a salted hash, worthless once the salt is gone."""
    return "sha256:" + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


@cache
def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that entries carry, by attribute name."""
    outside: frozenset[str] = getattr(model, "OUTSIDE", frozenset())
    return tuple(
        f.attname for f in model._meta.concrete_fields if f.attname not in outside | {"id"}
    )


@cache
def personal_of(model: type[models.Model]) -> frozenset[str]:
    return getattr(model, "PERSONAL", frozenset())


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
    # the common case, kept flat: a sweep writes tens of thousands of these
    read: Callable[[str], Any] = row.__dict__.__getitem__
    return {name: plain(read(name)) for name in names or columns_of(model)}


def row_key(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"
