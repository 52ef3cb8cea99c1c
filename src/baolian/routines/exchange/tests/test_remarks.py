"""What a difficulty's row says and no record takes is told, never dropped without a word."""

from pathlib import Path
from typing import Any

import pytest

from baolian.records.matters.models import Matter
from baolian.records.people.models import Founding, Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    EVENING,
    PAIRED,
    PAIRING,
    RAISED,
    imported,
    numbers,
    sheets,
    with_cell,
)
from tests.world import World


@pytest.mark.parametrize(
    ("at", "value", "code", "cell"),
    [
        (7, "挂账", "not_carried_forward", "H2"),
        (9, "满意", "rating_before_resolved", "J2"),
    ],
)
def test_a_state_and_a_rating_that_nothing_takes(
    world: World, tmp_path: Path, at: int, value: Any, code: str, cell: str
) -> None:
    row = with_cell(RAISED, at, value)
    made = imported(world, tmp_path, sheets(difficulties=[DIFFICULTY, row]))
    (problem,) = made.found
    assert (problem.code, problem.cell, problem.severity) == (code, cell, "warning")
    assert problem.zh
    assert problem.en
    assert numbers(made)["new"] == 4
    assert Matter.objects.count() == 1


def test_a_second_holder(world: World, tmp_path: Path) -> None:
    other = with_cell(with_cell(PAIRED, 0, "李强"), 3, "13800000099")
    row = with_cell(RAISED, 6, "贺凤、李强")
    ledger = sheets(pairings=[PAIRING, PAIRED, other], difficulties=[DIFFICULTY, row])
    made = imported(world, tmp_path, ledger)
    (problem,) = made.found
    assert (problem.code, problem.cell) == ("more_holders", "G2")
    assert "李强" in problem.expected_zh
    assert "李强" in problem.expected_en
    owner = Matter.objects.get().owner
    assert owner is not None
    assert owner.name == "贺凤"


def test_a_town_officer_stands_on_the_nearest_tier_above(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    town = Organisation.found(act, Founding("棣花镇", "town", world.danfeng))
    Organisation.found(act, Founding("棣花镇经发办", "department", town))
    imported(world, tmp_path, {"p": [PAIRING, with_cell(PAIRED, 2, "棣花镇经发办")]})
    assert Subject.objects.get(name=PAIRED[4]).pairings.get().tier == "county"
