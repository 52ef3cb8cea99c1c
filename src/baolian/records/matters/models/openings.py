"""What it takes to open a matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from baolian.records.people.models import Officer, Organisation
from baolian.records.subjects.models import Subject

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter


@dataclass(frozen=True)
class Opening:
    """What it takes to open a matter.

    `claimed_on` is the day a ledger gives, kept beside the server's time; with it the clock of
    the resolution runs from that day, and stages the ledger is silent about start no clock.
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
