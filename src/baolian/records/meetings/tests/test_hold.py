"""It is held: who came, and who did not for what reason. Or it is cancelled: never both."""

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Notice
from baolian.records.journal.rows import Overtaken
from baolian.records.meetings.models import (
    AlreadyCancelled,
    AlreadyHeld,
    Attendance,
    Meeting,
    NotHeld,
    NotYetBegun,
    Occurrence,
    ReasonMissing,
)
from baolian.records.meetings.tests.meeting import AFTER, DAY, called, fresh, held
from tests.world import World


def key_of(meeting: Meeting, **who: object) -> int:
    return int(meeting.attendees.get(**who).pk)


def test_all_came_but_those_who_are_named(world: World) -> None:
    meeting = called(world)
    bureau = key_of(meeting, organisation=world.labour_bureau)
    meeting.hold(world.act(world.xu, DAY), {bureau: "在市里开会"})
    meeting = fresh(meeting)
    assert meeting.is_held
    found = meeting.attendances()
    assert [(found[bureau].is_present, found[bureau].reason)] == [(False, "在市里开会")]
    assert sum(one.is_present for one in found.values()) == 2


def test_not_before_its_day(world: World) -> None:
    with pytest.raises(NotYetBegun):
        called(world).hold(world.act(world.xu, "2022-03-08 23:59"), {})


def test_an_absence_has_its_reason(world: World) -> None:
    meeting = called(world)
    with pytest.raises(ReasonMissing):
        meeting.hold(world.act(world.xu, DAY), {key_of(meeting, officer=meeting.chair): " "})
    assert not fresh(meeting).is_held


def test_once(world: World) -> None:
    with pytest.raises(AlreadyHeld):
        held(world).hold(world.act(world.xu, DAY), {})


def test_what_was_noted_wrongly_is_noted_again_and_nothing_else(world: World) -> None:
    meeting = held(world)
    bank, act = key_of(meeting, officer=world.officer(world.shen)), world.act(world.xu, AFTER)
    meeting.mark(act, {bank: "出差"})
    assert Attendance.objects.count() == 4
    meeting = fresh(meeting)
    assert not meeting.attendances()[bank].is_present
    meeting.mark(act, {bank: "出差"})
    assert (Attendance.objects.count(), fresh(meeting).revision) == (4, meeting.revision)
    meeting.mark(act, {})
    assert fresh(meeting).attendances()[bank].is_present


def test_nobody_is_marked_before_it_was_held(world: World) -> None:
    with pytest.raises(NotHeld):
        called(world).mark(world.act(world.xu, DAY), {})


def test_cancelled_with_a_reason_and_everybody_is_told(world: World) -> None:
    meeting = called(world)
    with pytest.raises(ReasonMissing):
        meeting.cancel(world.act(world.xu), "")
    meeting.cancel(world.act(world.xu), "企业停产检修，改期")
    assert fresh(meeting).is_cancelled
    assert Notice.objects.filter(kind="meeting_cancelled").count() == 3
    with pytest.raises(AlreadyCancelled):
        fresh(meeting).hold(world.act(world.xu, DAY), {})
    with pytest.raises(AlreadyCancelled):
        fresh(meeting).cancel(world.act(world.xu), "改期")


def test_held_it_is_not_cancelled(world: World) -> None:
    with pytest.raises(AlreadyHeld):
        held(world).cancel(world.act(world.xu, AFTER), "改期")


def test_held_and_cancelled_in_the_same_moment_one_is_overtaken(world: World) -> None:
    meeting = called(world)
    mine, yours = fresh(meeting), fresh(meeting)
    # both have looked before either has written
    yours.refuse_if_occurred()
    mine.hold(world.act(world.xu, DAY), {})
    with pytest.raises(Overtaken):
        yours.cancel(world.act(world.he, DAY), "改期")
    assert Occurrence.objects.get().is_held


def test_the_database_knows_one_end_only(world: World) -> None:
    meeting = held(world)
    row = Occurrence(meeting=meeting, is_held=True, at=world.at(DAY), by=world.xu)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
