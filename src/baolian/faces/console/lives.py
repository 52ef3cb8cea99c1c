"""The life of a matter drawn to scale: its clocks on one line of days, with their rungs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext

from baolian.faces.console.clock_bars import LENGTH, ClockBar, Piece, percent
from baolian.faces.console.deadlines import Clock, RungMark, rung_state
from baolian.records.journal.acts import Act, day_of, midnight

DAY = timedelta(days=1)
# what a phone has room for between two words
STEPS = (1, 2, 3, 7, 14, 28, 56, 91, 182, 365)
LABELS = 5
# over a longer life the days off are hairlines that say nothing
SHOWS_DAYS_OFF = 100


@dataclass(frozen=True)
class Flag:
    """A rung on the line."""

    mark: RungMark
    x: str
    became: str


@dataclass(frozen=True)
class Label:
    """`anchor`: which end of the words stands at `x`."""

    x: str
    words: str
    anchor: str


@dataclass(frozen=True)
class Lane:
    """The clocks of one stage, the latest first; `now` is the one that is spoken of."""

    stage: str | Promise
    clocks: Sequence[Clock]
    now: Clock
    pieces: Sequence[Piece]
    dues: Sequence[str]
    flags: Sequence[Flag]


class Life:
    """From the first moment of a clock to the last one that is known, with a margin."""

    def __init__(self, act: Act, clocks: Sequence[Clock], beside: Sequence[datetime] = ()) -> None:
        """`beside`: other moments that are to lie on the line."""
        self.act = act
        self.clocks = clocks
        starts = [clock.deadline.start_at for clock in clocks]
        ends = (end for clock in clocks for end in self.ends(clock))
        since, until = min([*starts, *beside]), max([*ends, *beside])
        margin = max((until - since) / 50, timedelta(hours=1))
        self.since, self.until = since - margin, until + margin

    def ends(self, clock: Clock) -> Iterator[datetime]:
        yield clock.deadline.due_at
        yield clock.deadline.met_at or self.act.at
        yield from (mark.at for mark in clock.rungs if mark.at)

    def x(self, moment: datetime) -> int:
        return round(LENGTH * (moment - self.since) / (self.until - self.since))

    # -- the line of days ----------------------------------------------------------------------

    @cached_property
    def days(self) -> list[date]:
        first, last = day_of(self.since) + DAY, day_of(self.until)
        return [first + DAY * n for n in range((last - first).days + 1)]

    @cached_property
    def labels(self) -> list[Label]:
        count = len(self.days)
        step = next((s for s in STEPS if count / s <= LABELS), max(1, count // LABELS))
        return [self.label(midnight(on), self.words(on)) for on in self.days[::step]]

    def label(self, moment: datetime, words: str) -> Label:
        x = self.x(moment)
        anchor = "start" if x < LENGTH * 0.1 else "end" if x > LENGTH * 0.9 else "middle"
        return Label(percent(x), words, anchor)

    def words(self, on: date) -> str:
        if on.year != self.act.today.year:
            return f"{on:%Y-%m-%d}"
        month = str(MONTHS[on.month])[:3]
        return gettext("%(m)d月%(d)d日") % {"m": on.month, "d": on.day, "month": month}

    @cached_property
    def today(self) -> Label | None:
        """Where the line stands now; none on one that is over."""
        if not self.since <= self.act.at <= self.until:
            return None
        return self.label(self.act.at, gettext("现在"))

    @cached_property
    def days_off(self) -> list[Piece]:
        """Days on which no office works, as stretches."""
        if len(self.days) > SHOWS_DAYS_OFF:
            return []
        working = self.act.rulebook.current_calendar.working
        off = [on for on in self.days if not working.is_workday(on)]
        return [self.piece(first, last) for first, last in runs_of(off)]

    @property
    def has_days_off(self) -> bool:
        return bool(self.days_off)

    def piece(self, first: date, last: date) -> Piece:
        x = self.x(midnight(first))
        return Piece("off", x, min(LENGTH, self.x(midnight(last + DAY))) - x)

    # -- the clocks ----------------------------------------------------------------------------

    @cached_property
    def lanes(self) -> list[Lane]:
        stages = dict.fromkeys(clock.deadline.stage for clock in self.clocks)
        return [self.lane([c for c in self.clocks if c.deadline.stage == s]) for s in stages]

    def lane(self, clocks: list[Clock]) -> Lane:
        clocks = sorted(clocks, key=lambda clock: clock.deadline.start_at, reverse=True)
        now = next((clock for clock in clocks if clock.deadline.met_at is None), clocks[0])
        return Lane(
            now.stage,
            clocks,
            now,
            [piece for clock in reversed(clocks) for piece in self.pieces(clock)],
            [percent(self.x(clock.deadline.due_at)) for clock in clocks],
            [flag for clock in reversed(clocks) for flag in self.flags(clock)],
        )

    def pieces(self, clock: Clock) -> list[Piece]:
        """Of a clock that was met nothing is left, however much there was."""
        deadline, is_met = clock.deadline, clock.deadline.met_at is not None
        within = self.since, self.until
        bar = ClockBar(clock.segments, deadline.start_at, deadline.due_at, within)
        return [piece for piece in bar.pieces if not (is_met and piece.css == "left")]

    @property
    def has_extensions(self) -> bool:
        return any(piece.css == "extended" for lane in self.lanes for piece in lane.pieces)

    def flags(self, clock: Clock) -> list[Flag]:
        return [
            Flag(mark, percent(self.x(mark.at)), rung_state(mark))
            for mark in clock.rungs
            if mark.at
        ]


def runs_of(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """First and last of each stretch of days that follow one another."""
    first = last = None
    for day in days:
        if first is None or last is None or day - last > DAY:
            if first and last:
                yield first, last
            first = day
        last = day
    if first and last:
        yield first, last
