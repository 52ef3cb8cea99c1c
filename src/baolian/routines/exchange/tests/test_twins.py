"""One difficulty in two ledgers is entered once, and one amount of a project."""

from pathlib import Path
from typing import Any

import pytest

from baolian.records.matters.models import Matter
from baolian.routines.exchange.importing import plan
from baolian.routines.exchange.models import ImportedRow
from baolian.routines.exchange.plans import HasErrors, Plan
from baolian.routines.exchange.tests.books import AS_OF, save
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    EVENING,
    PROJECT,
    RAISED,
    confirmed,
    imported,
    only,
    sheets,
    with_cell,
    written,
)
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.workbooks import read_workbook
from tests.world import World


def from_another(world: World, tmp_path: Path, **changed: Any) -> Plan:
    """The difficulties again under another ledger's name, or whatever is given."""
    file = save(tmp_path / "other.xlsx", sheets(**{"projects": [PROJECT], **changed}))
    understanding = understand(read_workbook(file), AS_OF)
    return plan(world.act(world.zhao, EVENING), understanding, "走访台账", world.shangluo)


def test_it_is_a_problem_that_names_the_matter_and_its_ledger(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    matter, row = Matter.objects.get(), ImportedRow.objects.get(kind="difficulties")
    made = from_another(world, tmp_path)
    problem = only(made, "entered_from_another")
    assert (problem.cell, problem.found) == ("C2", "运力不足")
    assert f"困难 {matter.pk} " in problem.zh
    assert f"difficulty {matter.pk} " in problem.en
    for words in (problem.zh, problem.en):
        assert row.source in words
        assert "difficulties 第2行（序号7）" in words
    before = written()
    with pytest.raises(HasErrors):
        confirmed(world, made)
    assert written() == before


def test_spaces_and_wide_letters_make_no_other_difficulty(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    spaced = with_cell(with_cell(RAISED, 2, "运力 不足"), 4, "2022.5.16")
    only(from_another(world, tmp_path, difficulties=[DIFFICULTY, spaced]), "entered_from_another")


@pytest.mark.parametrize(("at", "value"), [(2, "缺仓库"), (4, "2022-05-17")])
def test_other_words_or_another_day_are_another_difficulty(
    world: World, tmp_path: Path, at: int, value: str
) -> None:
    imported(world, tmp_path, sheets())
    other = [DIFFICULTY, with_cell(RAISED, at, value)]
    made = from_another(world, tmp_path, difficulties=other)
    assert made.errors == []
    confirmed(world, made)
    assert Matter.objects.count() == 2


def test_what_was_entered_by_hand_is_no_ledgers(world: World, tmp_path: Path) -> None:
    world.difficulty()
    by_hand = Matter.objects.get()
    row = with_cell(with_cell(RAISED, 1, "丹凤清水泵业有限公司"), 2, by_hand.summary)
    made = from_another(world, tmp_path, difficulties=[DIFFICULTY, row])
    assert made.errors == []


def test_an_amount_of_the_same_period_is_a_problem_that_names_the_ledger(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    again = from_another(world, tmp_path, difficulties=[DIFFICULTY], projects=[PROJECT, BUILT])
    assert [p.code for p in again.errors] == ["amount_entered_before"] * 2
    assert [p.cell for p in again.errors] == ["E2", "F2"]
    for problem in again.errors:
        assert "重点项目台账“projects”第2行" in problem.zh
        assert "2022-01-01 to 2022-06-30" in problem.en
