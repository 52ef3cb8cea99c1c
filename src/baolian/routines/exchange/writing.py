"""Writes a plan through the verbs: whom it names, then what it says of them, then that it was read.

In chunks, each one page of the journal, all inside the transaction that `confirm` opened: a page
holds its rows in memory until it closes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from baolian.records.journal.acts import Act
from baolian.records.journal.encoding import canonical, row_key
from baolian.records.journal.rows import new_row
from baolian.records.matters.models import Claim, Matter, Opening
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import (
    Appointment,
    Founding,
    Officer,
    Organisation,
    Post,
    new_salt,
)
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Entering, Subject, Supplement
from baolian.routines.exchange.cast import DifficultyRow, PairingRow, Person, ProjectRow, Thing
from baolian.routines.exchange.changes import key_of
from baolian.routines.exchange.known import chunks
from baolian.routines.exchange.models import Import, ImportedRow
from baolian.routines.exchange.money import correct_reading, takings
from baolian.routines.exchange.plans import Changed, Plan, content_of
from baolian.routines.exchange.understood import Row

ENTRY_ROWS = 500  # imported rows that share one entry of the journal


class Done(NamedTuple):
    """A row and the chief record it became."""

    row: Row
    about: str


def write(act: Act, plan: Plan, note: str = "") -> Import:
    """Everything new, every change that a verb can apply, and the trace of it."""
    cast(act, plan)
    record = begin(act, plan, note)
    writer = Writer(act, plan)
    for done in writer.all_rows():
        keep(act, record, plan, done)
    apply_changes(act, plan)
    return record


def begin(act: Act, plan: Plan, note: str) -> Import:
    counts = plan.counts()
    record = Import(
        source=plan.source,
        file_name=plan.file_name,
        sha256=plan.sha256,
        as_of=plan.as_of,
        at=act.at,
        by=act.by,
        counts=canonical(counts),
    )
    with act.page() as page:
        page.line("imported", record, note=note).add(record)
    return record


def keep(act: Act, record: Import, plan: Plan, done: list[Done]) -> None:
    """Remember which rows became what; several share an entry, which carries only their hashes."""
    with act.page() as page:
        for part in chunks(done, ENTRY_ROWS):
            line = page.line("rows imported", record)
            for row, about in part:
                line.add(
                    new_row(
                        ImportedRow,
                        source=plan.source,
                        kind=row.kind,
                        row_key=row.key,
                        digest=row.digest,
                        content=content_of(row.values),
                        about=about,
                        stood_at=standing(row),
                        entered_by_id=record.pk,
                        salt=new_salt(),
                    )
                )


def standing(row: Row) -> str:
    own = f"（序号{row.own_number}）" if row.own_number else ""
    return f"{row.sheet} 第{row.row_number}行{own}"[:120]


# -- whom and what the rows name -------------------------------------------------------------------


def cast(act: Act, plan: Plan) -> None:
    """Found, enrol, appoint, enter: everything in the script that the records do not have."""
    script = plan.script
    for units in chunks(script.units):
        foundings = [Founding(u.name, u.kind, u.place) for u in units]
        for unit, made in zip(units, Organisation.found_all(act, foundings), strict=True):
            unit.known = made
    for people in chunks(script.people):
        enrol(act, people, held_since(act, plan))
    chains = [t for t in script.things if t.kind == "chain"]
    others = [t for t in script.things if t.kind != "chain"]
    for things in (*chunks(chains), *chunks(others)):
        enter(act, [thing for thing in things if thing.known is None])
    for things in chunks(thing for thing in script.things if thing.fills):
        Subject.supplement_all(act, [supplement(thing) for thing in things])


def held_since(act: Act, plan: Plan) -> date:
    """From when on posts and pairings are known to stand: the day the ledger speaks of."""
    return min(plan.as_of, act.today)


def enrol(act: Act, people: list[Person], since: date) -> None:
    made = Officer.enrol_all(act, [(person.name, person.phone) for person in people])
    for person, officer in zip(people, made, strict=True):
        person.known = officer
    appointments = [
        Appointment(officer, unit.known, person.title or "负责人", Post.Role.HOLDER, since)
        for person, officer in zip(people, made, strict=True)
        if (unit := person.unit) is not None and unit.known is not None
    ]
    Post.appoint_all(act, appointments)


def enter(act: Act, things: list[Thing]) -> None:
    enterings = [
        Entering(
            kind=thing.kind,
            name=thing.name,
            place=thing.place,
            uscc=thing.uscc,
            industry=thing.industry,
            chain=thing.chain.known if thing.chain else None,
            started_claimed=thing.started,
            progress=thing.progress,
        )
        for thing in things
    ]
    for thing, made in zip(things, Subject.enter_all(act, enterings), strict=True):
        thing.known = made


def supplement(thing: Thing) -> Supplement:
    """What the rows say of a known subject and the records do not."""
    said = {code: getattr(thing, code) for code in thing.fills}
    chain = said.get("chain")
    return Supplement(
        subject_of(thing),
        uscc=said.get("uscc", ""),
        industry=said.get("industry", ""),
        chain=subject_of(chain) if chain else None,
        started_claimed=said.get("started", False),
        progress=said.get("progress", ""),
    )


def subject_of(thing: Thing) -> Subject:
    assert thing.known is not None  # noqa: S101 - the cast was written before
    return thing.known


def officer_of(person: Person) -> Officer:
    assert person.known is not None  # noqa: S101 - the cast was written before
    return person.known


# -- what the rows say -----------------------------------------------------------------------------


class Writer:
    """Turns the script's rows into records, a chunk at a time."""

    def __init__(self, act: Act, plan: Plan) -> None:
        self.act, self.plan, self.script = act, plan, plan.script
        self.pack = act.rulebook.edition_for(plan.root.path, act.today).pack
        self.streams = {s.role: s.code for s in self.pack.streams if s.role}
        self.since = held_since(act, plan)
        self.tiers = [tier.code for tier in self.pack.tiers]

    def all_rows(self) -> Iterator[list[Done]]:
        steps: Iterable[tuple[list[object], Callable[[list[object]], list[Done]]]] = (
            (self.script.pairings, self.pairings),
            (self.script.projects, self.projects),
            (self.script.difficulties, self.difficulties),
        )  # type: ignore[assignment]
        for rows, step in steps:
            for chunk in chunks(rows):
                yield step(chunk)

    def pairings(self, rows: list[PairingRow]) -> list[Done]:
        makings: list[Making] = []
        for r in rows:
            makings.append(self.making(r.thing, r.holder, r.role))
            makings += [self.contact(r.thing, person) for person in r.contacts]
        self.pair(makings)
        return [
            Done(r.row, f"pairings.pairing:{self.paired(r.thing, r.holder, r.role)}") for r in rows
        ]

    def making(self, thing: Thing, person: Person, role: str) -> Making:
        unit = person.unit.known if person.unit else None
        tier = self.tier_of(person)
        stream = self.streams.get(role, "")
        return Making(
            subject_of(thing), officer_of(person), role, tier, unit, stream, since=self.since
        )

    def contact(self, thing: Thing, person: Person) -> Making:
        subject, officer = subject_of(thing), officer_of(person)
        return Making(subject, officer, "contact", self.tiers[-1], since=self.since)

    def tier_of(self, person: Person) -> str:
        """The pack's tier of the place he stands in: a county's bureau head is the county's.

        Where a pack has no tier for it (a town's, in 市/县/企), that of the nearest place above.
        """
        place: Organisation | None = person.unit.place if person.unit else self.plan.root
        while place is not None and place.kind not in self.tiers:
            place = place.parent
        return place.kind if place else self.tiers[0]

    def pair(self, makings: list[Making]) -> None:
        """Make those that do not stand yet; two rows that say the same make one pairing."""
        wanted = {(m.subject.pk, m.officer.pk, m.role): m for m in makings}
        missing = {key: m for key, m in wanted.items() if key not in self.script.paired}
        made = Pairing.make_all(self.act, missing.values())
        for key, pairing in zip(missing, made, strict=True):
            self.script.paired[key] = pairing.pk

    def paired(self, thing: Thing, person: Person, role: str) -> int:
        return self.script.paired[subject_of(thing).pk, officer_of(person).pk, role]

    def projects(self, rows: list[ProjectRow]) -> list[Done]:
        self.pair([self.making(r.thing, p, "leader") for r in rows for p in r.leaders])
        Reading.take_all(
            self.act,
            [t for r in rows for t in takings(r.row, subject_of(r.thing), self.plan.as_of)],
        )
        return [Done(r.row, row_key(subject_of(r.thing))) for r in rows]

    def difficulties(self, rows: list[DifficultyRow]) -> list[Done]:
        matters = Matter.open_all(self.act, [opening(r) for r in rows])
        Matter.claim_all(
            self.act,
            [
                claim(matter, r.row)
                for matter, r in zip(matters, rows, strict=True)
                if r.row.values.get("state") == "resolved"
            ],
        )
        return [Done(r.row, row_key(m)) for m, r in zip(matters, rows, strict=True)]


def opening(difficulty: DifficultyRow) -> Opening:
    holder = officer_of(difficulty.holder) if difficulty.holder else None
    raised_on = difficulty.row.values["raised_on"]
    return Opening(
        kind="difficulty",
        subject=subject_of(difficulty.thing),
        summary=str(difficulty.row.values["summary"]),
        category=difficulty.category,
        source=Matter.Source.IMPORT,
        organisation=difficulty.unit.known if difficulty.unit else None,
        first_receiver=holder,
        owner=holder,
        claimed_on=raised_on if isinstance(raised_on, date) else None,
    )


def claim(matter: Matter, row: Row) -> Claim:
    """Day and rating are the ledger's word, kept beside the server's time."""
    resolved_on = row.values.get("resolved_on")
    on = resolved_on if isinstance(resolved_on, date) else None
    return Claim(matter, on, str(row.values.get("rating", "")))


# -- changes of rows imported before ---------------------------------------------------------------


def apply_changes(act: Act, plan: Plan) -> None:
    applied = [changed for changed in plan.changed if changed.is_applied]
    difficulties = [c for c in applied if c.row.kind == "difficulties"]
    matters = Matter.objects.in_bulk([key_of(c.about) for c in difficulties])
    Matter.claim_all(act, [claim(matters[key_of(c.about)], c.row) for c in difficulties])
    for changed in applied:
        if changed.row.kind == "projects":
            apply_amounts(act, plan, changed)
    remember(act, applied)


def apply_amounts(act: Act, plan: Plan, changed: Changed) -> None:
    subject = Subject.objects.get(pk=key_of(changed.about))
    codes = {d.field for d in changed.differences if d.applied}
    for taking in takings(changed.row, subject, plan.as_of, codes):
        correct_reading(act, taking)


def remember(act: Act, applied: list[Changed]) -> None:
    """What was applied is now what was imported; the rest stays a difference to be shown."""
    before = ImportedRow.objects.in_bulk([changed.imported for changed in applied])
    with act.page() as page:
        for changed in applied:
            imported = before[changed.imported]
            values = imported.values
            for difference in changed.differences:
                if difference.applied:
                    values[difference.field] = difference.now
            kept = {code: value for code, value in values.items() if value is not None}
            line = page.line("row changed", imported)
            # a code filled in is part of the key: the row is known by it from now on
            line.change(imported, content=canonical(kept), row_key=changed.row.key)
            if changed.is_settled:
                line.change(imported, digest=changed.row.digest)
