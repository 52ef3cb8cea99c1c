"""Rows that differ in little: what they share is spelled once, not ten thousand times."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db import models

from baolian.records.journal.encoding import columns_of, plain
from baolian.records.journal.rows import blank, loaded

Row = TypeVar("Row", bound=models.Model)


class Pattern(Generic[Row]):
    """Rows of one model that share the columns `shared`.

    A row of a pattern knows what its entry will say; `Line.change` makes it forget.
    """

    def __init__(self, model: type[Row], **shared: Any) -> None:
        self.model, self.columns = model, blank(model) | shared
        self.entered = {name: plain(self.columns[name]) for name in columns_of(model)}

    def row(self, **own: Any) -> Row:
        """One more, by the columns of its own: numbers and texts, as entries take them."""
        entered = {**self.entered, **own}
        return loaded(self.model, {**self.columns, **own, "_entered": entered})
