"""Matters: due from a named person by a day. One noun a file; import them from here."""

from baolian.records.matters.models.assigning import Assignment
from baolian.records.matters.models.deadlines import REPLY, Deadline, DeadlineQuerySet
from baolian.records.matters.models.handlings import (
    AlreadyAssigned,
    AlreadyReceived,
    Handling,
    ReturnWindowPassed,
)
from baolian.records.matters.models.matters import (
    AlreadyClosed,
    AlreadyContacted,
    AlreadyResolved,
    Matter,
    NotConfirmed,
    NothingToReopen,
    NotResolved,
)
from baolian.records.matters.models.openings import DayNotAhead, Opening
from baolian.records.matters.models.outcomes import (
    AlreadyConfirmed,
    Closure,
    Confirmation,
    FirstContact,
    HandledAgain,
    Resolution,
    Saying,
)
from baolian.records.matters.models.reopenings import Reopening
from baolian.records.matters.models.settling import Claim
from baolian.records.matters.models.suspensions import (
    AlreadySuspended,
    NotSuspended,
    Suspension,
)

__all__ = [
    "REPLY",
    "AlreadyAssigned",
    "AlreadyClosed",
    "AlreadyConfirmed",
    "AlreadyContacted",
    "AlreadyReceived",
    "AlreadyResolved",
    "AlreadySuspended",
    "Assignment",
    "Claim",
    "Closure",
    "Confirmation",
    "DayNotAhead",
    "Deadline",
    "DeadlineQuerySet",
    "FirstContact",
    "HandledAgain",
    "Handling",
    "Matter",
    "NotConfirmed",
    "NotResolved",
    "NotSuspended",
    "NothingToReopen",
    "Opening",
    "Reopening",
    "Resolution",
    "ReturnWindowPassed",
    "Saying",
    "Suspension",
]
