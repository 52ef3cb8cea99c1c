"""What things are found by, compared with the rows that it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from baolian.records.journal.findings import Finding, Tally
from baolian.records.lookup import sheets
from baolian.records.lookup.found import found_models

AT_MOST = 50  # examples of a table
WORDS = {
    "missing": ("cannot be found: not in the index", "检索不到：索引中没有"),
    "differs": ("is in the index under other words", "索引内容与记录不符"),
    "left over": ("is in the index and has no row", "索引中有而记录不在"),
}


def wrong_sheets(tally: Tally) -> Iterator[Finding]:
    """`baolian reindex` puts all of it right; no record is wrong."""
    for model in found_models():
        label = model._meta.label_lower
        for n, (fault, key) in enumerate(sheets.wrong(model, tally)):
            if n < AT_MOST:
                yield Finding("index", f"{label}:{key}", *WORDS[fault])
