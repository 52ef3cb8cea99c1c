"""The figures of the article about 商洛, from its office's workbook."""

from __future__ import annotations

import pytest

from baolian.routines.exchange.tests.books import AS_OF
from baolian.routines.exchange.tests.imports import LEDGER
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.understood import Understanding
from baolian.routines.exchange.values import Amount
from baolian.routines.exchange.workbooks import read_workbook


@pytest.fixture(scope="module")
def understood() -> Understanding:
    return understand(read_workbook(LEDGER), AS_OF)


def test_nothing_is_wrong_with_it(understood: Understanding) -> None:
    assert understood.problems() == []
    assert all(total.agrees() for sheet in understood.sheets for total in sheet.totals)
    assert sum(len(sheet.totals) for sheet in understood.sheets) == 4


def test_pairings(understood: Understanding) -> None:
    rows = list(understood.rows("pairings"))
    assert len({(r.values["holder"], r.values["organisation"]) for r in rows}) == 408
    assert len({row.values["uscc"] for row in rows}) == 308
    assert all("holder_phone" in row.values and "contact_phone" in row.values for row in rows)


def test_projects(understood: Understanding) -> None:
    rows = list(understood.rows("projects"))
    done = [row.values.get("completed_investment") for row in rows]
    assert len(rows) == 121
    assert sum(row.values["started"] is True for row in rows) == 112
    assert sum(d.fen for d in done if isinstance(d, Amount)) == 1_290_000_000_000


def test_difficulties(understood: Understanding) -> None:
    rows = list(understood.rows("difficulties"))
    assert len(rows) == len({row.key for row in rows}) == 308
    assert sum(row.values["state"] == "resolved" for row in rows) == 75
    assert sum("rating" in row.values for row in rows) == 75


def test_chain_leaders(understood: Understanding) -> None:
    rows = list(understood.rows("chain_leaders"))
    assert len({row.values["leader"] for row in rows}) == 106
    assert len({row.values["chain"] for row in rows}) == 20
