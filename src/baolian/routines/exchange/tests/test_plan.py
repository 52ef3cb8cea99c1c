"""What a dry run says of rows that cannot be placed; none of them is written."""

from pathlib import Path
from typing import Any

import pytest

from baolian.records.people.models import Appointment, Officer, Post
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.exchange.plans import HasErrors
from baolian.routines.exchange.tests.books import OTHER_USCC
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    EVENING,
    LED,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    Sheets,
    confirmed,
    numbers,
    only,
    planned_sheets,
    sheets,
    with_cell,
    written,
)
from tests.world import World


def difficulty(at: int, value: Any) -> Sheets:
    return sheets(difficulties=[DIFFICULTY, with_cell(RAISED, at, value)])


def pairing(at: int, value: Any) -> Sheets:
    return sheets(pairings=[PAIRING, with_cell(PAIRED, at, value)])


def project(at: int, value: Any) -> Sheets:
    return sheets(projects=[PROJECT, with_cell(BUILT, at, value)])


@pytest.mark.parametrize(
    ("ledger", "code", "cell", "expected"),
    [
        (difficulty(1, "丹凤无名有限公司"), "missing_enterprise", "B2", "already"),
        (difficulty(3, "物流运输业"), "unknown_category", "D2", "运输物流"),
        (difficulty(4, "2022年2月30日"), "no_such_day", "E2", ""),
        (difficulty(6, "无名氏"), "holder_unknown", "G2", "holder"),
        (difficulty(2, "长" * 501), "too_long", "C2", "500"),
        (difficulty(8, "2022-05-01"), "closed_before_raised", "I2", "2022-05-16"),
        (pairing(6, "丹凤郡"), "unknown_place", "G2", "丹凤县"),
        (pairing(5, "91611022X505GCKWRJ"), "credit_code_check", "F2", ""),
        (project(1, "茶叶产业"), "unknown_chain", "B2", "茶产业"),
    ],
)
def test_a_wrong_cell(
    world: World, tmp_path: Path, ledger: Sheets, code: str, cell: str, expected: str
) -> None:
    made = planned_sheets(world, tmp_path, ledger)
    problem = next(p for p in made.errors)
    assert {p.code for p in made.errors} == {code} or code.startswith(("no_such", "credit"))
    assert problem.cell == cell
    assert expected.replace("already", "ledger") in problem.expected_en
    assert problem.zh
    before = written()
    with pytest.raises(HasErrors):
        confirmed(world, made)
    assert written() == before


def test_a_problem_names_the_rows_own_number(world: World, tmp_path: Path) -> None:
    problem = only(planned_sheets(world, tmp_path, difficulty(6, "无名氏")), "holder_unknown")
    assert (problem.row, problem.own_number, problem.found) == (2, "7", "无名氏")
    assert "序号 7" in problem.zh
    assert "G2" in problem.zh


def test_a_plan_writes_nothing(world: World, tmp_path: Path) -> None:
    before = written()
    made = planned_sheets(world, tmp_path, sheets())
    assert made.is_clean
    assert numbers(made)["new"] == 4
    assert written() == before


def test_a_faulty_row_counts_once(world: World, tmp_path: Path) -> None:
    """The enterprise of a pairing with a wrong code is not missing as well."""
    made = planned_sheets(world, tmp_path, pairing(5, "91611022X505GCKWRJ"))
    assert [p.code for p in made.errors if p.sheet == "difficulties"] == []
    assert numbers(made)["problems"] == 2  # the pairing, and the difficulty that waits for it


def test_the_faults_of_a_row_are_told_from_the_left(world: World, tmp_path: Path) -> None:
    wrong = RAISED
    for n in (4, 6, 3, 1):
        wrong = with_cell(wrong, n, "不对")
    made = planned_sheets(world, tmp_path, {"d": [DIFFICULTY, wrong]})
    cells = [problem.cell for problem in made.problems]
    assert len(set(cells)) > 2
    assert cells == sorted(cells)


def test_a_known_enterprise_needs_no_row_of_its_own(world: World, tmp_path: Path) -> None:
    """And its holder is the one it is paired with, though the name is not in the workbook."""
    row = with_cell(with_cell(RAISED, 1, "丹凤清水泵业有限公司"), 6, "沈岳")
    made = planned_sheets(world, tmp_path, {"d": [DIFFICULTY, row]})
    assert made.errors == []
    confirmed(world, made)
    matter = world.pump_works.matters.get()
    assert matter.owner == world.officer(world.shen)


def test_namesakes_are_told_apart_by_the_pairing(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    twin = Officer.enrol(act, "贺凤")
    Post.appoint(act, Appointment(twin, world.finance_bureau, "股长"))
    made = planned_sheets(world, tmp_path, sheets())
    assert made.errors == []
    confirmed(world, made)
    assert Officer.objects.filter(name="贺凤").count() == 2
    assert Subject.objects.get(name=PAIRED[4]).matters.get().owner != twin


def test_namesakes_that_nothing_tells_apart_are_a_problem(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    for organisation in (world.finance_bureau, world.labour_bureau):
        Post.appoint(act, Appointment(Officer.enrol(act, "郑一"), organisation, "股长"))
    row = with_cell(with_cell(RAISED, 1, "丹凤清水泵业有限公司"), 6, "郑一")
    problem = only(planned_sheets(world, tmp_path, {"d": [DIFFICULTY, row]}), "ambiguous_person")
    assert "山阳县财政局" in problem.expected_zh
    assert "丹凤县人社局" in problem.expected_zh


def test_two_of_one_name_with_two_telephones_are_two(world: World, tmp_path: Path) -> None:
    other = with_cell(with_cell(PAIRED, 3, "13800000009"), 4, "丹凤另一家有限公司")
    other[5] = OTHER_USCC
    ledger = {"p": [PAIRING, PAIRED, other]}
    confirmed(world, planned_sheets(world, tmp_path, ledger))
    assert Officer.objects.filter(name="贺凤").count() == 2


def test_one_holder_of_two_enterprises_is_one(world: World, tmp_path: Path) -> None:
    other = with_cell(with_cell(PAIRED, 4, "丹凤另一家有限公司"), 5, OTHER_USCC)
    confirmed(world, planned_sheets(world, tmp_path, {"p": [PAIRING, PAIRED, other]}))
    assert Officer.objects.get(name="贺凤").pairings.count() == 2


def test_a_code_that_belongs_to_another(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    Subject.enter(act, Entering("enterprise", "丹凤旧名有限公司", world.danfeng, uscc=PAIRED[5]))
    made = planned_sheets(world, tmp_path, {"p": [PAIRING, PAIRED]})
    assert "丹凤旧名有限公司" in only(made, "code_of_another").expected_zh


def test_a_county_does_not_learn_whose_code_it_is(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    Subject.enter(act, Entering("enterprise", "山阳某有限公司", world.shanyang, uscc=PAIRED[5]))
    made = planned_sheets(world, tmp_path, {"p": [PAIRING, PAIRED]}, root=world.danfeng)
    problem = only(made, "code_of_another")
    assert "山阳" not in problem.zh + problem.en


def test_a_county_enters_nothing_outside_itself(world: World, tmp_path: Path) -> None:
    ledger = {"p": [PAIRING, with_cell(PAIRED, 6, "山阳县")]}
    only(planned_sheets(world, tmp_path, ledger, root=world.danfeng), "place_outside")
    ledger = {"p": [PAIRING, with_cell(PAIRED, 2, "市住建局")]}
    only(planned_sheets(world, tmp_path, ledger, root=world.danfeng), "organisation_outside")


def test_a_leader_is_found_in_the_list_of_chains(world: World, tmp_path: Path) -> None:
    confirmed(world, planned_sheets(world, tmp_path, sheets()))
    leader = Officer.objects.get(name="徐明涛")
    assert {p.subject.kind for p in leader.pairings.all()} == {"chain", "project"}
    assert leader.posts.get().title == "市政协副主席"


def test_the_day_comes_from_a_title(world: World, tmp_path: Path) -> None:
    ledger = {
        "p": [["台账 截至:2022年5月31日"], PROJECT, BUILT],
        "c": [["产业链", "链长"], LED[:2]],
    }
    made = planned_sheets(world, tmp_path, ledger)
    assert f"{made.as_of}" == "2022-05-31"
