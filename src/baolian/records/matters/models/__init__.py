"""Matters: due from a named person by a day. One noun a file; import them from here."""

from baolian.records.matters.models.assigning import Assignment
from baolian.records.matters.models.deadlines import REPLY, Deadline, DeadlineQuerySet
from baolian.records.matters.models.extensions import (
    AlreadyAsked,
    AlreadyDecided,
    AskedByOneself,
    AskedTooLate,
    Extension,
    ExtensionsUsedUp,
    ExtensionTooLong,
    NobodyDecides,
    NoExtension,
    NothingAsked,
    NotLater,
    TooFarAhead,
    furthest,
)
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
    "AlreadyAsked",
    "AlreadyAssigned",
    "AlreadyClosed",
    "AlreadyConfirmed",
    "AlreadyContacted",
    "AlreadyDecided",
    "AlreadyReceived",
    "AlreadyResolved",
    "AlreadySuspended",
    "AskedByOneself",
    "AskedTooLate",
    "Assignment",
    "Claim",
    "Closure",
    "Confirmation",
    "DayNotAhead",
    "Deadline",
    "DeadlineQuerySet",
    "Extension",
    "ExtensionTooLong",
    "ExtensionsUsedUp",
    "FirstContact",
    "HandledAgain",
    "Handling",
    "Matter",
    "NoExtension",
    "NobodyDecides",
    "NotConfirmed",
    "NotLater",
    "NotResolved",
    "NotSuspended",
    "NothingAsked",
    "NothingToReopen",
    "Opening",
    "Reopening",
    "Resolution",
    "ReturnWindowPassed",
    "Saying",
    "Suspension",
    "TooFarAhead",
    "furthest",
]
