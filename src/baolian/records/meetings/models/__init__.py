"""Meetings: who met about what, what was decided, who does it by when. One noun a file."""

from baolian.records.meetings.models.agenda import AgendaItem, AlreadyOnAgenda
from baolian.records.meetings.models.attendance import Attendance, Attendee
from baolian.records.meetings.models.decisions import Decision, WorkAboutNothing, WorkIncomplete
from baolian.records.meetings.models.meetings import (
    AlreadyApproved,
    AlreadyCancelled,
    AlreadyHeld,
    Meeting,
    MinutesMoved,
    NotHeld,
    NothingWritten,
    NotYetBegun,
    ReasonMissing,
    TooFar,
)
from baolian.records.meetings.models.minutes import Approval, Minutes
from baolian.records.meetings.models.occurrences import Occurrence
from baolian.records.meetings.models.querysets import MeetingQuerySet
from baolian.records.meetings.models.wanted import Calling, Deciding, Topic

__all__ = [
    "AgendaItem",
    "AlreadyApproved",
    "AlreadyCancelled",
    "AlreadyHeld",
    "AlreadyOnAgenda",
    "Approval",
    "Attendance",
    "Attendee",
    "Calling",
    "Deciding",
    "Decision",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesMoved",
    "NotHeld",
    "NotYetBegun",
    "NothingWritten",
    "Occurrence",
    "ReasonMissing",
    "TooFar",
    "Topic",
    "WorkAboutNothing",
    "WorkIncomplete",
]
