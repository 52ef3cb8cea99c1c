"""What the columns of the records hold, in characters; SQLite would not say, PostgreSQL would."""

from __future__ import annotations

from collections.abc import Iterator

from baolian.routines.exchange.known import names_in
from baolian.routines.exchange.ledgers import LEDGERS
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Fault

LENGTHS = {
    "holder": 40,
    "leader": 40,
    "contact": 40,
    "organisation": 100,
    "post": 60,
    "enterprise": 100,
    "name": 100,
    "chain": 100,
    "summary": 500,
    "progress": 60,
}
LENGTHS_OF = {
    kind.code: tuple((c, LENGTHS[c]) for c in kind.by_code if c in LENGTHS)
    for kind in LEDGERS.values()
}


def too_long(row: Row) -> Iterator[tuple[str, Fault]]:
    values = row.values
    for code, limit in LENGTHS_OF[row.kind]:
        value = values.get(code)
        # runs for every cell of the ledger: the usual case first
        if value is None or (value.__class__ is str and len(value) <= limit):
            continue
        if any(len(text) > limit for text in names_in(value)):
            yield code, Fault("too_long", f"不超过{limit}个字", f"at most {limit} characters")
