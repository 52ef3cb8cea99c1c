"""What waits for me, every kind in one list, what runs out first on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from baolian.faces.console.duties.waiting import (
    running_call_backs,
    running_in_hand,
    running_requests,
    running_unassigned,
)
from baolian.faces.console.mine import Keys, Paths, answering
from baolian.faces.console.remaining import When, when_due
from baolian.faces.console.stops import Pauses, stops_of
from baolian.faces.console.trials import trials_over
from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import Prepared, prepared
from baolian.records.matters.models import REPLY, Deadline
from baolian.records.matters.models.deadlines import is_late, is_pausable
from baolian.records.people.paths import below_any
from baolian.routines.supervision.models import Slip, Trial
from baolian.routines.supervision.models.querysets import DRAFT, SIGNERS
from baolian.rules.packs import Decider, Stage

Rows = QuerySet[Any, Any]  # of values

# of what is in hand, and of what a clerk keeps in motion: whoever has more is told so, and works
# from the ledger
MOST, KEPT = 200, 100
LONGEST = 18  # digits of a key that every database can hold
# which comes first where two run out in the same moment
RANKS = {
    stage: rank
    for rank, stage in enumerate(
        ("", REPLY, Stage.RECEIPT, Stage.FIRST_CONTACT, Stage.PLAN, Stage.RESOLUTION)
    )
}


class Clock(NamedTuple):
    """A running deadline, with what decides where it stands: hundreds are read, a few shown."""

    pk: int
    matter: int
    stage: str
    due_at: datetime
    suspended_since: datetime | None = None

    @property
    def rank(self) -> int:
        return RANKS.get(self.stage, len(RANKS))

    @property
    def stopped_since(self) -> datetime | None:
        return self.suspended_since if self.suspended_since and is_pausable(self.stage) else None

    def when(self, now: datetime) -> When:
        since = self.stopped_since
        late = is_late(self.due_at, now, since)
        return when_due(now, self.due_at, is_late=late, is_paused=since is not None)


@dataclass(frozen=True)
class Only:
    """One matter or one slip: asked again for a single line."""

    matter: int = 0
    slip: int = 0

    @property
    def key(self) -> str:
        return f"slip-{self.slip}" if self.slip else f"matter-{self.matter}"

    @classmethod
    def keyed(cls, key: str) -> Only | None:
        """The one of that key; None for what is no key."""
        thing, _, digits = key.partition("-")
        if thing not in ("matter", "slip") or not digits.isdecimal() or len(digits) > LONGEST:
            return None
        return cls(**{thing: int(digits)})


class Item(NamedTuple):
    """A matter with the clock of mine that runs out first, `others` beside it; or a slip with the
    clock of its reply. A draft has no clock, and waits since `at`; so does a request for more time,
    which names the clock, and is decided before anything else is done (`decides`)."""

    when: When
    at: datetime
    matter: int
    clock: Clock | None = None
    slip: int = 0
    assigns: bool = False
    others: tuple[Clock, ...] = ()
    decides: bool = False

    @property
    def key(self) -> str:
        return Only(self.matter, self.slip).key

    @property
    def rank(self) -> int:
        return self.clock.rank if self.clock else 0


@dataclass(frozen=True)
class Gathered:
    """`drafts`: what waits for my signature, also what one of `trials` holds back; all of it, or as
    much as is read."""

    items: list[Item]
    pauses: Pauses
    is_exact: bool
    drafts: Sequence[Draft] = ()
    are_all_drafts: bool = True
    trials: Sequence[Trial] = ()


def gathered(act: Act, only: Only | None = None) -> Gathered:
    """In order of what runs out first, whatever group it lies in."""
    items, pauses, is_exact = ([], {}, True) if only and only.slip else matters(act, only)
    if only and only.matter:
        return Gathered(in_order(items), pauses, is_exact)
    (unsigned, are_all), answers = to_sign(act, only), to_answer(act, only)
    trials = trials_over(act) if unsigned else []
    held = tuple(trial.organisation.path for trial in trials)
    items += [signing(slip) for slip in unsigned if not slip.org_path.startswith(held)] + answers
    is_exact = is_exact and are_all and len(answers) <= MOST
    return Gathered(in_order(items), pauses, is_exact, unsigned, are_all, trials)


def in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda i: (i.at, i.rank, i.matter, i.slip))


# -- matters -------------------------------------------------------------------------------------


def matters(act: Act, only: Only | None) -> tuple[list[Item], Pauses, bool]:
    """One a matter, however many of its clocks run for me; and when these matters stood still."""
    clocks: dict[int, dict[int, tuple[Any, ...]]] = {}
    mine, asked, is_exact = set(), dict[int, datetime](), True
    for assigns, most, source, given in sources(act):
        found = source.build(*given).filter(matter=only.matter) if only else source.rows(*given)
        is_exact = is_exact and len(found) <= most
        for key, matter, stage, due_at, *asked_at in found[:most]:
            clocks.setdefault(matter, {})[key] = (key, matter, stage, due_at)
            if asked_at:
                (asked[matter],) = asked_at
            if not assigns:
                mine.add(matter)
    since, pauses = stops_of(act, list(clocks))
    items = [
        item(act, [Clock._make((*row, since.get(key))) for row in some.values()], key not in mine)
        for key, some in clocks.items()
    ]
    items = [deciding(i, asked[i.matter]) if i.matter in asked else i for i in items]
    return items, pauses, is_exact


def deciding(item: Item, asked_at: datetime) -> Item:
    """Nothing limits how long a decision takes: it is for today, the oldest request first."""
    clocks = (item.clock, *item.others) if item.clock else item.others
    named = next(clock for clock in clocks if clock.stage == Stage.RESOLUTION)
    return Item(When.TODAY, asked_at, item.matter, named, others=clocks, decides=True)


def sources(act: Act) -> Iterator[tuple[bool, int, Prepared, Sequence[Any]]]:
    """Whether what the clocks call for is an assignment, how many are read, which clocks."""
    people, places, paths = answering(act)
    yield False, MOST, in_hand, (people, places, paths)
    for decider in Decider:
        if charges := act.by.charges(decider):
            yield False, KEPT, requests, (decider.value, charges, sorted(act.by.side), places)
    if charges := act.by.charges("clerk"):
        yield True, KEPT, unassigned, (charges,)
        yield False, KEPT, call_backs, (charges, sorted(act.by.side), places)


@prepared(most=MOST + 1)
def in_hand(people: Keys, places: Keys, paths: Paths) -> Rows:
    return told(running_in_hand(people, places, paths))


@prepared(most=KEPT + 1)
def requests(decider: str, charges: Paths, side: Keys, places: Keys) -> Rows:
    """With the clock that would be given more time, and since when they wait."""
    running = Deadline.objects.running().of_stage(Stage.RESOLUTION)
    clock = Subquery(running.filter(matter=OuterRef("matter")).values("pk")[:1])
    stage = Value(Stage.RESOLUTION.value)
    waiting = running_requests(decider, charges, side, places).order_by("asked_at", "id")
    return waiting.values_list(clock, "matter", stage, "matter__due_at", "asked_at")


@prepared(most=KEPT + 1)
def unassigned(charges: Paths) -> Rows:
    return told(running_unassigned(charges, KEPT + 1))


@prepared(most=KEPT + 1)
def call_backs(charges: Paths, side: Keys, places: Keys) -> Rows:
    return told(running_call_backs(charges, side, places))


def told(clocks: QuerySet[Deadline]) -> Rows:
    return clocks.order_by("due_at", "id").values_list("pk", "matter", "stage", "due_at")


def item(act: Act, clocks: list[Clock], assigns: bool) -> Item:  # noqa: FBT001 - read off a set
    """What stands still waits for what runs; a receipt comes before the first contact that is due
    with it."""
    if len(clocks) == 1:
        (first,) = clocks
        return Item(first.when(act.at), first.due_at, first.matter, first, 0, assigns)
    order = sorted(clocks, key=lambda c: (c.due_at, c.rank, c.pk))
    if any(clock.suspended_since for clock in order):
        order.sort(key=lambda c: c.when(act.at) is When.PAUSED)
    first, *others = order
    return Item(first.when(act.at), first.due_at, first.matter, first, 0, assigns, tuple(others))


# -- slips ---------------------------------------------------------------------------------------


class Draft(NamedTuple):
    """An unsigned slip, with what decides where it stands."""

    pk: int
    matter: int
    drafted_at: datetime
    org_path: str


def to_answer(act: Act, only: Only | None) -> list[Item]:
    """Slips to which my organisations owe a reply, each with the clock of that reply."""
    _people, places, _paths = answering(act)
    found = []
    for slip, matter, key, due_at in asked(owed, only, places):
        if key is not None:
            clock = Clock(key, matter, REPLY, due_at)
            found.append(Item(clock.when(act.at), due_at, matter, clock, slip))
    return found


@prepared(most=MOST + 1)
def owed(places: Keys) -> Rows:
    """With the reply that was demanded last. As columns and not by joining, so that only what is
    read is looked up: PostgreSQL would rather walk through all the replies there are."""
    demanded = Deadline.objects.running().of_stage(REPLY).order_by("-cycle")
    last = demanded.filter(origin=OuterRef("deadline"), rung=OuterRef("position"))
    clock = (Subquery(last.values(name)[:1]) for name in ("pk", "due_at"))
    owed = Slip.objects.owed_by(places).order_by("id")
    return owed.values_list("pk", "matter", *clock)


def to_sign(act: Act, only: Only | None = None) -> tuple[list[Draft], bool]:
    """What `Slip.objects.to_sign` says, and whether that is all of it."""
    charges = act.by.charges(*SIGNERS)
    rows = asked(drafts, only, charges) if charges else []
    return [Draft(*slip) for *slip, is_void in rows if not is_void], len(rows) <= MOST


@prepared(most=MOST + 1)
def drafts(charges: Paths) -> Rows:
    """And whether the work itself made them void: as a column it is looked up for the first ones
    alone, as a condition for all."""
    met = Deadline.objects.filter(pk=OuterRef("deadline")).values(void=Q(met_at__isnull=False))
    unsigned = Slip.objects.filter(DRAFT, below_any(charges, "office_path"))
    of = "pk", "matter", "drafted_at", "org_path"
    return unsigned.order_by("id").values_list(*of, Subquery(met))


def signing(slip: Draft) -> Item:
    """Nothing limits how long a signature takes: it is for today, the oldest draft first."""
    return Item(When.TODAY, slip.drafted_at, slip.matter, None, slip.pk)


def asked(slips: Prepared, only: Only | None, given: Sequence[Any]) -> list[tuple[Any, ...]]:
    return list(slips.build(given).filter(pk=only.slip)) if only else slips.rows(given)
