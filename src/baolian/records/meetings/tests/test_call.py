"""A meeting is called: who is invited hears of it, and what it is about stands in its order."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Entry, Notice
from baolian.records.meetings.models import Attendee, Meeting, TooFar, Topic
from baolian.records.meetings.tests.meeting import called, calling
from tests.world import World


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def test_everybody_invited_is_told_the_chair_too(world: World) -> None:
    meeting = called(world)
    he, shen = world.officer(world.he), world.officer(world.shen)
    assert told("meeting_called") == {
        f"people.officer:{he.pk}", f"people.officer:{shen.pk}",
        f"people.organisation:{world.labour_bureau.pk}",
    }  # fmt: skip
    assert meeting.attendees.count() == 3
    assert Entry.objects.concerning(meeting).get().verb == "meeting called"


def test_who_calls_it_is_not_told_of_it_nor_whom_he_calls_it_for(world: World) -> None:
    he = world.officer(world.he)
    Meeting.call(world.act(world.wang, on_behalf_of=he), calling(world))
    assert f"people.officer:{he.pk}" not in told("meeting_called")


def test_the_agenda_stands_in_its_order_and_in_the_history_of_its_matters(world: World) -> None:
    matter = world.difficulty()
    topics = [Topic("通报情况"), Topic(matter=matter), Topic(subject=world.pump_works)]
    meeting = called(world, agenda=topics)
    items = meeting.agenda.order_by("position")
    assert [(item.position, item.topic) for item in items] == [
        (1, "通报情况"), (2, matter.summary), (3, world.pump_works.name)
    ]  # fmt: skip
    last = Entry.objects.concerning(matter).last()
    assert last is not None
    assert (last.verb, last.note) == ("put on agenda", meeting.title)


def test_sent_twice_it_is_called_once(world: World) -> None:
    sent = calling(world, client_id=uuid.uuid4())
    first = Meeting.call(world.act(world.xu), sent)
    assert Meeting.call(world.act(world.xu, "2022-03-07 09:05"), sent) == first
    assert (Meeting.objects.count(), Attendee.objects.count()) == (1, 3)


def test_the_chair_invited_by_name_is_invited_once(world: World) -> None:
    meeting = called(world, officers=[world.officer(world.he)], organisations=[])
    assert meeting.attendees.count() == 1


def test_whoever_is_named_twice_is_invited_once(world: World) -> None:
    shen, bureau = world.officer(world.shen), world.labour_bureau
    meeting = called(world, officers=[shen, shen], organisations=[bureau, bureau])
    asked = list(meeting.attendees.order_by("id"))
    assert [one.officer for one in asked[1:]] == [shen, None]
    assert [one.organisation for one in asked] == [None, None, bureau]
    meeting.invite(world.act(world.xu), [world.finance_bureau] * 2)
    assert meeting.attendees.count() == 4


@pytest.mark.parametrize("days", [-367, 367])
def test_a_day_that_is_a_slip_of_the_keyboard_is_refused(world: World, days: int) -> None:
    with pytest.raises(TooFar):
        called(world, begins_at=world.at() + timedelta(days=days))


def test_one_that_was_yesterday_may_be_entered_today(world: World) -> None:
    assert called(world, begins_at=world.at("2022-03-06 09:00")).pk


def test_all_or_nothing(world: World) -> None:
    matter, before = world.difficulty(), Entry.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        called(world, agenda=[Topic(matter=matter), Topic(matter=matter)])
    assert (Meeting.objects.count(), Entry.objects.count()) == (0, before)
