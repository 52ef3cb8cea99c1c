"""Whatever the cells hold, reading ends with problems and never with an exception."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baolian.routines.exchange.ledgers import LEDGERS, LedgerKind
from baolian.routines.exchange.tests.books import AS_OF
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.workbooks import Cell, Sheet, Workbook

ODD: list[Cell] = [
    None, "", " ", "合计", "小计", "12", -1, 1e308, float("nan"), float("inf"), 10**30, 0.5,
    True, False, date(1, 1, 1), date(9999, 12, 31), datetime(2022, 1, 1, 5),  # noqa: DTZ001
    "#REF!", "0000-00-00", "99999999", "约", "亿元", "\ud800", "\0", "①", "1²月", "٣", "企业",
    "((((", "、、、", "2022年2月30日", "x" * 40_000, "9" * 5_000,
]  # fmt: skip
CELLS = st.sampled_from(ODD) | st.text(max_size=12) | st.integers() | st.floats() | st.dates()


@pytest.mark.parametrize("kind", LEDGERS.values(), ids=lambda kind: kind.code)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_cell_stops_the_reading(kind: LedgerKind, data: st.DataObject) -> None:
    headings: list[Cell] = [field.zh for field in kind.fields]
    row = st.lists(CELLS, min_size=len(headings), max_size=len(headings))
    rows: list[list[Cell]] = [["单位:万元", *[None] * (len(headings) - 1)], headings]
    rows += data.draw(st.lists(row, max_size=5))
    understood = understand(Workbook((Sheet("S", True, 1, (), rows),)), AS_OF)  # noqa: FBT003
    assert all(problem.zh and problem.en for problem in understood.problems())
    keys = [row.key for row in understood.rows(kind.code)]
    assert len(keys) == len(set(keys))
