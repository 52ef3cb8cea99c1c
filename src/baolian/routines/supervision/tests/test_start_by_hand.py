from datetime import date

import pytest

from baolian.routines.supervision.models import (
    AlreadyDrafted,
    AlreadyMet,
    NoSuchRung,
    ReasonMissing,
    Slip,
)
from baolian.routines.supervision.sweep import sweep
from baolian.routines.supervision.tests.stories import BLUE, drafted, resolution, rungs, swept
from tests.world import World

REASON = "督查发现无人办理"


def test_a_supervisor_starts_at_any_rung(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.gao, "2022-03-10 09:00")
    slip = Slip.start_by_hand(act, resolution(matter), "yellow", REASON)
    assert (slip.reason, slip.started_by, slip.told["trigger"]) == (REASON, world.gao, "by_hand")
    assert slip.told["used"] == 2
    assert slip in Slip.objects.waiting_for_signature()


def test_the_clock_goes_on_behind_it(world: World) -> None:
    matter = world.difficulty()
    Slip.start_by_hand(
        world.act(world.gao, "2022-03-10 09:00"), resolution(matter), "yellow", REASON
    )
    assert swept(world, BLUE).drafted == 0
    swept(world, "2022-06-01 09:00")
    assert rungs(matter) == ["yellow", "red"]


def test_a_lower_rung_than_reached_leaves_the_clock_alone(world: World) -> None:
    matter = drafted(world).matter
    act = world.act(world.gao, "2022-03-30 09:00")
    Slip.start_by_hand(act, resolution(matter), "blue", REASON)
    assert resolution(matter).rung == 1
    swept(world, "2022-06-01 09:00")
    assert rungs(matter) == ["yellow", "blue", "red"]


def test_a_suspended_clock_stays_still(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.gao, "2022-03-09 09:00"), "等待专家评审")
    Slip.start_by_hand(world.act(world.gao, "2022-03-10 09:00"), resolution(matter), "blue", REASON)
    assert resolution(matter).fires_at is None


def test_never_the_same_slip_twice(world: World) -> None:
    slip = drafted(world)
    with pytest.raises(AlreadyDrafted):
        Slip.start_by_hand(
            world.act(world.gao, "2022-03-30 09:00"), slip.deadline, "yellow", REASON
        )


def test_it_needs_a_reason(world: World) -> None:
    matter = world.difficulty()
    with pytest.raises(ReasonMissing):
        Slip.start_by_hand(world.act(world.gao), resolution(matter), "blue", "")


def test_only_rungs_of_the_deadlines_ladder(world: World) -> None:
    matter = world.difficulty()
    with pytest.raises(NoSuchRung):
        Slip.start_by_hand(world.act(world.gao), resolution(matter), "orange", REASON)
    with pytest.raises(NoSuchRung):
        Slip.start_by_hand(
            world.act(world.gao), matter.deadlines.get(stage="receipt"), "blue", REASON
        )


def test_what_is_done_is_not_urged(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-09 09:00"), "solved")
    with pytest.raises(AlreadyMet):
        Slip.start_by_hand(
            world.act(world.gao, "2022-03-10 09:00"), resolution(matter), "blue", REASON
        )


def test_after_a_silent_baseline_a_missed_reply_still_leads_on(world: World) -> None:
    matter = world.difficulty(
        "2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8), owner=None
    )
    deadline = matter.deadlines.get()
    assert deadline.rung == 2  # red was passed before the import, and drew no slip
    supervisor = world.act(world.gao, "2022-06-20 09:00")
    Slip.start_by_hand(supervisor, deadline, "yellow", "历史超期").sign(supervisor)
    # three working days to reply: until the 23rd at six
    assert sweep(world.act(world.clockwork, "2022-06-23 17:59")).drafted == 0
    assert sweep(world.act(world.clockwork, "2022-06-23 18:00")).drafted == 1
    assert Slip.objects.get(rung="red").told["trigger"] == "reply_missed"
