"""Everything that is wrong with a row is told at once: who mends it need not come back for more."""

from pathlib import Path
from typing import Any

import pytest

from baolian.routines.exchange.plans import HasErrors, Plan
from baolian.routines.exchange.tests.books import OTHER_USCC
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    confirmed,
    imported,
    numbers,
    planned_sheets,
    sheets,
    with_cell,
    written,
)
from tests.world import World


def changed(row: list[Any], **cells: Any) -> list[Any]:
    for at, value in cells.items():
        row = with_cell(row, "ABCDEFGHIJ".index(at), value)
    return row


def told(made: Plan) -> dict[str, str]:
    """The errors, by cell."""
    found = {problem.cell: problem.code for problem in made.errors}
    assert len(found) == len(made.errors)
    return found


def test_a_difficulty_wrong_in_every_way(world: World, tmp_path: Path) -> None:
    """A day that is none is found in the cell, the rest beside the records: one list."""
    row = changed(
        RAISED, B="丹凤无名有限公司", D="物流运输业", E="2022年2月30日", G="无名氏", H="不清楚"
    )
    made = planned_sheets(world, tmp_path, sheets(difficulties=[DIFFICULTY, row]))
    assert told(made) == {
        "B2": "missing_enterprise",
        "D2": "unknown_category",
        "E2": "no_such_day",
        "G2": "holder_unknown",
        "H2": "unknown_state",
    }
    assert numbers(made)["problems"] == 1
    before = written()
    with pytest.raises(HasErrors):
        confirmed(world, made)
    assert written() == before


def test_the_same_without_a_fault_of_a_cell(world: World, tmp_path: Path) -> None:
    row = changed(RAISED, C="长" * 501, D="物流运输业", G="无名氏")
    made = planned_sheets(world, tmp_path, sheets(difficulties=[DIFFICULTY, row]))
    assert told(made) == {"C2": "too_long", "D2": "unknown_category", "G2": "holder_unknown"}


def test_a_pairing_and_a_project(world: World, tmp_path: Path) -> None:
    outside = changed(PAIRED, C="西安市财政局" * 20, G="丹凤郡")
    built = changed(BUILT, B="茶叶产业", C="丹凤郡", E="很多")
    ledger = sheets(pairings=[PAIRING, outside], projects=[PROJECT, built])
    made = planned_sheets(world, tmp_path, ledger)
    of = {sheet: {p.cell: p.code for p in made.errors if p.sheet == sheet} for sheet in ledger}
    assert of["pairings"] == {"C2": "too_long", "G2": "unknown_place"}
    assert of["projects"].items() >= {"B2": "unknown_chain", "C2": "unknown_place"}.items()
    assert "E2" in of["projects"]


def test_what_depends_on_a_wrong_cell_is_not_judged(world: World, tmp_path: Path) -> None:
    """With its code mended the enterprise may be found, and its holder with it."""
    headings = [*DIFFICULTY, "统一社会信用代码"]
    row = [*changed(RAISED, B="丹凤同舟物流公司"), OTHER_USCC[:-1] + "0"]
    made = planned_sheets(world, tmp_path, sheets(difficulties=[headings, row]))
    assert told(made) == {"K2": "credit_code_check"}


def test_a_holder_whose_own_row_is_wrong_is_somebody(world: World, tmp_path: Path) -> None:
    """His pairing will be there once it is mended."""
    ledger = sheets(pairings=[PAIRING, changed(PAIRED, F="91611022X505GCKWRJ")])
    assert told(planned_sheets(world, tmp_path, ledger)) == {"F2": "credit_code_check"}
    ledger = sheets(pairings=[PAIRING, changed(PAIRED, A=None)])
    assert told(planned_sheets(world, tmp_path, ledger)) == {"A2": "missing"}


def test_a_row_imported_before_is_judged_by_its_cells_alone(world: World, tmp_path: Path) -> None:
    """What of it is otherwise now is shown, not entered."""
    imported(world, tmp_path, sheets())
    row = changed(RAISED, D="物流运输业", H="不清楚")
    made = planned_sheets(world, tmp_path, sheets(difficulties=[DIFFICULTY, row]))
    assert told(made) == {"H2": "unknown_state"}
