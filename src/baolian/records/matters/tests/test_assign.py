"""交办, one matter or many: all of them or none."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import (
    AlreadyAssigned,
    AlreadyClosed,
    AlreadyResolved,
    Assignment,
    Handling,
    Matter,
)
from tests.world import World

LATER = "2022-03-08 10:00"


def unassigned(world: World, n: int = 3) -> list[Matter]:
    return [world.difficulty(summary=f"无人承办{i}", organisation=None) for i in range(n)]


def test_many_are_handed_on_in_one_page(world: World) -> None:
    matters = unassigned(world)
    act = world.act(world.xu, LATER)
    made = Matter.assign_all(act, [Assignment(m, world.labour_bureau) for m in matters])
    assert [h.matter_id for h in made] == [m.pk for m in matters]
    for matter in Matter.objects.filter(pk__in=[m.pk for m in matters]):
        assert matter.organisation == world.labour_bureau
        assert matter.org_path == world.labour_bureau.path
        assert matter.owner == world.officer(world.he)
        assert matter.deadlines.get(stage="receipt").start_at == act.at
        assert Entry.objects.concerning(matter).latest("id").verb == "assigned"
        assert Notice.objects.filter(key__startswith=f"assigned:{matter.pk}:1").count() == 1


def test_it_asks_no_more_for_more_matters(world: World) -> None:
    def asked(n: int) -> int:
        matters, act = unassigned(world, n), world.act(world.xu, LATER)
        for_all = [Assignment(matter, world.labour_bureau) for matter in matters]
        with CaptureQueriesContext(connection) as queries:
            Matter.assign_all(act, for_all)
        # executemany counts as one statement a row on SQLite
        return len([q for q in queries if q["sql"].startswith("SELECT")])

    assert asked(1) == asked(12)


def test_a_named_person_answers_from_now_on(world: World) -> None:
    (matter,) = unassigned(world, 1)
    lin = world.officer(world.lin)
    Matter.assign_all(world.act(world.xu), [Assignment(matter, world.labour_bureau, lin)])
    assert Matter.objects.get(pk=matter.pk).owner == lin


@pytest.mark.parametrize("what", ["handled", "resolved", "closed"])
def test_one_that_cannot_be_handed_on_stops_them_all(world: World, what: str) -> None:
    matters = [*unassigned(world, 2), world.difficulty(organisation=world.bank)]
    error: type[Exception] = AlreadyAssigned
    if what != "handled":
        matters[-1].resolve(world.act(world.lin, LATER), "explained", "已说明")
        error = AlreadyResolved
    if what == "closed":
        matters[-1].close(world.act(world.xu, LATER))
        error = AlreadyClosed
    handed = Handling.objects.count()
    with pytest.raises(error):
        Matter.assign_all(
            world.act(world.xu, LATER), [Assignment(m, world.labour_bureau) for m in matters]
        )
    assert Handling.objects.count() == handed
    assert Matter.objects.filter(organisation=None).count() == 2


def test_one_that_was_resolved_meanwhile_stops_them_all(world: World) -> None:
    matters = unassigned(world, 2)
    other: Any = Matter.objects.get(pk=matters[1].pk)
    other.resolve(world.act(world.he, LATER), "solved")
    with pytest.raises(Overtaken):
        Matter.assign_all(
            world.act(world.xu, LATER), [Assignment(m, world.labour_bureau) for m in matters]
        )
    assert not Handling.objects.filter(matter__in=matters).exists()


def test_one_that_was_sent_back_gets_a_receipt_of_its_own(world: World) -> None:
    matter = world.difficulty()
    matter.handlings.get().give_back(world.act(world.lin), "不属本局职责")
    (other,) = unassigned(world, 1)
    fresh = Matter.objects.get(pk=matter.pk)
    again = [Assignment(fresh, world.bank), Assignment(other, world.bank)]
    first, second = Matter.assign_all(world.act(world.xu, LATER), again)
    assert (first.cycle, second.cycle) == (2, 1)
    assert sorted(fresh.deadlines.filter(stage="receipt").values_list("cycle", flat=True)) == [1, 2]
