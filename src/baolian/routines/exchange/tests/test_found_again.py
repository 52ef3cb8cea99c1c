"""A row under another key is the same row when it is about the same; what is gone is told."""

from pathlib import Path
from typing import Any

import pytest

from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Enterprise
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.tests.books import OTHER_USCC
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    PAIRED,
    PAIRING,
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

CODED = [*DIFFICULTY, "统一社会信用代码"]
UNCHANGED = {"new": 0, "unchanged": 4, "changed": 0, "problems": 0}


def shown(made: Plan) -> list[tuple[str, Any, Any, bool]]:
    return [(d.field, d.was, d.now, d.applied) for c in made.changed for d in c.differences]


def gone(made: Plan) -> list[str]:
    return [p.found for p in made.found if p.code == "no_longer_listed"]


def test_a_code_filled_in_is_the_same_difficulty(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    filled = sheets(difficulties=[CODED, [*RAISED, PAIRED[5]]])
    made = imported(world, tmp_path, filled)
    assert shown(made) == [("uscc", None, PAIRED[5], True)]
    assert gone(made) == []
    assert Matter.objects.count() == 1
    before = written()
    again = planned_sheets(world, tmp_path, filled)
    assert numbers(again) == UNCHANGED
    assert confirmed(world, again) is None
    assert written() == before


def test_a_code_filled_in_reaches_the_enterprise_and_pairs_nobody_twice(
    world: World, tmp_path: Path
) -> None:
    bare = with_cell(PAIRED, 5, None)
    imported(world, tmp_path, sheets(pairings=[PAIRING, bare]))
    assert not Enterprise.objects.filter(uscc=PAIRED[5]).exists()
    pairings = Pairing.objects.count()
    made = imported(world, tmp_path, sheets())
    assert shown(made) == [("uscc", None, PAIRED[5], True)]
    assert Enterprise.objects.get(uscc=PAIRED[5]).subject.name == PAIRED[4]
    assert Pairing.objects.count() == pairings
    assert numbers(planned_sheets(world, tmp_path, sheets())) == UNCHANGED


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        (with_cell(RAISED, 2, "运力不足。"), ["summary"]),
        (with_cell(RAISED, 2, "缺少冷藏车"), ["summary"]),
        (with_cell(RAISED, 4, "2022-05-17"), ["raised_on"]),
        (with_cell(with_cell(RAISED, 2, "运力不足！"), 4, "2022-05-17"), ["raised_on", "summary"]),
    ],
    ids=["a full stop", "the same day", "the same words", "nearly the same words"],
)
def test_other_words_or_another_day_of_a_row_that_is_gone_are_a_changed_row(
    world: World, tmp_path: Path, changed: list[Any], fields: list[str]
) -> None:
    imported(world, tmp_path, sheets())
    before = written()
    made = planned_sheets(world, tmp_path, sheets(difficulties=[DIFFICULTY, changed]))
    assert made.errors == []
    assert [(field, applied) for field, _, _, applied in shown(made)] == [
        (field, False) for field in fields
    ]
    assert confirmed(world, made) is None
    assert written() == before


def test_what_the_changed_row_names_is_not_founded(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    changed = with_cell(with_cell(RAISED, 2, "运力不足。"), 5, "丹凤县某某局")
    more = with_cell(with_cell(RAISED, 0, 8), 2, "厂房漏水，无人维修")
    changed_and_more = [DIFFICULTY, changed, with_cell(more, 4, "2022-06-01")]
    imported(world, tmp_path, sheets(difficulties=changed_and_more))
    assert Matter.objects.count() == 2
    assert not Organisation.objects.filter(name="丹凤县某某局").exists()


def test_two_rows_for_one_that_is_gone_are_one_of_them_and_a_new_one(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    rows = [with_cell(RAISED, 2, "用工短缺"), with_cell(RAISED, 2, "运力不足。")]
    made = imported(world, tmp_path, sheets(difficulties=[DIFFICULTY, *rows]))
    assert shown(made) == [("summary", "运力不足", "运力不足。", False)]
    assert set(Matter.objects.values_list("summary", flat=True)) == {"运力不足", "用工短缺"}


def test_what_was_resolved_and_came_back_is_another(world: World, tmp_path: Path) -> None:
    solved = [*RAISED[:7], "已办结", "2022-05-20", "满意"]
    imported(world, tmp_path, sheets(difficulties=[DIFFICULTY, solved]))
    back = with_cell(RAISED, 4, "2022-06-10")
    made = imported(world, tmp_path, sheets(difficulties=[DIFFICULTY, back]))
    assert made.changed == []
    assert gone(made) == ["difficulties 第2行（序号7）"]
    assert Matter.objects.count() == 2


def test_rows_no_longer_in_the_ledger_are_listed(world: World, tmp_path: Path) -> None:
    more = with_cell(with_cell(RAISED, 0, 8), 2, "用工短缺")
    imported(world, tmp_path, sheets(difficulties=[DIFFICULTY, RAISED, more]))
    before = written()
    made = planned_sheets(world, tmp_path, sheets())
    assert gone(made) == ["difficulties 第3行（序号8）"]
    (warning,) = made.found
    assert warning.severity == "warning"
    assert "difficulties 第3行" in warning.zh
    assert "difficulties 第3行" in warning.en
    assert confirmed(world, made) is None
    assert written() == before


def test_a_kind_of_ledger_that_is_not_in_the_workbook_is_not_missed(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    assert gone(planned_sheets(world, tmp_path, {"d": [DIFFICULTY, RAISED]})) == []


def test_a_row_with_a_wrong_cell_is_not_missed_as_well(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    wrong = [DIFFICULTY, with_cell(RAISED, 4, "2022年2月30日")]
    assert gone(planned_sheets(world, tmp_path, sheets(difficulties=wrong))) == []


def test_a_new_holder_is_a_new_pairing_and_the_old_row_is_told(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, {"p": [PAIRING, PAIRED]})
    other = with_cell(with_cell(PAIRED, 0, "李强"), 3, "13800000099")
    made = imported(world, tmp_path, {"p": [PAIRING, other]})
    assert numbers(made)["new"] == 1
    assert gone(made) == ["p 第2行"]


def test_another_code_than_the_one_known_is_a_problem(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    other = [CODED, [*with_cell(RAISED, 2, "用工短缺"), OTHER_USCC]]
    made = planned_sheets(world, tmp_path, {"d": other})
    assert [p.code for p in made.errors] == ["other_code"]
