"""Whom and what the rows of a workbook speak of, known or still to be entered.

These are drafts: one object a person, organisation or subject however many rows name it. `known`
is the record, from the database or once it has been written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from baolian.records.people.models import Officer, Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.understood import Row


@dataclass(slots=True, eq=False)
class Unit:
    """An organisation. `place` is the division it lies in, itself when it is one; `rows` are those
    that name it, of one that is to be founded."""

    name: str
    kind: str
    place: Organisation
    known: Organisation | None = None
    rows: list[Row] = field(default_factory=list)


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
    """A subject: enterprise, project or chain.

    `is_placed` says that its place is stated or recorded, not guessed; `stated` is what the rows
    say of it. `fills` are the facts that the records of a known one do not hold yet.
    """

    kind: str
    name: str
    place: Organisation
    uscc: str = ""
    industry: str = ""
    chain: Thing | None = None
    started: bool = False
    progress: str = ""
    known: Subject | None = None
    is_placed: bool = True
    stated: Organisation | None = None
    fills: list[str] = field(default_factory=list)

    @property
    def lies_in(self) -> Organisation:
        return self.stated or self.place


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


Resolved = PairingRow | ProjectRow | DifficultyRow


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

    def add(self, row: Resolved) -> None:
        if isinstance(row, PairingRow):
            self.pairings.append(row)
        elif isinstance(row, ProjectRow):
            self.projects.append(row)
        else:
            self.difficulties.append(row)

    def meaning(self) -> tuple[list[Any], ...]:
        """Whom and what each row was taken to mean, comparable with another reading of it."""
        told = Telling()
        return (
            [told.thing(thing) for thing in self.things],
            [
                (p.row.key, told.thing(p.thing), told.person(p.holder), p.role,
                 [told.person(contact) for contact in p.contacts])
                for p in self.pairings
            ],
            [
                (p.row.key, told.thing(p.thing), [told.person(leader) for leader in p.leaders])
                for p in self.projects
            ],
            [
                (d.row.key, told.thing(d.thing), d.category, told.unit(d.unit),
                 told.person(d.holder))
                for d in self.difficulties
            ],
        )  # fmt: skip


class Telling:
    """What tells one draft from another: its record, or what it would be entered with."""

    def __init__(self) -> None:
        self.told: dict[int, Any] = {}

    # a draft may be named by thousands of rows, and is told once

    def unit(self, unit: Unit | None) -> Any:
        if unit is None or (told := self.told.get(id(unit))):
            return unit and told
        known = unit.known and unit.known.pk
        told = self.told[id(unit)] = known, unit.name, unit.kind, unit.place.pk
        return told

    def person(self, person: Person | None) -> Any:
        if person is None or (told := self.told.get(id(person))):
            return person and told
        known = person.known and person.known.pk
        unit = self.unit(person.unit)
        told = self.told[id(person)] = known, person.name, person.phone, person.title, unit
        return told

    def thing(self, thing: Thing | None) -> Any:
        if thing is None or (told := self.told.get(id(thing))):
            return thing and told
        facts = thing.uscc, thing.industry, self.thing(thing.chain), thing.started, thing.progress
        known = thing.known and thing.known.pk
        named = known, thing.kind, thing.name, thing.place.pk
        told = self.told[id(thing)] = *named, *facts, *thing.fills
        return told
