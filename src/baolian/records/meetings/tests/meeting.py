"""Meetings that the tests of each verb begin with."""

from __future__ import annotations

from typing import Any

from baolian.records.matters.models import Matter
from baolian.records.meetings.models import Calling, Meeting, Topic
from tests.world import World

DAY = "2022-03-09 15:00"
AFTER = "2022-03-09 17:00"


def calling(world: World, **changes: Any) -> Calling:
    """He works on site on Wednesday; the labour bureau and the bank's president are invited."""
    facts: dict[str, Any] = {
        "kind": "on_site", "title": "清水泵业用工现场办公会", "begins_at": world.at(DAY),
        "place": "清水泵业会议室", "organisation": world.danfeng, "chair": world.officer(world.he),
        "officers": [world.officer(world.shen)], "organisations": [world.labour_bureau],
    }  # fmt: skip
    return Calling(**(facts | changes))


def called(world: World, **changes: Any) -> Meeting:
    """By the clerk, on Monday."""
    return Meeting.call(world.act(world.xu), calling(world, **changes))


def held(world: World, *topics: Topic, **changes: Any) -> Meeting:
    """With a difficulty of the pump works on the agenda, unless other topics are given."""
    listed = topics or (Topic(matter=world.difficulty()), Topic("下一步安排"))
    meeting = called(world, agenda=listed, **changes)
    meeting.hold(world.act(world.xu, DAY), {})
    return fresh(meeting)


def fresh(meeting: Meeting) -> Meeting:
    """As another request reads it."""
    return Meeting.objects.get(pk=meeting.pk)


def matter_of(meeting: Meeting) -> Matter:
    return Matter.objects.get(agenda_items__meeting=meeting)
