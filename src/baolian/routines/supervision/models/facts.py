"""What a slip freezes about its matter, and the refusals that its verbs state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from baolian.records.matters.models import Matter
from baolian.rules.clock import Limit
from baolian.rules.ladder import (
    BeforeDue,
    BelowSchedule,
    ByFact,
    ByHand,
    Count,
    Finding,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    ShareUsed,
    Trigger,
)


class AlreadyDrafted(Exception):
    """The deadline has had the slip of this rung; it never gets the same slip twice."""


class NoSuchRung(Exception):
    """The ladder of this deadline has no such rung."""


class AlreadyMet(Exception):
    """What the slip is about has been done; there is nothing left to urge."""


class DraftOutdated(Exception):
    """It is due on another day, or another organisation answers, than the draft says: draw it
    anew."""


class ClockStandsStill(Exception):
    """The matter is suspended: nothing is urged until its clock goes on."""


class NotYetReached(Exception):
    """The clock was set back since the draft: its rung is still to come."""


class StillOnTrial(Exception):
    """The office is in its trial period: it drafts, and issues nothing."""


class AlreadySigned(Exception):
    """The slip has its number and has gone out."""


class NeedsNoSignature(Exception):
    """A reminder goes out by itself, or stays what it was: a draft of the trial period."""


class NotIssued(Exception):
    """A draft is not yet a slip: nobody has to acknowledge or answer it."""


class AlreadyAcknowledged(Exception):
    """The addressed organisation has signed for the slip."""


class NoReplyOwed(Exception):
    """No reply was asked for, or it has been given."""


class AlreadyRefused(Exception):
    """The reply has been refused before."""


class AlreadyWithdrawn(Exception):
    """The slip was withdrawn."""


class ReasonMissing(Exception):
    """A reason, or the text of a reply, must be written."""


def draft_key(deadline: int, rung: str) -> str:
    """Names the notice of a draft; `slip_key` its reminder, where it goes out by itself."""
    return f"draft:{slip_key(deadline, rung)}"


def slip_key(deadline: int, rung: str) -> str:
    return f"slip:{deadline}:{rung}"


class Case(NamedTuple):
    """What drafting needs of a matter, in one row of one query."""

    matter: int
    summary: str
    organisation: int | None
    edition: int
    owner: int | None
    subject: int
    subject_name: str
    place: int
    kind: str
    category: str

    @property
    def addressed(self) -> int:
        """The organisation that answers: the handling one, else the subject's place."""
        return self.organisation or self.place


COLUMNS = (
    "pk", "summary", "organisation_id", "edition_id", "owner_id", "subject_id", "subject__name",
    "subject__place_id", "kind", "category",
)  # fmt: skip


def cases(matters: Iterable[int]) -> dict[int, Case]:
    rows = Matter.objects.filter(pk__among=matters).values_list(*COLUMNS)
    return {row[0]: Case(*row) for row in rows}


Cause = tuple[tuple[str, str | int], ...]

# the triggers that have a moment
BY_CLOCK = ("before_due", "share_used", "overdue")


def cause(trigger: Trigger) -> Cause:
    """A trigger as frozen facts: `trigger` names its kind, the rest are its parameters."""
    match trigger:
        case BeforeDue(limit):
            return of_limit("before_due", limit)
        case ShareUsed(percent):
            return ("trigger", "share_used"), ("trigger_percent", percent)
        case Overdue(limit):
            return of_limit("overdue", limit)
        case ReplyMissed(rung):
            return ("trigger", "reply_missed"), ("trigger_rung", rung)
        case ByHand():
            return (("trigger", "by_hand"),)
    return of_fact(trigger)


def of_fact(trigger: ByFact) -> Cause:
    match trigger:
        case PointsBehind(points, is_over):
            measure = "trigger_over_points" if is_over else "trigger_points"
            return ("trigger", "behind_plan"), (measure, points)
        case BelowSchedule(percent):
            return ("trigger", "behind_plan"), ("trigger_below_percent", percent)
        case Finding(grade):
            return ("trigger", "finding"), ("trigger_grade", grade)
        case Count(rung, n, window, is_running):
            return (
                ("trigger", "count"), ("trigger_rung", rung), ("trigger_n", n),
                ("trigger_window", window.value if window else ""),
                ("trigger_running", is_running),
            )  # fmt: skip
        case Rank(board, end, n, window):
            return (
                ("trigger", "rank"), ("trigger_board", board), ("trigger_end", end.value),
                ("trigger_n", n), ("trigger_window", window.value),
            )  # fmt: skip


def of_limit(kind: str, limit: Limit) -> Cause:
    return ("trigger", kind), ("trigger_n", limit.n), ("trigger_unit", limit.unit.value)
