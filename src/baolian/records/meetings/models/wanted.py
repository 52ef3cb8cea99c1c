"""What it takes to call a meeting, to put something on its agenda, to decide."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from baolian.records.matters.models import Matter
from baolian.records.people.models import Officer, Organisation
from baolian.records.subjects.models import Subject

if TYPE_CHECKING:
    from baolian.records.meetings.models.agenda import AgendaItem


@dataclass(frozen=True)
class Topic:
    """Of an agenda: a matter, or a subject, or neither. Without `words`, what it is about names
    it."""

    words: str = ""
    matter: Matter | None = None
    subject: Subject | None = None

    @property
    def named(self) -> str:
        about = self.matter.summary if self.matter else str(self.subject or "")
        return self.words or about


@dataclass(frozen=True)
class Calling:
    """`organisation` holds the meeting; `client_id` is made by the form or the phone."""

    kind: str
    title: str
    begins_at: datetime
    place: str
    organisation: Organisation
    chair: Officer
    officers: Sequence[Officer] = ()
    organisations: Sequence[Organisation] = ()
    agenda: Sequence[Topic] = ()
    client_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Deciding:
    """What was decided on an item. With `organisation` or `owner`, and `due_on`, it is work: a
    task. `subject`: whom that is about, where the item names none."""

    item: AgendaItem
    text: str
    organisation: Organisation | None = None
    owner: Officer | None = None
    due_on: date | None = None
    subject: Subject | None = None
    client_id: uuid.UUID | None = None

    @property
    def about(self) -> Subject | None:
        matter = self.item.matter
        return matter.subject if matter else self.item.subject or self.subject
