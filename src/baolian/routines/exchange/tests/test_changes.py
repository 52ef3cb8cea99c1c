"""A later version of the ledger: what differs is shown, and applied where a verb can."""

from datetime import date
from pathlib import Path
from typing import Any

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.importing import plan
from baolian.routines.exchange.models import Import, ImportedRow
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    EVENING,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    confirmed,
    content,
    imported,
    numbers,
    planned_sheets,
    sheets,
    with_cell,
    written,
)
from tests.world import World

SOLVED: list[Any] = [*RAISED[:7], "已办结", "2022-06-20", "满意"]


def again(world: World, tmp_path: Path, **changed: Any) -> Plan:
    return planned_sheets(world, tmp_path, sheets(**changed))


def shown(made: Plan) -> list[tuple[str, Any, Any, bool]]:
    return [(d.field, d.was, d.now, d.applied) for c in made.changed for d in c.differences]


def completed() -> list[tuple[str, int | None]]:
    found = Reading.objects.standing().of("completed_investment").order_by("ends_on")
    return [(f"{r.ends_on}", r.actual) for r in found]


def test_newly_said_to_be_resolved_becomes_a_claim(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    made = again(world, tmp_path, difficulties=[DIFFICULTY, SOLVED])
    assert shown(made) == [
        ("rating", None, "satisfied", True),
        ("resolved_on", None, "2022-06-20", True),
        ("state", "open", "resolved", True),
    ]
    assert not Matter.objects.exclude(resolved_at=None).exists()
    confirmed(world, made)
    said = Matter.objects.get().resolutions.get()
    assert (said.is_claim, said.claimed_on) == (True, date(2022, 6, 20))
    assert numbers(again(world, tmp_path, difficulties=[DIFFICULTY, SOLVED])) == {
        "new": 0,
        "unchanged": 4,
        "changed": 0,
        "problems": 0,
    }


def test_a_matter_resolved_meanwhile_is_not_claimed_over(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    Matter.objects.get().resolve(world.act(world.lin, EVENING), "explained", "说明见附件")
    made = again(world, tmp_path, difficulties=[DIFFICULTY, SOLVED])
    assert {applied for *_, applied in shown(made)} == {False}
    assert confirmed(world, made) is None
    assert Matter.objects.get().resolutions.get().outcome == "explained"


def test_a_new_amount_for_the_same_period_corrects_the_reading(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    made = again(world, tmp_path, projects=[PROJECT, with_cell(BUILT, 5, "约12000")])
    confirmed(world, made)
    assert completed() == [("2022-06-30", 12_000_000_000)]
    standing = Reading.objects.standing().get(indicator="completed_investment")
    assert standing.qualifier == "about"
    assert standing.corrects is not None
    assert standing.corrects.actual == 11_400_000_000


def test_a_new_amount_for_a_later_day_is_a_reading_of_its_own(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, {"p": [["截至:2022年5月31日"], PROJECT, BUILT]})
    later = {"p": [["截至:2022年6月30日"], PROJECT, with_cell(BUILT, 5, 12000)]}
    confirmed(world, planned_sheets(world, tmp_path, later))
    assert completed() == [("2022-05-31", 11_400_000_000), ("2022-06-30", 12_000_000_000)]


def test_what_no_verb_applies_is_shown_and_stays_shown(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    before = written()
    telephone = [PAIRING, with_cell(PAIRED, 3, "13900000000")]
    for _ in range(2):
        made = again(world, tmp_path, pairings=telephone)
        assert shown(made) == [("holder_phone", "13800000008", "13900000000", False)]
        assert confirmed(world, made) is None
    assert written() == before


def test_what_is_half_applied_leaves_the_other_half_to_be_entered(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    both = with_cell(with_cell(BUILT, 5, 12000), 6, "否")
    confirmed(world, again(world, tmp_path, projects=[PROJECT, both]))
    assert shown(again(world, tmp_path, projects=[PROJECT, both])) == [
        ("started", True, False, False)
    ]
    assert Subject.objects.get(kind="project").project.started_claimed


def test_a_changed_row_leaves_its_difference_in_the_journal(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    confirmed(world, again(world, tmp_path, difficulties=[DIFFICULTY, SOLVED]))
    row = ImportedRow.objects.get(kind="difficulties")
    assert content(row)["state"] == "resolved"
    assert Entry.objects.filter(verb="row changed").count() == 1
    assert Import.objects.count() == 2


def test_a_row_that_is_new_comes_in_beside_the_old_ones(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    more = with_cell(with_cell(RAISED, 0, 8), 2, "用工短缺")
    made = again(world, tmp_path, difficulties=[DIFFICULTY, RAISED, more])
    assert numbers(made) == {"new": 1, "unchanged": 4, "changed": 0, "problems": 0}
    confirmed(world, made)
    assert Matter.objects.count() == 2
    assert Matter.objects.get(summary="用工短缺").owner is not None


def test_another_source_pairs_nobody_twice(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, {"p": [PAIRING, PAIRED]})
    before = written()
    first = planned_sheets(world, tmp_path, {"p": [PAIRING, PAIRED]})
    act = world.act(world.zhao, EVENING)
    made = plan(act, first.understanding, "another ledger", world.shangluo)
    assert confirmed(world, made) is not None
    now = written()
    assert {name for name in now if now[name] != before[name]} == {"Import", "ImportedRow", "Entry"}
