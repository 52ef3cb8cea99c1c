"""The moments that verbs store, computed again from the rows they are made of.

Lists and the sweep read copies: a deadline's `due_at` and `fires_at`, a matter's `due_at`,
`resolved_at`, `closed_at`, `org_path`, `place_path`. Here each is made anew, with the edition and
the calendar version that the row keeps, so that no later pack or notice is mixed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models

from baolian.records.journal.findings import Finding, Tally
from baolian.records.matters.models import (
    REPLY,
    Closure,
    Deadline,
    Extension,
    Handling,
    Matter,
    Reopening,
    Resolution,
    Suspension,
)
from baolian.records.people.models import Organisation
from baolian.records.rulebook.models import Calendar, Rulebook, edition_of
from baolian.records.subjects.models import Subject
from baolian.rules import ladder
from baolian.rules.clock import Pause, Unit
from baolian.rules.packs import Stage

AT_ONCE = 1000  # matters in memory with all their rows
PARTS = (Deadline, Suspension, Extension, Handling, Resolution, Closure, Reopening)


def wrong_moments(tally: Tally) -> Iterator[Finding]:
    """Every stored moment that is not what its rows make it."""
    known = Known.load()
    found = Matter.objects.select_related("subject").order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        rows = rows_of(some)
        for matter in some:
            yield from wrong_moments_of(Life(matter, rows, known), tally)
    yield from misplaced_subjects(known)


def wrong_moments_of(life: Life, tally: Tally) -> Iterator[Finding]:
    tally["matters"] += 1
    yield from unequal(life.matter, life.expected())
    for deadline in life.deadlines.values():
        tally["deadlines"] += 1
        life.prepare(deadline)
        yield from unequal(deadline, expected(deadline, life))
        yield from misplaced(deadline, life)


Rows = dict[type[models.Model], dict[int, list[Any]]]


def rows_of(matters: list[Matter]) -> Rows:
    """Every row of these matters by model and matter: a query a model, and no queryset a matter."""
    keys, rows = [matter.pk for matter in matters], Rows()
    for model in PARTS:
        mine = rows.setdefault(model, defaultdict(list))
        for row in model._default_manager.filter(matter__in=keys).order_by("pk"):
            mine[row.matter_id].append(row)
    return rows


def misplaced_subjects(known: Known) -> Iterator[Finding]:
    for subject in Subject.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        yield from unequal(subject, {"place_path": known.paths.get(subject.place_id)})


@dataclass(frozen=True)
class Known:
    """What is read once: the rulebook, every calendar version, the organisations' paths."""

    rulebook: Rulebook
    calendars: dict[int, Calendar]
    paths: dict[int, str]

    @classmethod
    def load(cls) -> Known:
        paths = dict(Organisation.objects.values_list("pk", "path"))
        return cls(Rulebook.load(), Calendar.objects.in_bulk(), paths)


class Life:
    """A matter with all its rows, read once."""

    def __init__(self, matter: Matter, rows: Rows, known: Known) -> None:
        self.matter, self.known = matter, known
        mine = {model: rows[model].get(matter.pk, []) for model in PARTS}
        self.suspensions = sorted(mine[Suspension], key=lambda s: s.since)
        self.handlings: list[Handling] = mine[Handling]
        self.resolved: dict[int, datetime] = {r.cycle: r.at for r in mine[Resolution]}
        self.closed = {c.cycle: c.at for c in mine[Closure]}
        self.used = {r.cycle: r.used for r in mine[Reopening]}
        self.granted: list[Extension] = [e for e in mine[Extension] if e.is_granted]
        self.deadlines: dict[int, Deadline] = {d.pk: d for d in mine[Deadline]}

    @property
    def is_suspended(self) -> bool:
        return any(s.until is None for s in self.suspensions)

    @property
    def lead(self) -> Handling | None:
        standing = (h for h in self.handlings if h.returned_at is None)
        return next((h for h in standing if h.role == Handling.Role.LEAD), None)

    def expected(self) -> dict[str, Any]:
        """What the matter's copies must be."""
        matter, lead, paths = self.matter, self.lead, self.known.paths
        place = paths.get(matter.subject.place_id)
        limits = [d for d in self.deadlines.values() if d.stage == Stage.RESOLUTION]
        last = max(limits, key=lambda d: d.cycle, default=None)
        return {
            "cycle": 1 + len(self.used),
            "due_at": last.due_at if last else None,
            "resolved_at": self.resolved.get(matter.cycle),
            "closed_at": self.closed.get(matter.cycle),
            "organisation_id": lead.organisation_id if lead else None,
            "org_path": paths.get(lead.organisation_id) if lead else place,
            "place_path": place,
        }

    def length(self, deadline: Deadline) -> dict[str, Any]:
        """Of a resolution: the pack's units or those of a decided day, what was granted, what was
        used before a reopening."""
        cycle, own, inherited = deadline.cycle, self.own_limit, self.used.get(deadline.cycle, 0)
        before = sum(e.n for e in self.granted if e.cycle < cycle)
        granted = sum(e.n for e in self.granted if e.cycle == cycle)
        found = {"inherited": inherited, "extended": before + granted, "own_limit": own}
        if own is not None:
            found |= {"unit": Unit.CALENDAR_DAY.value}
        whole = self.pack_limit if own is None else own
        if cycle > 1:
            least = self.least(deadline)
            if least is None:
                return found
            whole = max(whole + before - inherited, least)
        return found | {"n": whole + granted}

    @property
    def own_limit(self) -> int | None:
        """Of the first cycle; every later one goes on from it."""
        limits = (d for d in self.deadlines.values() if d.stage == Stage.RESOLUTION)
        return min(limits, key=lambda d: d.cycle).own_limit

    @property
    def pack_limit(self) -> int:
        pack = edition_of(self.matter, self.known.rulebook).pack
        limit = pack.limit(self.matter.kind, Stage.RESOLUTION, self.matter.category)
        return limit.n if limit else 0

    def least(self, deadline: Deadline) -> int | None:
        """What a reopening leaves; none where the pack counts it by another unit: how many of
        these it was, the calendar of that day said."""
        pack = edition_of(self.matter, self.known.rulebook).pack
        minimum = pack.kinds[self.matter.kind].reopening_minimum
        if minimum is None:
            return 1
        return minimum.n if minimum.unit is deadline.limit.unit else None

    def prepare(self, deadline: Deadline) -> None:
        """Hand a deadline what is in memory already: no query a row."""
        deadline.matter = self.matter
        calendar = self.known.calendars.get(deadline.calendar_id)
        if calendar is not None:
            deadline.calendar = calendar
        if deadline.origin_id in self.deadlines:
            deadline.origin = self.deadlines[deadline.origin_id]

    def pauses_of(self, deadline: Deadline) -> tuple[Pause, ...]:
        """Those that moved this deadline: over while it ran, or cut off when it was met."""
        if not deadline.is_pausable:
            return ()
        stop = self.stopped_at(deadline)
        ends = ((s.since, within(s.until, stop)) for s in self.suspensions)
        return tuple(Pause(since, until) for since, until in ends if until and since < until)

    def stopped_at(self, deadline: Deadline) -> datetime | None:
        """When a verb met it, by the server's clock; a claimed one says another day itself."""
        if deadline.claimed and deadline.met_at:
            return self.resolved.get(deadline.cycle, deadline.met_at)
        return deadline.met_at


def within(until: datetime | None, stop: datetime | None) -> datetime | None:
    """The end of a pause as a deadline met at `stop` saw it; None while it lasts."""
    return min((moment for moment in (until, stop) if moment), default=None)


def expected(deadline: Deadline, life: Life) -> dict[str, Any]:
    """What the deadline's computed columns must be."""
    rulebook, pauses = life.known.rulebook, life.pauses_of(deadline)
    due = deadline.clock(rulebook).due(deadline.start_at, deadline.limit, pauses)
    found: dict[str, Any] = {"due_at": due.at, "provisional": due.provisional}
    if deadline.stage == Stage.RESOLUTION:
        found |= life.length(deadline)
    if is_silent(deadline, life):
        found["fires_at"] = None
    elif deadline.fires_at is not None or deadline.stage != REPLY:
        # a reply's moment is given up once it has fired or its slip was withdrawn
        found["fires_at"] = deadline.next_moment(rulebook, pauses)
    return found


def is_silent(deadline: Deadline, life: Life) -> bool:
    if deadline.met_at is not None:
        return True
    if deadline.stage == REPLY:
        # what it asks about is done: the reply is owed, and leads to no rung
        return deadline.origin is not None and deadline.origin.met_at is not None
    return deadline.is_pausable and life.is_suspended


def misplaced(deadline: Deadline, life: Life) -> Iterator[Finding]:
    """A rung off the ladder, or below the silent baseline of an imported ledger."""
    rulebook = life.known.rulebook
    rungs = deadline.rungs(rulebook)
    if not ladder.NONE_YET <= deadline.rung < max(len(rungs), 1):
        yield moment(deadline, "rung", "a place on its ladder", deadline.rung)
    if deadline.claimed:
        running = deadline.running(rulebook, ())
        passed = ladder.reached(rungs, running, life.matter.opened_at, ladder.NONE_YET)
        if passed is not None and deadline.rung < passed:
            yield moment(deadline, "rung", passed, deadline.rung)


def unequal(row: Any, expected: dict[str, Any]) -> Iterable[Finding]:
    for name, value in expected.items():
        found = getattr(row, name)
        if found != value:
            yield moment(row, name, value, found)


def moment(row: Any, name: str, expected: object, found: object) -> Finding:
    return Finding(
        "moments",
        f"{row._meta.label_lower}:{row.pk}",
        f"{name} is {found}, computed again it is {expected}",
        f"{name} 现为 {found}，重新计算应为 {expected}",
    )
