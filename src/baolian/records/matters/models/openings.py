"""What it takes to open a matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from baolian.records.people.models import Officer, Organisation
from baolian.records.subjects.models import Subject
from baolian.rules.clock import Limit, Unit

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter


# nobody decides a day further ahead; it is a slip of the keyboard, 2206 for 2026
FURTHEST = timedelta(days=3660)


class DayNotAhead(ValueError):
    """A day by which something is to be done lies after today, and not more than ten years."""


def limit_until(due_on: date, today: date) -> Limit:
    """A decided day as a limit: in calendar days, since no holiday notice moves what was decided.

    Raises DayNotAhead.
    """
    if not today < due_on <= today + FURTHEST:
        raise DayNotAhead(f"{due_on}; today is {today}")
    return Limit((due_on - today).days, Unit.CALENDAR_DAY)


@dataclass(frozen=True)
class Opening:
    """What it takes to open a matter.

    `claimed_on` is the day a ledger gives, kept beside the server's time; with it the clock of
    the resolution runs from that day, and stages the ledger is silent about start no clock.
    `due_on` is a day decided for it, by whose end it is due: it holds instead of the pack's limit.
    """

    kind: str
    subject: Subject
    summary: str
    category: str = ""
    source: str = "visit"
    organisation: Organisation | None = None
    first_receiver: Officer | None = None
    owner: Officer | None = None
    parent: Matter | None = None
    claimed_on: date | None = None
    due_on: date | None = None
