"""The lines of a list of matters: read in one statement, as much as the page shows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext, pgettext_lazy

from baolian.faces.console.lists.listing import in_order
from baolian.faces.console.remaining import left as left_of
from baolian.faces.console.rows import OVERDUE, State, state_of
from baolian.faces.console.stops import stops_of
from baolian.faces.parts.templatetags.parts import day
from baolian.faces.parts.words import label_words
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter, Resolution
from baolian.records.matters.models.deadlines import is_late
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.rulebook.models import Calendar, Edition, edition_of
from baolian.rules.clock import Unit
from baolian.rules.packs import Stage, Step

SUSPENDED = State(pgettext_lazy("state", "已挂起"), "warn")
NOTHING_LEFT = State("")


@dataclass
class Line:
    """A matter as it stands on the list: of its columns what every line needs, then what the page
    shows. `is_solved`: the enterprise's word, if it was asked in this cycle. `unit` and `calendar`
    are those of its limit while that runs. `is_claim`: that it was resolved is a ledger's word."""

    pk: int
    kind: str
    category: str
    edition_id: int
    organisation_id: int | None
    due_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    suspended_since: datetime | None
    is_solved: bool | None
    summary: str = ""
    subject: str = ""
    town: str = ""
    organisation: str | None = None
    owner: str | None = None
    receiver: str | None = None
    source: str = ""
    opened_at: datetime | None = None
    cycle: int = 0
    unit: str | None = None
    calendar: int | None = None
    ended: str | None = None
    is_claim: bool | None = None
    claimed_on: date | None = None
    # not of the row: noted for the whole page
    edition: Edition = field(init=False)
    state: State = field(init=False)
    left: State = NOTHING_LEFT

    @property
    def asks_enterprise(self) -> bool:
        return Step.CONFIRMED in self.edition.pack.kinds[self.kind].steps

    @property
    def outcome(self) -> str:
        """How it ended; what only a ledger says is told as its word."""
        if not self.ended:
            return ""
        outcome = label_words(Resolution.Outcome(self.ended).label)
        return gettext("台账称：%(outcome)s") % {"outcome": outcome} if self.is_claim else outcome

    @property
    def resolved(self) -> datetime | str | None:
        """When it ended; of a claim what the ledger names, not the moment of the import."""
        if not self.is_claim:
            return self.resolved_at
        on = self.claimed_on
        return gettext("台账称 %(on)s") % {"on": day(on)} if on else gettext("台账称")

    def is_overdue(self, now: datetime) -> bool:
        if self.resolved_at or self.closed_at or self.due_at is None:
            return False
        return is_late(self.due_at, now, self.suspended_since)


# where a line's columns are read; the first for every line, the others for the column that shows it
ALWAYS = {
    "pk": "pk",
    "kind": "kind",
    "category": "category",
    "edition_id": "edition",
    "organisation_id": "organisation",
    "due_at": "due_at",
    "resolved_at": "resolved_at",
    "closed_at": "closed_at",
    "suspended_since": "pause__since",
    "is_solved": "outcome__confirmation__is_solved",
}
READ_FOR: dict[str, dict[str, str]] = {
    "summary": {"summary": "summary"},
    "subject": {"subject": "subject__name"},
    "town": {"town": "subject__place__name"},
    "organisation": {"organisation": "organisation__name"},
    "owner": {"owner": "owner__name"},
    "receiver": {"receiver": "first_receiver__name"},
    "source": {"source": "source"},
    "opened": {"opened_at": "opened_at"},
    "left": {"unit": "clock__unit", "calendar": "clock__calendar"},
    "outcome": {"ended": "outcome__outcome", "is_claim": "outcome__is_claim"},
    "resolved": {"is_claim": "outcome__is_claim", "claimed_on": "outcome__claimed_on"},
    "cycle": {"cycle": "cycle"},
}


def read_lines(act: Act, keys: Sequence[int], wanted: Collection[str]) -> list[Line]:
    """Of these keys in their order, for the columns that are wanted: one statement, and one more
    for what a matter does not tell itself."""
    reads = ALWAYS | {
        name: path
        for column, more in READ_FOR.items()
        if column in wanted
        for name, path in more.items()
    }
    found = with_clocks(Matter.objects.filter(pk__in=keys)).values_list(*reads.values())
    lines = {row[0]: Line(**dict(zip(reads, row, strict=True))) for row in found}
    note_states(act, lines.values())
    if "left" in wanted:
        note_left(act, lines)
    return in_order(keys, lines)


def with_clocks(matters: MatterQuerySet) -> MatterQuerySet:
    """`pause`: its suspension that runs; `clock`: its limit that runs; `outcome`: its resolution in
    this cycle. One each at most."""
    running = Q(deadlines__met_at=None, deadlines__stage=Stage.RESOLUTION)
    return matters.annotate(
        pause=FilteredRelation("suspensions", condition=Q(suspensions__until=None)),
        clock=FilteredRelation("deadlines", condition=running),
        outcome=FilteredRelation("resolutions", condition=Q(resolutions__cycle=F("cycle"))),
    )


def note_states(act: Act, lines: Iterable[Line]) -> None:
    for line in lines:
        line.edition = edition_of(line, act.rulebook)
        state = state_of(line, act.at, is_denied=line.is_solved is False)
        is_still = line.suspended_since and not line.resolved_at and state is not OVERDUE
        line.state = SUSPENDED if is_still else state


def note_left(act: Act, lines: dict[int, Line]) -> None:
    calendars = calendars_of(act, {line.calendar for line in lines.values() if line.calendar})
    # of what is late: days on which it stood still afterwards make it no later
    _since, pauses = stops_of(act, [k for k, line in lines.items() if line.is_overdue(act.at)])
    for line in lines.values():
        if line.unit and line.calendar and line.due_at and not line.resolved_at:
            clock = act.rulebook.clock(line.edition, calendars[line.calendar])
            stood, stands = pauses.get(line.pk, ()), line.suspended_since
            found = left_of(act.at, clock, Unit(line.unit), line.due_at, stands, stood)
            line.left = State(found.words, found.tone)


def calendars_of(act: Act, keys: set[int]) -> dict[int, Calendar]:
    """Most count by the present one, which is known."""
    current = act.rulebook.current_calendar
    others = keys - {current.pk}
    return {current.pk: current} | (Calendar.objects.in_bulk(others) if others else {})
