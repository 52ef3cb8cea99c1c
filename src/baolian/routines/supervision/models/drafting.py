"""How slips are drafted, many at a time: what to draft, and what is read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.encoding import canonical, moment_text
from baolian.records.journal.patterns import Pattern, Row
from baolian.records.matters.models import Deadline
from baolian.records.people.models import Organisation
from baolian.records.people.paths import ancestors
from baolian.records.rulebook.models import Edition
from baolian.routines.supervision.models.addressees import Addressees
from baolian.routines.supervision.models.facts import (
    BY_CLOCK,
    Case,
    Cause,
    NotYetReached,
    cases,
    cause,
)
from baolian.routines.supervision.models.trials import Trial
from baolian.rules import ladder
from baolian.rules.ladder import Trigger
from baolian.rules.packs import PackRung, Stage


@dataclass(slots=True)
class Draft:
    """What to draft: the rung at `position` of the ladder of `deadline`, an origin deadline.

    `cause` says by what it fell, `used` is in units of the limit, `fires_at` is when the next rung
    falls; `missed` are the reply deadlines that led to it and fire no more; `reason` is that of
    a supervisor who starts by hand.
    """

    deadline: Deadline
    position: int
    cause: Cause
    used: int
    fires_at: datetime | None
    missed: Sequence[Deadline] = ()
    reason: str = ""

    @classmethod
    def at(
        cls, act: Act, origin: Deadline, position: int, trigger: Trigger, reason: str = ""
    ) -> Draft:
        """The draft of one rung that no clock asked for; the clock goes on behind it."""
        pauses = origin.matter.pauses(act.at) if origin.is_pausable else ()
        fires_at = origin.fires_at
        if fires_at is not None:  # paused and exhausted clocks stay silent
            rungs, running = origin.rungs(act.rulebook), origin.running(act.rulebook, pauses)
            fires_at = ladder.next_moment(rungs, running, max(position, origin.rung))
        used = origin.used(act.rulebook, act.at, pauses)
        return cls(origin, position, cause(trigger), used, fires_at, reason=reason)

    @classmethod
    def again(cls, act: Act, origin: Deadline, position: int, why: Cause) -> Draft:
        """The draft of a rung that has one: the same rung for the same cause, as it stands now.

        Raises NotYetReached.
        """
        pauses = origin.matter.pauses(act.at) if origin.is_pausable else ()
        rungs, running = origin.rungs(act.rulebook), origin.running(act.rulebook, pauses)
        is_by_clock = dict(why)["trigger"] in BY_CLOCK
        if is_by_clock and ladder.reached(rungs, running, act.at, position - 1) is None:
            raise NotYetReached(f"{rungs[position].code} is still to come")
        used = origin.used(act.rulebook, act.at, pauses)
        return cls(origin, position, why, used, origin.fires_at)


class Heading:
    """What all slips of one rung to one organisation share."""

    def __init__(self, desk: Desk, edition: int, rung: PackRung, position: int, to: int) -> None:
        self.rung, self.pack = rung, desk.editions[edition].pack
        self.addressed = desk.organisations[to]
        self.office = desk.office(self.addressed.path)
        self.patterns: dict[type[models.Model], Pattern[Any]] = {}
        self.told: dict[tuple[object, ...], dict[str, Any]] = {}
        on_trial = desk.is_on_trial(self.addressed.path)
        now = desk.act.at
        self.goes_out = not rung.signed and not on_trial  # in a trial a reminder stays a draft
        self.columns: dict[str, Any] = {
            "rung": rung.code,
            "position": position,
            "colour": rung.colour.value,
            "signed": rung.signed,
            "organisation_id": self.addressed.pk,
            "org_path": self.addressed.path,
            "office_id": self.office.pk,
            "office_path": self.office.path,
            "edition_id": edition,
            "drafted_at": now,
            "issued_at": now if self.goes_out else None,
            # nobody is waited for on a reminder, sent or not
            "settled_at": None if rung.signed else now,
        }

    def row(self, model: type[Row], draft: Draft, case: Case, by: int) -> Row:
        """A slip; `model` is Slip, which cannot be known here."""
        if model not in self.patterns:
            self.patterns[model] = Pattern(model, **self.columns)
        row: Row = self.patterns[model].row(
            matter_id=case.matter,
            deadline_id=draft.deadline.id,
            calendar_id=draft.deadline.calendar_id,
            facts=self.facts(draft, case),
            reason=draft.reason,
            started_by_id=by if draft.reason else None,
        )
        return row

    def facts(self, draft: Draft, case: Case) -> str:
        """What stood when the slip was drafted: moments in UTC, `used` in units of the limit."""
        d = draft.deadline
        whole = d.whole(self.pack, case.kind, case.category)
        key = (
            d.stage, d.due_at, d.n, whole, d.inherited, d.unit, d.claimed, d.provisional,
            draft.used, draft.cause,
        )  # fmt: skip
        if key not in self.told:
            self.told[key] = self.shared(draft, whole)
        own = {
            "start_at": moment_text(d.start_at),
            "subject": case.subject_name,
            "summary": case.summary,
        }
        return canonical(self.told[key] | own)

    def shared(self, draft: Draft, whole: int) -> dict[str, Any]:
        """`limit_n` is the pack's and what was granted on top. Of a reopened matter `inherited`
        were used before, and `reopened_n` were given after it: what was left, or the pack's
        minimum."""
        deadline, rung = draft.deadline, self.rung
        return {
            "organisation": self.addressed.name,
            "stage": deadline.stage,
            "due_at": moment_text(deadline.due_at),
            "limit_n": whole,
            "limit_unit": deadline.unit,
            "inherited": deadline.inherited,
            "reopened_n": deadline.n if deadline.is_reopened else 0,
            "used": draft.used,
            "claimed": deadline.claimed,
            "provisional": deadline.provisional,
            "rung_zh": rung.name.zh,
            "rung_en": rung.name.en,
            **dict(draft.cause),
        }


class Desk:
    """What drafting reads once: the matters, offices, trials, and who hears of reminders."""

    def __init__(self, act: Act, matters: Iterable[int]) -> None:
        self.act = act
        self.cases = cases(matters)
        self.editions = act.rulebook.editions | missing_editions(act, self.cases.values())
        adopting = Organisation.objects.filter(path__in=adopting_paths(act))
        addressed = {case.addressed for case in self.cases.values()}
        self.organisations = Organisation.objects.in_bulk(list(addressed))
        self.offices = {office.path: office for office in adopting}
        self.trials = set(
            Trial.objects.running_at(act.at).values_list("organisation__path", flat=True)
        )
        self.headings: dict[tuple[int, str, int, int], Heading] = {}

    @cached_property
    def addressees(self) -> Addressees:
        return Addressees(self.cases.values(), self.act.today)

    def heading(self, case: Case, stage: str, position: int) -> Heading:
        key = case.edition, stage, position, case.addressed
        if key not in self.headings:
            rung = self.editions[case.edition].pack.rungs_for(Stage(stage))[position]
            self.headings[key] = Heading(self, case.edition, rung, position, case.addressed)
        return self.headings[key]

    def edition_of(self, deadline: Deadline) -> Edition:
        return self.editions[self.cases[deadline.matter_id].edition]

    def office(self, path: str) -> Organisation:
        """Whose slip it is: the nearest organisation upward that has adopted a pack."""
        return next(self.offices[p] for p in ancestors(path) if p in self.offices)

    def is_on_trial(self, path: str) -> bool:
        return bool(self.trials) and not self.trials.isdisjoint(ancestors(path))


def adopting_paths(act: Act) -> list[str]:
    """Paths of the organisations that live by a pack of their own today."""
    adoptions = act.rulebook.adoptions.items()
    return [path for path, made in adoptions if any(since <= act.today for since, _ in made)]


def missing_editions(act: Act, known: Iterable[Case]) -> dict[int, Edition]:
    """Editions that the act's rulebook was read too early to hold."""
    wanted = {case.edition for case in known} - act.rulebook.editions.keys()
    return Edition.objects.in_bulk(list(wanted)) if wanted else {}
