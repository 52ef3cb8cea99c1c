"""A line of Today: what, about whom, how long there is left, and the one next step."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import page_of
from baolian.faces.console.duties.gathering import Clock, Item
from baolian.faces.console.remaining import Left, When, left
from baolian.faces.console.stops import Pauses
from baolian.faces.parts.words import STAGES, limit_words
from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.prepared import Keys, prepared
from baolian.records.matters.models import Deadline
from baolian.records.matters.models.deadlines import is_pausable
from baolian.records.rulebook.models import Calendar, Edition
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.models.querysets import MARKS, Marks, are_seen_by
from baolian.rules.clock import Unit
from baolian.rules.packs import Stage, Text

Said = str | Promise


@dataclass(frozen=True)
class Kind:
    """`slug`: the step that does it, none where only the page of the matter can; `stage`: the
    clock that the word itself names."""

    words: Said
    slug: str
    action: Said
    stage: str = ""


SIGN = Kind(pgettext_lazy("duty", "签发督办单"), "signature", pgettext_lazy("step", "签发"))
REPLY = Kind(_("答复督办单"), "reply", pgettext_lazy("step", "答复"), "reply")
DECIDE = Kind(
    pgettext_lazy("step", "批延期申请"), "extension-decision", pgettext_lazy("duty", "批复")
)
ASSIGN = Kind(pgettext_lazy("step", "交办"), "assignment", pgettext_lazy("step", "交办"))
KINDS = {
    Stage.RECEIPT: Kind(
        pgettext_lazy("step", "签收"), "receipt", pgettext_lazy("step", "签收"), "receipt"
    ),
    Stage.FIRST_CONTACT: Kind(
        pgettext_lazy("step", "首次联系企业"), "contact", _("记联系"), "first_contact"
    ),
    Stage.PLAN: Kind(_("拿出办理方案"), "", _("看事项"), "plan"),
    Stage.RESOLUTION: Kind(
        pgettext_lazy("step", "办结"), "resolution", pgettext_lazy("step", "办结"), "resolution"
    ),
    Stage.CALL_BACK: Kind(_("回访企业"), "confirmation", _("记回访"), "call_back"),
}


@dataclass(frozen=True)
class Rung:
    colour: str
    name: Text


@dataclass(frozen=True)
class Duty:
    """`clock`: the words of the clock, where it is not the one that `kind` names; `others`: what
    else runs. `step`: the address of the next step, `second` that of a smaller one beside it."""

    key: str
    kind: Kind
    summary: str
    subject: str
    address: str
    left: Left
    clock: Said = ""
    others: tuple[str, ...] = ()
    step: str = ""
    second: str = ""
    rung: Rung | None = None


def duties(act: Act, items: Iterable[Item], pauses: Pauses) -> list[Duty]:
    """Lines for these items; `pauses` of their matters."""
    listed = list(items)
    if not listed:
        return []
    speaker = Speaker.of(act, listed, pauses)
    rungs = rungs_on(act, {item.matter for item in listed})
    sheets = sheets_of(item.slip for item in listed if item.slip)
    return [
        slip_line(speaker, item, sheets[item.slip])
        if item.slip
        else matter_line(speaker, item, item.clock, rungs.get(item.matter))
        for item in listed
        if item.slip or item.clock
    ]


class About(NamedTuple):
    """Of a clock that is shown, how it is counted; of its matter, what a line says."""

    unit: str
    calendar: int
    edition: int
    summary: str
    subject: str
    organisation: int | None
    resolved_at: datetime | None


@prepared()
def told_of_clocks(clocks: list[int]) -> QuerySet[Any, Any]:
    of = "edition", "summary", "subject__name", "organisation", "resolved_at"
    found = Deadline.objects.filter(pk__among=clocks)
    return found.values_list("pk", "unit", "calendar", *(f"matter__{name}" for name in of))


@dataclass(frozen=True)
class Speaker:
    """Says what is left of clocks: what has to be known for it is read once for all of them."""

    act: Act
    about: dict[int, About]
    calendars: dict[int, Calendar]
    editions: dict[int, Edition]
    pauses: Pauses

    @classmethod
    def of(cls, act: Act, items: list[Item], pauses: Pauses) -> Speaker:
        clocks = [c for item in items for c in (item.clock, *item.others) if c is not None]
        found = told_of_clocks.rows(Keys(clock.pk for clock in clocks)) if clocks else ()
        about = {key: About(*rest) for key, *rest in found}
        current = act.rulebook.current_calendar
        calendars, editions = {current.pk: current}, dict(act.rulebook.editions)
        if old := {known.calendar for known in about.values()} - set(calendars):
            calendars |= Calendar.objects.in_bulk(old)
        if unadopted := {known.edition for known in about.values()} - set(editions):
            editions |= Edition.objects.in_bulk(unadopted)
        return cls(act, about, calendars, editions, pauses)

    def left(self, clock: Clock) -> Left:
        about = self.about[clock.pk]
        edition, calendar = self.editions[about.edition], self.calendars[about.calendar]
        pauses = self.pauses.get(clock.matter, ()) if is_pausable(clock.stage) else ()
        counted = self.act.rulebook.clock(edition, calendar)
        unit, since = Unit(about.unit), clock.stopped_since
        return left(self.act.at, counted, unit, clock.due_at, since, pauses)

    def waiting(self, since: datetime, today: str) -> Left:
        """How long a draft or a request has waited, `today` for one that is fresh: nothing limits
        it, so it is never late."""
        days = self.act.rulebook.current_calendar.working
        n = days.between(day_of(since), self.act.today)
        if n == 0:
            return Left(When.TODAY, today, "")
        limit = limit_words(n, Unit.WORKING_DAY)
        return Left(When.TODAY, gettext("已等 %(limit)s") % {"limit": limit}, "warn")


def rungs_on(act: Act, matters: Iterable[int]) -> dict[int, Rung]:
    """The highest slip that stands on each matter, as long as what it urges is not done."""
    found = standing_on.rows(Keys(matters))
    return {
        matter: rung_of(colour, json.loads(facts))
        for matter, colour, facts, *marks in found
        if are_seen_by(Marks(*marks), act.by)
    }


@prepared()
def standing_on(matters: list[int]) -> QuerySet[Any, Any]:
    standing = Slip.objects.standing().filter(signed=True, deadline__met_at=None)
    found = standing.filter(matter__among=matters).order_by("position", "id")
    return found.values_list("matter", "colour", "facts", *MARKS)


def rung_of(colour: str, told: dict[str, Any]) -> Rung:
    return Rung(colour, Text(zh=told["rung_zh"], en=told["rung_en"]))


def matter_line(speaker: Speaker, item: Item, clock: Clock | None, rung: Rung | None) -> Duty:
    if clock is None:
        raise LookupError(f"{item.key} has no clock")
    about = speaker.about[clock.pk]
    kind = kind_of(item, clock, about)
    asked = speaker.waiting(item.at, gettext("今天提出")) if item.decides else None
    return Duty(
        item.key,
        kind,
        about.summary,
        about.subject,
        page_of("matter", clock.matter),
        asked or speaker.left(clock),
        "" if item.decides or clock.stage == kind.stage else STAGES.get(clock.stage, clock.stage),
        tuple(
            f"{STAGES.get(other.stage, other.stage)} {speaker.left(other).words}"
            for other in item.others
            if other.stage != kind.stage
        ),
        step_of("matter", kind, clock.matter),
        rung=rung,
    )


def kind_of(item: Item, clock: Clock, about: About) -> Kind:
    """The next step: whose clock runs out; but nobody can resolve what nobody handles."""
    if item.decides:
        return DECIDE
    kind = KINDS[Stage(clock.stage)]
    unhandled = about.organisation is None and about.resolved_at is None
    return ASSIGN if item.assigns or (unhandled and kind.slug == "resolution") else kind


@dataclass(frozen=True)
class Sheet:
    """What a slip says. `told`: as `Slip.told`."""

    colour: str
    told: dict[str, Any]
    is_acknowledged: bool


def sheets_of(slips: Iterable[int]) -> dict[int, Sheet]:
    found = said_by.rows(keys) if (keys := Keys(slips)) else ()
    return {
        key: Sheet(colour, json.loads(facts), signed_for is not None)
        for key, colour, facts, signed_for in found
    }


@prepared()
def said_by(slips: list[int]) -> QuerySet[Any, Any]:
    found = Slip.objects.filter(pk__among=slips)
    return found.values_list("pk", "colour", "facts", "acknowledgement__pk")


def slip_line(speaker: Speaker, item: Item, sheet: Sheet) -> Duty:
    kind = REPLY if item.clock else SIGN
    second = kind is REPLY and not sheet.is_acknowledged
    return Duty(
        item.key,
        kind,
        sheet.told["summary"],
        sheet.told["subject"],
        page_of("slip", item.slip),
        speaker.left(item.clock) if item.clock else speaker.waiting(item.at, gettext("今天拟稿")),
        step=step_of("slip", kind, item.slip),
        second=page_of("today-slip-acknowledgement", item.slip) if second else "",
        rung=rung_of(sheet.colour, sheet.told),
    )


def step_of(thing: str, kind: Kind, key: int) -> str:
    return page_of(f"today-{thing}-{kind.slug}", key) if kind.slug else ""
