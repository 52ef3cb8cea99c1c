import pytest

from baolian.records.journal.models import Entry
from baolian.routines.supervision.models import (
    AlreadyAcknowledged,
    AlreadyWithdrawn,
    NotIssued,
    Slip,
)
from baolian.routines.supervision.tests.stories import drafted, issued
from tests.world import World


def test_the_addressed_organisation_signs_for_it(world: World) -> None:
    slip = issued(world)
    act = world.act(world.lin, "2022-03-30 10:00")
    slip.acknowledge(act)
    found = Slip.objects.get().acknowledgement
    assert (found.by, found.at) == (world.lin, act.at)
    assert Entry.objects.concerning(slip).last().verb == "slip acknowledged"  # type: ignore[union-attr]


def test_once_only(world: World) -> None:
    slip = issued(world)
    slip.acknowledge(world.act(world.lin, "2022-03-30 10:00"))
    with pytest.raises(AlreadyAcknowledged):
        slip.acknowledge(world.act(world.lin, "2022-03-30 11:00"))


def test_a_draft_has_reached_nobody(world: World) -> None:
    slip = drafted(world)
    with pytest.raises(NotIssued):
        slip.acknowledge(world.act(world.lin, "2022-03-30 10:00"))


def test_a_withdrawn_slip_needs_none(world: World) -> None:
    slip = issued(world)
    slip.withdraw(world.act(world.gao, "2022-03-30 10:00"), "日历有误")
    with pytest.raises(AlreadyWithdrawn):
        slip.acknowledge(world.act(world.lin, "2022-03-30 11:00"))
