"""Where an organisation hangs in the tree: four base-36 characters a level.

A subtree is a range of text, `path >= p AND path < p~`, which one index answers on both
databases (collation "C" on PostgreSQL); never LIKE, never a recursive query.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4


class PathField(models.CharField):  # type: ignore[type-arg]
    """Text that sorts by its bytes on either database."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 64, **options})

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        collation = "C" if connection.vendor == "postgresql" else None
        return {**parameters, "collation": collation}


def base36(n: int) -> str:
    """`n` (0 to 1,679,615) in four characters; raises OverflowError beyond."""
    text, rest = "", n
    for _ in range(WIDTH):
        rest, digit = divmod(rest, 36)
        text = DIGITS[digit] + text
    if rest:
        raise OverflowError(f"an organisation has at most 1,679,616 children; found number {n}")
    return text


def ancestors(path: str) -> list[str]:
    """The path itself and those above it, nearest first."""
    return [path[:end] for end in range(len(path), 0, -WIDTH)]


def below(path: str, column: str = "path") -> Q:
    """The subtree of `path`, itself included; everything when `path` is empty."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": path + "~"}) if path else Q()


def below_any(paths: list[str], column: str = "path") -> Q:
    """The union of subtrees; nothing when there are none."""
    union = Q(pk__in=[])
    for path in paths:
        union |= below(path, column)
    return union
