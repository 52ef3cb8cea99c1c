"""What is decided becomes a task with an owner and a day, in one transaction."""

import uuid
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.replay import differences
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import DayNotAhead, Matter
from baolian.records.matters.moments import wrong_moments
from baolian.records.meetings.models import (
    AgendaItem,
    AlreadyApproved,
    Deciding,
    Decision,
    Meeting,
    NotHeld,
    Topic,
    WorkAboutNothing,
    WorkIncomplete,
)
from baolian.records.meetings.tests.meeting import AFTER, called, fresh, held, matter_of
from tests.world import World

FAIR = "3月20日前办一场专场招聘会"


def item_of(meeting: Meeting, position: int = 1) -> AgendaItem:
    return meeting.agenda.get(position=position)


def work(world: World, meeting: Meeting, position: int = 1, **changes: object) -> Deciding:
    facts: dict[str, object] = {
        "item": item_of(meeting, position), "text": FAIR,
        "organisation": world.labour_bureau, "due_on": date(2022, 3, 20),
    }  # fmt: skip
    return Deciding(**(facts | changes))  # type: ignore[arg-type]


def test_it_becomes_a_task_of_the_agendas_matter(world: World) -> None:
    meeting = held(world)
    decision = meeting.decide(world.act(world.xu, AFTER), work(world, meeting))
    task, matter = decision.task, matter_of(meeting)
    assert task is not None
    assert (task.kind, task.source, task.parent) == ("task", "meeting", matter)
    assert (task.organisation, task.subject) == (world.labour_bureau, world.pump_works)
    assert task.due_at == world.at("2022-03-20 18:00")
    assert task.first_receiver == matter.first_receiver
    assert Notice.objects.filter(kind="assigned", about=f"matters.matter:{task.pk}").exists()
    last = Entry.objects.concerning(matter).last()
    assert last is not None
    assert (last.verb, last.note) == ("decided", FAIR)
    assert list(differences(Counter())) == []
    assert list(wrong_moments(Counter())) == []


def test_an_owner_brings_his_office_with_him(world: World) -> None:
    meeting = held(world)
    owned = work(world, meeting, organisation=None, owner=world.officer(world.lin))
    task = meeting.decide(world.act(world.xu, AFTER), owned).task
    assert task is not None
    assert (task.owner, task.organisation) == (world.officer(world.lin), world.labour_bureau)


def test_what_is_only_agreed_opens_nothing(world: World) -> None:
    meeting, before = held(world), Matter.objects.count()
    agreed = work(world, meeting, organisation=None, due_on=None, text="原则同意")
    assert meeting.decide(world.act(world.xu, AFTER), agreed).task is None
    assert Matter.objects.count() == before


@pytest.mark.parametrize("changes", [{"due_on": None}, {"organisation": None}])
def test_work_has_both_an_owner_and_a_day(world: World, changes: dict[str, Any]) -> None:
    meeting = held(world)
    with pytest.raises(WorkIncomplete):
        meeting.decide(world.act(world.xu, AFTER), work(world, meeting, **changes))


def test_on_a_plain_topic_the_task_names_whom_it_is_about(world: World) -> None:
    meeting, act = held(world), world.act(world.xu, AFTER)
    with pytest.raises(WorkAboutNothing):
        meeting.decide(act, work(world, meeting, position=2))
    decision = meeting.decide(act, work(world, meeting, position=2, subject=world.pump_works))
    assert decision.task is not None
    assert decision.task.parent is None
    assert decision.task.first_receiver == meeting.chair


def test_on_a_subject_it_is_about_that_one(world: World) -> None:
    meeting = held(world, Topic(subject=world.tea_house))
    decision = meeting.decide(world.act(world.xu, AFTER), work(world, meeting))
    assert decision.task is not None
    assert decision.task.subject == world.tea_house


def test_a_day_that_is_not_ahead_decides_nothing(world: World) -> None:
    meeting, entries = held(world), Entry.objects.count()
    late = work(world, meeting, due_on=date(2022, 3, 9))
    with pytest.raises(DayNotAhead), transaction.atomic():
        meeting.decide(world.act(world.xu, AFTER), late)
    assert (Decision.objects.count(), Entry.objects.count()) == (0, entries)


def test_sent_twice_it_is_decided_once(world: World) -> None:
    meeting = held(world)
    sent = work(world, meeting, client_id=uuid.uuid4())
    first = meeting.decide(world.act(world.xu, AFTER), sent)
    assert fresh(meeting).decide(world.act(world.xu, "2022-03-09 17:05"), sent) == first
    assert Matter.objects.tasks().count() == 1


def test_sent_twice_at_once_the_second_gets_the_first_ones(world: World) -> None:
    """Both have read the same revision; the database lets one of them pass."""
    meeting = held(world)
    sent = work(world, meeting, client_id=(key := uuid.uuid4()))
    other = fresh(meeting)
    first = meeting.decide(world.act(world.xu, AFTER), sent)
    with pytest.raises((Overtaken, IntegrityError)), transaction.atomic():
        other.decided(world.act(world.xu, AFTER), sent, key)
    assert other.decide(world.act(world.xu, AFTER), sent) == first


def test_another_decision_in_the_same_moment_is_overtaken(world: World) -> None:
    meeting = held(world)
    other = fresh(meeting)
    meeting.decide(world.act(world.xu, AFTER), work(world, meeting))
    with pytest.raises(Overtaken):
        other.decide(world.act(world.he, AFTER), work(world, meeting, text="另办一场"))
    assert Matter.objects.tasks().count() == 1


def test_not_before_it_was_held_nor_after_it_was_approved(world: World) -> None:
    meeting = called(world, agenda=[Topic(subject=world.pump_works)])
    with pytest.raises(NotHeld):
        meeting.decide(world.act(world.xu, AFTER), work(world, meeting))
    meeting = held(world)
    meeting.write(world.act(world.xu, AFTER), "会议决定如下。")
    meeting.approve(world.act(world.he, AFTER), meeting.revision)
    with pytest.raises(AlreadyApproved):
        meeting.decide(world.act(world.xu, AFTER), work(world, meeting))


def test_the_database_knows_no_work_without_owner(world: World) -> None:
    meeting = held(world)
    row = Decision(
        client_id=uuid.uuid4(), item=item_of(meeting), text=FAIR, due_on=date(2022, 3, 20),
        at=world.at(AFTER), by=world.xu,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
