"""The minutes: written, approved by the chair, and from then on corrected by a further version."""

import pytest
from django.db import DatabaseError, transaction

from baolian.records.journal.models import Notice
from baolian.records.journal.rows import Overtaken
from baolian.records.meetings.models import (
    AlreadyApproved,
    Approval,
    Meeting,
    Minutes,
    MinutesMoved,
    NotHeld,
    NothingWritten,
    ReasonMissing,
    Topic,
)
from baolian.records.meetings.tests.meeting import AFTER, called, fresh, held
from tests.world import World

EVENING = "2022-03-09 18:00"
NEXT = "2022-03-10 09:00"
WORDS = "会议听取了企业情况，决定办专场招聘会。"


def approved(world: World) -> Meeting:
    meeting = held(world)
    meeting.write(world.act(world.xu, AFTER), WORDS)
    meeting.approve(world.act(world.he, EVENING), meeting.revision)
    return fresh(meeting)


def test_each_version_is_kept_and_the_same_words_make_none(world: World) -> None:
    meeting = held(world)
    first = meeting.write(world.act(world.xu, AFTER), "记")
    assert meeting.write(world.act(world.xu, AFTER), "记") == first
    second = meeting.write(world.act(world.xu, EVENING), WORDS)
    assert [first.version, second.version] == [1, 2]
    assert meeting.last_minutes == second


def test_nothing_is_written_of_a_meeting_that_was_not_held(world: World) -> None:
    with pytest.raises(NotHeld):
        called(world).write(world.act(world.xu, AFTER), WORDS)


def test_approved_everybody_is_told_but_the_chair_himself(world: World) -> None:
    meeting = approved(world)
    assert meeting.last_minutes is not None
    assert meeting.last_minutes.is_approved
    to = set(Notice.objects.filter(kind="minutes_approved").values_list("to", flat=True))
    assert len(to) == 2
    assert f"people.officer:{meeting.chair_id}" not in to


def test_approved_once(world: World) -> None:
    meeting = approved(world)
    with pytest.raises(AlreadyApproved):
        meeting.approve(world.act(world.he, NEXT), meeting.revision)
    assert Approval.objects.count() == 1


def test_there_is_nothing_to_approve(world: World) -> None:
    meeting = held(world)
    with pytest.raises(NothingWritten):
        meeting.approve(world.act(world.he, EVENING), meeting.revision)


def test_what_was_added_since_it_was_shown_is_looked_at_again(world: World) -> None:
    meeting = held(world)
    meeting.write(world.act(world.xu, AFTER), WORDS)
    shown = meeting.revision
    fresh(meeting).discuss(world.act(world.xu, AFTER), [Topic("又及")])
    with pytest.raises(MinutesMoved):
        fresh(meeting).approve(world.act(world.he, EVENING), shown)
    # in the very same moment
    with pytest.raises(Overtaken):
        meeting.approve(world.act(world.he, EVENING), shown)
    assert not Approval.objects.exists()


def test_a_correction_is_a_version_with_its_reason_that_is_approved_in_its_turn(
    world: World,
) -> None:
    meeting = approved(world)
    with pytest.raises(ReasonMissing):
        meeting.write(world.act(world.xu, NEXT), "更正后的纪要")
    meeting.write(world.act(world.xu, NEXT), "更正后的纪要", "人数有误")
    assert meeting.last_minutes is not None
    assert not meeting.last_minutes.is_approved
    meeting.approve(world.act(world.he, NEXT), meeting.revision)
    found = Minutes.objects.order_by("version")
    assert [(m.text, m.is_approved) for m in found] == [(WORDS, True), ("更正后的纪要", True)]


def test_the_database_lets_nobody_alter_them(world: World) -> None:
    approved(world)
    for rows in (Minutes.objects.all(), Approval.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(at=world.at(NEXT))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Approval.objects.all().delete()
