"""挂起: the clock stands still, and what was due moves by exactly the days in between."""

import pytest

from baolian.records.matters.models import (
    AlreadyClosed,
    AlreadyResolved,
    AlreadySuspended,
    Matter,
    NotSuspended,
)
from tests.world import World


def test_nothing_fires_while_it_stands_still_but_the_receipt(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-08 10:00"), "企业停产检修")
    assert matter.suspension is not None
    assert set(matter.deadlines.filter(fires_at=None).values_list("stage", flat=True)) <= {
        "receipt", "first_contact", "resolution"
    }  # fmt: skip
    assert matter.deadlines.get(stage="resolution").fires_at is None
    # Danfeng's ladder watches the resolution only: the receipt has no rung to lose
    assert matter.deadlines.get(stage="receipt").met_at is None


def test_due_moves_by_exactly_the_working_days_in_between(world: World) -> None:
    matter = world.difficulty()
    before = matter.deadlines.get(stage="resolution")
    assert before.due_at == world.at("2022-03-28 18:00")
    matter.suspend(world.act(world.xu, "2022-03-09 10:00"), "企业停产检修")
    matter = Matter.objects.get(pk=matter.pk)
    matter.resume(world.act(world.xu, "2022-03-16 09:00"))
    after = matter.deadlines.get(stage="resolution")
    # the office closed on five working days: the 9th, 10th, 11th, 14th and 15th
    assert after.due_at == world.at("2022-04-02 18:00")  # a worked Saturday
    assert matter.due_at == after.due_at
    assert after.fires_at is not None
    assert before.fires_at is not None
    assert after.fires_at > before.fires_at


def test_a_holiday_inside_the_pause_moves_nothing(world: World) -> None:
    matter = world.difficulty("2022-04-01 09:00")
    due = matter.due_at
    # Saturday 2 April is worked, 3 to 5 April are Qingming
    matter.suspend(world.act(world.xu, "2022-04-02 19:00"), "企业放假")
    matter = Matter.objects.get(pk=matter.pk)
    matter.resume(world.act(world.xu, "2022-04-05 20:00"))
    assert matter.due_at == due


def test_two_pauses_add_up(world: World) -> None:
    matter = world.difficulty()
    for since, until in (("2022-03-08", "2022-03-09"), ("2022-03-14", "2022-03-16")):
        matter = Matter.objects.get(pk=matter.pk)
        matter.suspend(world.act(world.xu, f"{since} 10:00"), "企业停产检修")
        matter.resume(world.act(world.xu, f"{until} 10:00"))
    assert matter.due_at == world.at("2022-03-31 18:00")  # the 28th and three working days


def test_the_pause_counts_as_suspended_in_the_segments(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-09 10:00"), "企业停产检修")
    matter.resume(world.act(world.xu, "2022-03-16 09:00"))
    deadline = matter.deadlines.get(stage="resolution")
    act = world.act(world.xu, "2022-03-17 18:00")
    segments = deadline.segments(act.rulebook, act.at, matter.pauses())
    assert [(s.kind, s.used) for s in segments] == [
        ("working", 1), ("suspended", 0), ("working", 2)
    ]  # fmt: skip
    assert deadline.used(act.rulebook, act.at, matter.pauses()) == 3


def test_a_rung_reached_before_the_pause_is_not_reached_again(world: World) -> None:
    matter = world.difficulty()
    deadline = matter.deadlines.get(stage="resolution")
    act = world.act(world.clockwork, "2022-03-24 09:00")
    with act.page() as page:  # what the sweep does when the blue slip falls
        line = page.line("drafted", matter)
        line.change(deadline, rung=0)
        line.change(deadline, fires_at=deadline.next_moment(act.rulebook, ()))
    matter.suspend(world.act(world.xu, "2022-03-24 10:00"), "企业停产检修")
    matter = Matter.objects.get(pk=matter.pk)
    matter.resume(world.act(world.xu, "2022-03-25 10:00"))
    deadline.refresh_from_db()
    assert deadline.rung == 0
    # due on the 29th now, so yellow, one working day overdue, falls on the 30th
    assert deadline.fires_at == world.at("2022-03-30 18:00")


def test_it_stands_still_once_at_a_time(world: World) -> None:
    matter = world.difficulty()
    with pytest.raises(NotSuspended):
        matter.resume(world.act(world.xu))
    matter.suspend(world.act(world.xu), "企业停产检修")
    with pytest.raises(AlreadySuspended):
        matter.suspend(world.act(world.xu), "企业停产检修")


def test_what_is_over_does_not_stand_still(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.lin, "2022-03-08 10:00")
    matter.resolve(act, "explained", "已与企业说明")
    with pytest.raises(AlreadyResolved):
        matter.suspend(act, "企业停产检修")
    matter.close(act)
    with pytest.raises(AlreadyClosed):
        matter.suspend(act, "企业停产检修")


def test_suspended_before_it_was_due_it_is_not_overdue(world: World) -> None:
    matter, late = world.difficulty(), world.difficulty(summary="用电不稳")
    matter.suspend(world.act(world.xu, "2022-03-09 10:00"), "企业停产检修")
    late.suspend(world.act(world.xu, "2022-03-30 10:00"), "企业停产检修")
    overdue = Matter.objects.overdue(world.at("2022-04-30 10:00"))
    assert list(overdue) == [late]
