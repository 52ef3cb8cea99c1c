"""Others are invited later on; whoever is invited already is not told again."""

import pytest

from baolian.records.journal.models import Notice
from baolian.records.meetings.models import AlreadyCancelled
from baolian.records.meetings.tests.meeting import called, fresh
from tests.world import World


def test_only_who_is_new_is_told(world: World) -> None:
    meeting, before = called(world), Notice.objects.count()
    act = world.act(world.xu, "2022-03-08 09:00")
    meeting.invite(act, [world.bank, world.labour_bureau, world.officer(world.he)])
    assert meeting.attendees.count() == 4
    new = Notice.objects.order_by("id")[before:]
    assert [n.to for n in new] == [f"people.organisation:{world.bank.pk}"]
    # nobody new, nothing written
    again = fresh(meeting)
    again.invite(act, [world.bank])
    assert fresh(meeting).revision == again.revision


def test_not_to_one_that_was_cancelled(world: World) -> None:
    meeting = called(world)
    meeting.cancel(world.act(world.xu), "改期")
    with pytest.raises(AlreadyCancelled):
        fresh(meeting).invite(world.act(world.xu), [world.bank])
