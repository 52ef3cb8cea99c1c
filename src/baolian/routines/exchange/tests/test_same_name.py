"""Two enterprises of one name in two places are two; where that cannot be told, it is asked."""

from pathlib import Path

from baolian.records.matters.models import Matter
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.tests.books import OTHER_USCC
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    EVENING,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    Sheets,
    imported,
    numbers,
    only,
    planned_sheets,
    with_cell,
)
from tests.world import World

NAME = "兴旺商贸有限公司"
BARE = with_cell(with_cell(PAIRED, 4, NAME), 5, None)  # of 丹凤县, without a code
SHANYANG = [
    "李强",
    "局长",
    "山阳县财政局",
    "13800000099",
    NAME,
    None,
    "山阳县",
]
TWO: Sheets = {"p": [PAIRING, BARE, SHANYANG]}


def places(name: str = NAME) -> list[str]:
    found = Subject.objects.filter(name=name).order_by("place__code")
    return [subject.place.name for subject in found]


def warned(made: Plan) -> list[tuple[str, str]]:
    return [(p.code, p.cell) for p in made.found if p.severity == "warning"]


def test_two_places_of_one_workbook(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, TWO)
    assert places() == ["丹凤县", "山阳县"]
    found = Subject.objects.filter(name=NAME).order_by("place__code")
    assert [s.pairings.get().officer.name for s in found] == ["贺凤", "李强"]
    assert numbers(planned_sheets(world, tmp_path, TWO))["unchanged"] == 2


def test_another_place_than_the_known_ones(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    known = Subject.enter(act, Entering("enterprise", NAME, world.danfeng))
    imported(world, tmp_path, {"p": [PAIRING, SHANYANG]})
    assert places() == ["丹凤县", "山阳县"]
    assert not known.pairings.exists()


def test_two_codes_in_two_places(world: World, tmp_path: Path) -> None:
    coded = [with_cell(BARE, 5, PAIRED[5]), with_cell(SHANYANG, 5, OTHER_USCC)]
    imported(world, tmp_path, {"p": [PAIRING, *coded]})
    found = Subject.objects.filter(name=NAME).order_by("place__code")
    assert [s.enterprise.uscc for s in found] == [PAIRED[5], OTHER_USCC]


def test_the_only_one_of_the_name_needs_no_place(world: World, tmp_path: Path) -> None:
    unplaced = with_cell(with_cell(BARE, 0, "李强"), 6, None)
    imported(world, tmp_path, {"p": [PAIRING, unplaced, BARE]})
    assert places() == ["丹凤县"]


def test_a_place_that_was_never_stated_takes_a_narrower_one(world: World, tmp_path: Path) -> None:
    """What was entered for the whole prefecture is not another one in a county; it is told."""
    act = world.act(world.zhao, EVENING)
    Subject.enter(act, Entering("enterprise", NAME, world.shangluo))
    made = imported(world, tmp_path, {"p": [PAIRING, BARE]})
    assert places() == ["商洛市"]
    assert warned(made) == [("stands_otherwise", "G2")]


def test_without_a_place_two_of_a_name_are_a_problem(world: World, tmp_path: Path) -> None:
    unplaced = with_cell(with_cell(BARE, 0, "王五"), 6, None)
    made = planned_sheets(world, tmp_path, {"p": [PAIRING, BARE, SHANYANG, unplaced]})
    problem = only(made, "ambiguous_subject")
    assert problem.cell == "E4"
    for place in ("丹凤县", "山阳县"):
        assert place in problem.zh
        assert place in problem.en


def test_a_difficulty_is_told_by_its_holder(world: World, tmp_path: Path) -> None:
    row = with_cell(with_cell(RAISED, 1, NAME), 6, "李强")
    imported(world, tmp_path, TWO | {"d": [DIFFICULTY, row]})
    assert Matter.objects.get().subject.place == world.shanyang


def test_a_difficulty_that_nothing_tells_is_a_problem(world: World, tmp_path: Path) -> None:
    row = with_cell(with_cell(RAISED, 1, NAME), 6, None)
    made = planned_sheets(world, tmp_path, TWO | {"d": [DIFFICULTY, row]})
    assert only(made, "ambiguous_subject").cell == "B2"


def test_two_projects_of_one_name(world: World, tmp_path: Path) -> None:
    rows = [PROJECT, BUILT, with_cell(BUILT, 2, "山阳县")]
    imported(world, tmp_path, {"p": rows})
    assert places(BUILT[0]) == ["丹凤县", "山阳县"]


def test_a_project_twice_is_one_too_many(world: World, tmp_path: Path) -> None:
    """With its place and without: one project, which has one amount."""
    rows = [PROJECT, BUILT, with_cell(BUILT, 2, None)]
    made = planned_sheets(world, tmp_path, {"p": rows})
    assert only(made, "repeated").row == 3
