"""Whom and what the rows of a workbook speak of, known or still to be entered.

These are drafts: one object a person, organisation or subject however many rows name it. `known`
is the record, from the database or once it has been written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from baolian.records.people.models import Officer, Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.understood import Row


@dataclass(slots=True, eq=False)
class Unit:
    """An organisation. `place` is the division it lies in, itself when it is one."""

    name: str
    kind: str
    place: Organisation
    known: Organisation | None = None


@dataclass(slots=True, eq=False)
class Person:
    """An officer. Without a unit: an enterprise's contact, or a holder of no stated organisation.

    A known person's posts are as they are; a new one gets a post in `unit` that opens nothing to
    him. `leads`: a leader by this workbook or by the records.
    """

    name: str
    phone: str = ""
    unit: Unit | None = None
    title: str = ""
    leads: bool = False
    known: Officer | None = None

    @property
    def where(self) -> str:
        return f"{self.unit.name}{self.title}" if self.unit else self.title


@dataclass(slots=True, eq=False)
class Thing:
    """A subject: enterprise, project or chain."""

    kind: str
    name: str
    place: Organisation
    uscc: str = ""
    industry: str = ""
    chain: Thing | None = None
    started: bool = False
    progress: str = ""
    known: Subject | None = None


@dataclass(slots=True, eq=False)
class PairingRow:
    """A row of the pairings ledger, or of the list of chain leaders."""

    row: Row
    thing: Thing
    holder: Person
    role: str
    contacts: list[Person] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ProjectRow:
    row: Row
    thing: Thing
    leaders: list[Person]


@dataclass(slots=True, eq=False)
class DifficultyRow:
    row: Row
    thing: Thing
    category: str
    unit: Unit | None
    holder: Person | None


@dataclass
class Script:
    """All new rows, resolved; and everything they name, in the order of naming."""

    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    pairings: list[PairingRow] = field(default_factory=list)
    projects: list[ProjectRow] = field(default_factory=list)
    difficulties: list[DifficultyRow] = field(default_factory=list)
    paired: dict[tuple[int, int, str], int] = field(default_factory=dict)
