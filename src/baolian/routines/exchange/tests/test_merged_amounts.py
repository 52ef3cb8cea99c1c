"""An amount merged over several rows is one amount, and is counted once."""

from pathlib import Path
from typing import Any

from django.db.models import Sum

from baolian.records.readings.models import Reading
from baolian.routines.exchange.tests.books import codes, only, read, save
from baolian.routines.exchange.tests.imports import BUILT, PROJECT, confirmed, planned, with_cell
from tests.world import World

# three projects; their completed amount, column F, stands once over rows 2 to 4
ROWS: list[list[Any]] = [
    PROJECT,
    BUILT,
    *(with_cell(with_cell(BUILT, 0, f"丹凤县{n}期项目"), 5, None) for n in "二三"),
]


def test_it_is_the_first_rows_and_a_warning_names_the_cells(tmp_path: Path) -> None:
    understood = read(tmp_path, ROWS, ["F2:F4"])
    amounts = [row.values.get("completed_investment") for row in understood.rows("projects")]
    assert [amount is None for amount in amounts] == [False, True, True]
    problem = only(understood, "merged_amount")
    assert (problem.cell, problem.severity, problem.found) == ("F2:F4", "warning", "11400")
    for words in (problem.zh, problem.en):
        assert "F2:F4" in words


def test_it_is_one_reading(world: World, tmp_path: Path) -> None:
    made = planned(world, save(tmp_path / "ledger.xlsx", {"p": ROWS}, ["F2:F4"]))
    confirmed(world, made)
    completed = Reading.objects.of("completed_investment")
    assert completed.aggregate(fen=Sum("actual")) == {"fen": 11_400_000_000}
    assert Reading.objects.of("total_investment").count() == 3


def test_a_total_below_agrees_with_it(tmp_path: Path) -> None:
    total = ["合计", None, None, None, 41603 * 3, 11400, None]
    assert codes(read(tmp_path, [*ROWS, total], ["F2:F4"])) == ["merged_amount"]


def test_names_are_still_carried_down(tmp_path: Path) -> None:
    rows = [PROJECT, BUILT, with_cell(with_cell(BUILT, 0, "丹凤县二期项目"), 3, None)]
    understood = read(tmp_path, rows, ["D2:D3"])
    assert [r.values["leader"] for r in understood.rows("projects")] == [("徐明涛",)] * 2
    assert codes(understood) == []
