"""Rows and texts that differ in little: what they share is spelled once, not ten thousand times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from django.db import models

from baolian.records.journal.encoding import Scalar, canonical, columns_of, scalar_text
from baolian.records.journal.rows import blank, loaded

Row = TypeVar("Row", bound=models.Model)

BLANK = "\x00"  # no text in either database can hold it


class Form:
    """Canonical JSON with blanks, in the order of their names, for what is not shared."""

    def __init__(self, shared: Mapping[str, Any], own: tuple[str, ...]) -> None:
        if list(own) != sorted(own):
            raise ValueError(f"blanks are filled in the order of their names; found {own}")
        text = canonical({**shared, **dict.fromkeys(own, BLANK)})
        self.text = text.replace("%", "%%").replace(scalar_text(BLANK), "%s")

    def filled(self, *own: Scalar) -> str:
        return self.text % tuple(map(scalar_text, own))


class Pattern(Generic[Row]):
    """Rows of one model that share the columns `shared`; `own` are the others, in order.

    A row of a pattern knows what its entry will say; `Line.change` makes it forget.
    """

    def __init__(self, model: type[Row], own: tuple[str, ...], **shared: Any) -> None:
        self.model, self.own = model, own
        self.columns = blank(model) | shared
        entered = {name: self.columns[name] for name in columns_of(model) if name not in own}
        self.form = Form(entered, own)

    def row(self, *own: Scalar) -> Row:
        row = loaded(self.model, {**self.columns, **dict(zip(self.own, own, strict=True))})
        row.__dict__["_entered"] = self.form.filled(*own)
        return row
