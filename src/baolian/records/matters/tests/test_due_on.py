"""A decided day is a limit of its own: no pack, no holiday notice and no reopening moves it."""

from collections import Counter
from datetime import date

import pytest

from baolian.records.journal.replay import differences
from baolian.records.matters.models import DayNotAhead, Deadline, Extension, Matter, NoExtension
from baolian.records.matters.moments import wrong_moments
from tests.world import World


def task(world: World, due_on: date | None = date(2022, 3, 20)) -> Matter:
    """Decided on Monday 7 March; 20 March is a Sunday."""
    return world.difficulty(kind="task", category="", summary="办专场招聘会", due_on=due_on)


def limit(matter: Matter, cycle: int = 1) -> Deadline:
    return matter.deadlines.get(stage="resolution", cycle=cycle)


def again(world: World, matter: Matter, resolved: str, reopened: str) -> Matter:
    matter = Matter.objects.get(pk=matter.pk)
    matter.resolve(world.act(world.lin, resolved), "solved")
    matter.reopen(world.act(world.xu, reopened), "还没有办完")
    return Matter.objects.get(pk=matter.pk)


def test_it_is_due_when_the_office_closes_on_that_day(world: World) -> None:
    found = limit(matter := task(world))
    assert found.due_at == matter.due_at == world.at("2022-03-20 18:00")
    assert (found.n, found.unit, found.own_limit) == (13, "calendar_day", 13)
    assert found.fires_at is not None


def test_without_one_the_packs_limit_holds(world: World) -> None:
    found = limit(task(world, None))
    assert (found.n, found.unit, found.own_limit) == (15, "working_day", None)


def test_the_receipt_is_the_packs_all_the_same(world: World) -> None:
    receipt = task(world).deadlines.get(stage="receipt")
    assert (receipt.unit, receipt.own_limit) == ("working_day", None)


@pytest.mark.parametrize("day", [date(2022, 3, 7), date(2022, 3, 6), date(2206, 3, 7)])
def test_a_day_that_is_not_ahead_is_refused(world: World, day: date) -> None:
    with pytest.raises(DayNotAhead):
        task(world, day)
    assert not Matter.objects.exists()


def test_no_extension_moves_it(world: World) -> None:
    """The pack would grant a task more time."""
    matter = task(world)
    with pytest.raises(NoExtension):
        Extension.ask(world.act(world.lin, "2022-03-08 09:00"), matter, 3, "场地未定")


def test_a_suspension_moves_it_as_any_limit(world: World) -> None:
    matter = task(world)
    matter.suspend(world.act(world.xu, "2022-03-08 09:00"), "等候场地")
    matter.resume(world.act(world.xu, "2022-03-10 09:00"))
    assert limit(matter).due_at == world.at("2022-03-22 18:00")


def test_reopened_the_days_used_stay_used(world: World) -> None:
    # the 8th to the 12th are used: eight of thirteen days are left
    matter = again(world, task(world), "2022-03-12 19:00", "2022-03-16 10:00")
    found = limit(matter, 2)
    assert (found.inherited, found.n, found.unit) == (5, 8, "calendar_day")
    pack = matter.edition.pack
    assert found.whole(pack, matter.kind, matter.category) == 13


def test_reopened_late_it_has_the_packs_minimum(world: World) -> None:
    # three working days after Friday 25 March end on Wednesday: five days of the calendar
    matter = again(world, task(world), "2022-03-24 19:00", "2022-03-25 10:00")
    found = limit(matter, 2)
    assert found.n == 5
    assert found.due_at == world.at("2022-03-30 18:00")
    matter = again(world, matter, "2022-03-28 19:00", "2022-03-29 10:00")
    assert limit(matter, 3).own_limit == 13


def test_verify_counts_it_again(world: World) -> None:
    again(world, task(world), "2022-03-24 19:00", "2022-03-25 10:00")
    assert list(wrong_moments(Counter())) == []
    assert list(differences(Counter())) == []


@pytest.mark.parametrize("change", [{"own_limit": 9}, {"own_limit": None}])
def test_verify_sees_a_limit_that_was_altered(world: World, change: dict[str, int | None]) -> None:
    task(world)
    Deadline.objects.filter(stage="resolution").update(**change)
    assert list(differences(Counter())) != []


def test_verify_sees_a_whole_that_is_not_the_decided_one(world: World) -> None:
    again(world, task(world), "2022-03-12 19:00", "2022-03-16 10:00")
    Deadline.objects.filter(stage="resolution", cycle=2).update(own_limit=20)
    assert [f.thing for f in wrong_moments(Counter())] != []
