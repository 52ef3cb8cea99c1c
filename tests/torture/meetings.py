"""Every verb of a meeting, each with what must have happened before it."""

from __future__ import annotations

from datetime import date

from baolian.records.meetings.models import Deciding, Meeting, Topic
from baolian.records.meetings.tests.meeting import AFTER, DAY, called, calling, fresh, held
from tests.torture.crashes import Verb
from tests.world import World

EVENING = "2022-03-09 19:00"


def call_meeting(w: World) -> Verb:
    about = calling(w, agenda=[Topic(matter=w.difficulty()), Topic("下一步安排")])
    return lambda: Meeting.call(w.act(w.xu), about)


def invite(w: World) -> Verb:
    meeting = called(w)
    return lambda: fresh(meeting).invite(w.act(w.xu), [w.bank, w.officer(w.gao)])


def discuss(w: World) -> Verb:
    meeting, matter = called(w), w.difficulty()
    return lambda: fresh(meeting).discuss(w.act(w.xu), [Topic(matter=matter)])


def cancel_meeting(w: World) -> Verb:
    meeting = called(w)
    return lambda: fresh(meeting).cancel(w.act(w.xu), "改期")


def hold(w: World) -> Verb:
    meeting = called(w)
    away = meeting.attendees.get(organisation=w.labour_bureau).pk
    return lambda: fresh(meeting).hold(w.act(w.xu, DAY), {away: "在市里开会"})


def mark(w: World) -> Verb:
    meeting = held(w)
    away = meeting.attendees.get(organisation=w.labour_bureau).pk
    return lambda: fresh(meeting).mark(w.act(w.xu, AFTER), {away: "在市里开会"})


def decide(w: World) -> Verb:
    meeting = held(w)
    item, day = meeting.agenda.get(position=1), date(2022, 3, 20)
    work = Deciding(item, "办专场招聘会", organisation=w.labour_bureau, due_on=day)
    return lambda: fresh(meeting).decide(w.act(w.xu, AFTER), work)


def write_minutes(w: World) -> Verb:
    meeting = held(w)
    return lambda: fresh(meeting).write(w.act(w.xu, AFTER), "会议决定办招聘会。")


def approve_minutes(w: World) -> Verb:
    meeting = held(w)
    meeting.write(w.act(w.xu, AFTER), "会议决定办招聘会。")
    shown = meeting.revision
    return lambda: fresh(meeting).approve(w.act(w.he, EVENING), shown)


MEETING_VERBS = (
    call_meeting, invite, discuss, cancel_meeting, hold, mark, decide, write_minutes,
    approve_minutes,
)  # fmt: skip
