"""What `baolian verify` may find: one finding a thing that is not as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

# how many of what were looked at, so that "nothing found" says among how much
Tally = Counter[str]


@dataclass(frozen=True)
class Finding:
    """`check` names the kind of fault, `thing` where it is (`app.model:key` for a row)."""

    check: str
    thing: str
    detail_en: str
    detail_zh: str

    def detail(self, lang: str) -> str:
        return self.detail_en if lang == "en" else self.detail_zh


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield  # a test's transaction, which sees itself only
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            # not atomic(): ours begins IMMEDIATE, which would hold off every writer
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
