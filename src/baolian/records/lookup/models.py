"""The index of what is found by words. It is no record: it can be made anew from the rows."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class WordsField(models.TextField):  # type: ignore[type-arg]
    """Tokens in their order: a tsvector on PostgreSQL, on SQLite the text that FTS5 indexes."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class Sheet(models.Model):
    """What a row is found by. `kind` is the letter of its model's FOUND, `key` whom it shows."""

    JOURNALED: ClassVar = False

    kind = models.CharField(max_length=1)
    key = models.BigIntegerField()
    is_over = models.BooleanField(default=False)
    words = WordsField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="sheet_once")]
        indexes = [models.Index(fields=["kind", "is_over", "key"], name="sheet_newest")]

    def __str__(self) -> str:
        return f"{self.kind}{self.key}"
