"""More is put on the agenda: at its end, a matter once."""

import pytest

from baolian.records.meetings.models import AlreadyApproved, AlreadyOnAgenda, Topic
from baolian.records.meetings.tests.meeting import called, fresh, held
from tests.world import World


def test_it_comes_at_the_end(world: World) -> None:
    meeting = called(world, agenda=[Topic("通报情况")])
    meeting.discuss(world.act(world.xu), [Topic(matter=world.difficulty()), Topic("其他")])
    assert list(meeting.agenda.order_by("position").values_list("position", flat=True)) == [1, 2, 3]


def test_a_matter_stands_on_it_once(world: World) -> None:
    matter = world.difficulty()
    meeting = called(world, agenda=[Topic(matter=matter)])
    with pytest.raises(AlreadyOnAgenda):
        meeting.discuss(world.act(world.xu), [Topic(matter=matter)])
    # on another meeting's all the same
    called(world).discuss(world.act(world.xu), [Topic(matter=matter)])
    assert matter.agenda_items.count() == 2


def test_something_comes_up_while_it_is_held_and_nothing_once_it_is_approved(world: World) -> None:
    meeting = held(world)
    meeting.discuss(world.act(world.xu, "2022-03-09 16:00"), [Topic("临时动议")])
    meeting.write(world.act(world.xu, "2022-03-09 17:00"), "会议决定如下。")
    meeting.approve(world.act(world.he, "2022-03-09 18:00"), meeting.revision)
    with pytest.raises(AlreadyApproved):
        fresh(meeting).discuss(world.act(world.xu, "2022-03-10 09:00"), [Topic("又及")])
