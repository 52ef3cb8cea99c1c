"""What a ledger says of somebody known: empty facts are filled in, others told and left alone."""

from pathlib import Path
from typing import Any

from baolian.records.journal.models import Entry
from baolian.records.people.models import Appointment, Founding, Officer, Organisation, Post
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.tests.books import OTHER_USCC
from baolian.routines.exchange.tests.imports import (
    BUILT,
    CHAIN,
    DIFFICULTY,
    EVENING,
    LED,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    imported,
    numbers,
    only,
    planned_sheets,
    with_cell,
    written,
)
from tests.world import World

SORTED = [*PAIRING, "行业门类"]
PROGRESS = [*PROJECT, "形象进度"]


def known(world: World, kind: str, name: str, **facts: Any) -> Subject:
    act = world.act(world.zhao, EVENING)
    return Subject.enter(act, Entering(kind, name, world.danfeng, **facts))


def told(made: Plan) -> list[tuple[str, str]]:
    return [(p.cell, p.expected_en.split(",")[0]) for p in made.found if p.severity == "warning"]


def test_a_known_enterprise_gets_its_code_and_industry(world: World, tmp_path: Path) -> None:
    firm = known(world, "enterprise", PAIRED[4])
    ledger = {"p": [SORTED, [*PAIRED, "C"]]}
    made = imported(world, tmp_path, ledger)
    assert told(made) == []
    kept = Subject.objects.get(pk=firm.pk).enterprise
    assert (kept.uscc, kept.industry) == (PAIRED[5], "C")
    assert Entry.objects.concerning(firm).filter(verb="supplemented").count() == 1
    before = written()
    assert numbers(imported(world, tmp_path, ledger))["unchanged"] == 1
    assert written() == before


def test_a_difficulty_may_bring_the_code(world: World, tmp_path: Path) -> None:
    firm = known(world, "enterprise", PAIRED[4])
    coded = [*with_cell(RAISED, 6, None), PAIRED[5]]
    imported(world, tmp_path, {"d": [[*DIFFICULTY, "统一社会信用代码"], coded]})
    assert Subject.objects.get(pk=firm.pk).enterprise.uscc == PAIRED[5]


def test_what_is_recorded_otherwise_stays_and_is_told(world: World, tmp_path: Path) -> None:
    firm = known(world, "enterprise", PAIRED[4], uscc=PAIRED[5], industry="F")
    made = imported(world, tmp_path, {"p": [SORTED, [*PAIRED, "C"]]})
    assert told(made) == [("H2", "F")]
    assert Subject.objects.get(pk=firm.pk).enterprise.industry == "F"


def test_another_code_is_a_problem(world: World, tmp_path: Path) -> None:
    known(world, "enterprise", PAIRED[4], uscc=OTHER_USCC)
    made = planned_sheets(world, tmp_path, {"p": [PAIRING, PAIRED]})
    assert OTHER_USCC in only(made, "other_code").expected_zh


def test_a_known_project_gets_its_start_its_chain_and_its_progress(
    world: World, tmp_path: Path
) -> None:
    works = known(world, "project", BUILT[0])
    ledger = {"p": [PROGRESS, [*BUILT, "主体施工"]], "c": [CHAIN, LED]}
    made = imported(world, tmp_path, ledger)
    assert told(made) == []
    kept = Subject.objects.get(pk=works.pk).project
    assert kept.chain is not None
    assert (kept.chain.name, kept.started_claimed, kept.progress) == ("茶产业", True, "主体施工")


def test_a_project_recorded_otherwise_is_told(world: World, tmp_path: Path) -> None:
    chain = known(world, "chain", "葡萄酒产业")
    facts: dict[str, Any] = {"chain": chain, "started_claimed": True, "progress": "竣工"}
    works = known(world, "project", BUILT[0], **facts)
    rows = [PROGRESS, [*with_cell(BUILT, 6, "否"), "主体施工"]]
    made = imported(world, tmp_path, {"p": rows, "c": [CHAIN, LED]})
    assert told(made) == [("B2", "葡萄酒产业"), ("G2", "yes"), ("H2", "竣工")]
    kept = Subject.objects.get(pk=works.pk).project
    assert (kept.chain, kept.started_claimed, kept.progress) == (chain, True, "竣工")


def test_a_row_imported_before_fills_in_what_is_still_empty(world: World, tmp_path: Path) -> None:
    bare = with_cell(with_cell(BUILT, 1, None), 6, None)
    ledger = {"p": [PROGRESS, [*bare, None]], "c": [CHAIN, LED]}
    imported(world, tmp_path, ledger)
    full = ledger | {"p": [PROGRESS, [*BUILT, "主体施工"]]}
    made = imported(world, tmp_path, full)
    assert [(d.field, d.applied) for c in made.changed for d in c.differences] == [
        ("chain", True),
        ("progress", True),
        ("started", True),
    ]
    kept = Subject.objects.get(name=BUILT[0]).project
    assert (kept.chain is not None, kept.started_claimed, kept.progress) == (True, True, "主体施工")
    assert numbers(planned_sheets(world, tmp_path, full))["unchanged"] == 2


def test_what_was_entered_by_hand_meanwhile_is_settled(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, {"p": [SORTED, [*PAIRED, "F"]]})
    changed = {"p": [SORTED, [*PAIRED, "C"]]}
    (difference,) = planned_sheets(world, tmp_path, changed).changed[0].differences
    assert not difference.applied
    assert (difference.was, difference.now) == ("F", "C")


def test_two_rows_that_disagree_are_told(world: World, tmp_path: Path) -> None:
    other = with_cell(with_cell(PAIRED, 0, "李强"), 3, "13800000099")
    made = imported(world, tmp_path, {"p": [SORTED, [*PAIRED, "C"], [*other, "F"]]})
    assert told(made) == [("H3", "C")]
    assert Subject.objects.get(name=PAIRED[4]).enterprise.industry == "C"


def test_a_known_holders_telephone_is_told_and_not_taken_over(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    bureau = Organisation.found(act, Founding("丹凤县财政局", "department", world.danfeng))
    holder = Officer.enrol(act, "贺凤")
    Post.appoint(act, Appointment(holder, bureau, "局长"))
    made = imported(world, tmp_path, {"p": [PAIRING, PAIRED]})
    assert ("D2", "(empty)") in told(made)
    assert Officer.objects.get(pk=holder.pk).phone == ""
