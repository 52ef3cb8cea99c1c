"""Slips and what happens to them. One noun a file; import them from here."""

from baolian.routines.supervision.models.answers import (
    Acknowledgement,
    Reply,
    ReplyRefusal,
    Withdrawal,
)
from baolian.routines.supervision.models.drafting import Draft
from baolian.routines.supervision.models.facts import (
    AlreadyAcknowledged,
    AlreadyDrafted,
    AlreadyMet,
    AlreadyRefused,
    AlreadySigned,
    AlreadyWithdrawn,
    ClockStandsStill,
    DraftOutdated,
    NeedsNoSignature,
    NoReplyOwed,
    NoSuchRung,
    NotIssued,
    NotYetReached,
    ReasonMissing,
    StillOnTrial,
)
from baolian.routines.supervision.models.issues import Counter, Issue
from baolian.routines.supervision.models.slips import Slip
from baolian.routines.supervision.models.trials import AlreadyOnTrial, NotOnTrial, Trial

__all__ = [
    "Acknowledgement",
    "AlreadyAcknowledged",
    "AlreadyDrafted",
    "AlreadyMet",
    "AlreadyOnTrial",
    "AlreadyRefused",
    "AlreadySigned",
    "AlreadyWithdrawn",
    "ClockStandsStill",
    "Counter",
    "Draft",
    "DraftOutdated",
    "Issue",
    "NeedsNoSignature",
    "NoReplyOwed",
    "NoSuchRung",
    "NotIssued",
    "NotOnTrial",
    "NotYetReached",
    "ReasonMissing",
    "Reply",
    "ReplyRefusal",
    "Slip",
    "StillOnTrial",
    "Trial",
    "Withdrawal",
]
