"""Which rung a recorded fact calls for: progress behind plan, a finding, earlier slips, a place.

Facts are whole numbers, so that two databases and two readers come to the same answer; what falls
exactly on an edge is said at each. Nothing here has a moment: whoever records the fact asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from baolian.rules.ladder.triggers import (
    BelowSchedule,
    Count,
    End,
    Finding,
    Ladder,
    PointsBehind,
    Rank,
    Trigger,
    Window,
)


@dataclass(frozen=True)
class Progress:
    """How far a plan has come: the whole `plan`, what was `scheduled` by now (序时进度), what was
    `done`, all in one unit of the reading (fen, basis points, a count). Raises ValueError for a
    plan of nothing, of which nobody can be behind by a share."""

    plan: int
    scheduled: int
    done: int

    def __post_init__(self) -> None:
        if self.plan < 1:
            raise ValueError(f"a plan of {self.plan}: expected at least 1")

    @classmethod
    def evenly(cls, plan: int, done: int, passed: int, of: int) -> Progress:
        """Of a plan without monthly figures: `passed` of `of` months (or days) are over.

        Kept in `of`-ths of the unit, so that 5/12 of a plan of 10 is not rounded."""
        return cls(plan * of, plan * passed, done * of)

    def is_points_behind(self, trigger: PointsBehind) -> bool:
        behind, edge = (self.scheduled - self.done) * 100, trigger.points * self.plan
        return behind > edge if trigger.is_over else behind >= edge

    def is_below(self, percent: int) -> bool:
        """Of a schedule that asks for nothing yet nobody is below."""
        return self.done * 100 < self.scheduled * percent


@dataclass(frozen=True)
class Judged:
    """A finding was recorded with this grade."""

    grade: str


@dataclass(frozen=True)
class Past:
    """One slip that was issued and not withdrawn; or, where `rung` is None, a period that was
    looked at and called for none, which ends a row of slips."""

    rung: str | None
    on: date


@dataclass(frozen=True)
class History:
    """What happened to one matter, subject or organisation up to `today`, in any order.

    Local dates; what is dated later is not looked at. Of one day, the order given counts."""

    past: tuple[Past, ...]
    today: date

    def has(self, trigger: Count) -> bool:
        """Running: the latest ones, up to now, are all of that rung."""
        latest = self._latest_first(trigger.window)
        if trigger.is_running:
            latest = list(takewhile(lambda past: past.rung == trigger.rung, latest))
        return sum(past.rung == trigger.rung for past in latest) >= trigger.n

    def _latest_first(self, window: Window | None) -> list[Past]:
        first = window.around(self.today)[0] if window else date.min
        within = [past for past in self.past if first <= past.on <= self.today]
        return sorted(within, key=lambda past: past.on)[::-1]


@dataclass(frozen=True)
class Place:
    """The `place`-th of `of` on a board, counted from 1. Those who are level share the better
    place (1, 2, 2, 4). Raises ValueError for a place outside the board."""

    board: str
    window: Window
    place: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.place <= self.of:
            raise ValueError(f"place {self.place} of {self.of}: expected 1 to {self.of}")

    def has(self, trigger: Rank) -> bool:
        """Ours: who is level on the edge is among the first and is not among the last; and a board
        with no more than n on it has no last n."""
        if (self.board, self.window) != (trigger.board, trigger.window):
            return False
        if trigger.end is End.TOP:
            return self.place <= trigger.n
        return self.of > trigger.n and self.place > self.of - trigger.n


Fact = Progress | Judged | History | Place


def holds(trigger: Trigger, fact: Fact) -> bool:
    """Whether `fact` makes `trigger` fall; never, if they are about different things."""
    match trigger, fact:
        case PointsBehind(), Progress():
            return fact.is_points_behind(trigger)
        case BelowSchedule(percent), Progress():
            return fact.is_below(percent)
        case Finding(grade), Judged():
            return grade == fact.grade
        case Count(), History():
            return fact.has(trigger)
        case Rank(), Place():
            return fact.has(trigger)
    return False


def holding(triggers: Iterable[Trigger], fact: Fact) -> Trigger | None:
    """The first of `triggers` that `fact` makes fall: the reason a slip or a card freezes."""
    return next((trigger for trigger in triggers if holds(trigger, fact)), None)


def called(ladder: Ladder, fact: Fact, after: int) -> int | None:
    """The highest position beyond `after` (-1: none yet) that `fact` calls for, or None: 40 points
    behind is red at once, not yellow first."""
    found = (n for n, rung in enumerate(ladder) if n > after and holding(rung.triggers, fact))
    return max(found, default=None)
