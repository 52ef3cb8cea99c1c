"""The closed set of triggers, and the rungs that are made of them.

A trigger falls by the clock of a deadline (`timing`), by a fact that somebody recorded (`facts`),
or by a named person. A new one is Python here first; then packs can name it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baolian.rules.clock import ONE_DAY, Limit

NONE_YET = -1


@dataclass(frozen=True)
class BeforeDue:
    """`limit` before the deadline is due: when the office opens on the day d from which `limit`
    days remain (d not counted, the due day counted). Ours: office opening, so that a whole office
    day is left to act on; pauses ahead are not looked at; never before the start."""

    limit: Limit


@dataclass(frozen=True)
class ShareUsed:
    """`percent` (1 to 100) of the limit is used up; see Clock.share. Raises ValueError."""

    percent: int

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 100:
            raise ValueError(f"a share of {self.percent}%: expected 1 to 100")


@dataclass(frozen=True)
class Overdue:
    """`limit` after the due moment, counted by the same clock: 1 working day overdue is the close
    of office on the next working day after the due day. A pause after the due moment moves
    it like any limit."""

    limit: Limit


@dataclass(frozen=True)
class PointsBehind:
    """Behind the schedule by `points` percentage points of the whole plan, or by more than that
    where `is_over` (银川 2025: 10 to 30 points behind is yellow, over 30 red; facts 9.2)."""

    points: int
    is_over: bool = False


@dataclass(frozen=True)
class BelowSchedule:
    """Less than `percent` of what the schedule asks for by now is done (武汉: below 80% of the time
    progress yellow, below 60% red; facts 9.2)."""

    percent: int


@dataclass(frozen=True)
class Finding:
    """A checker judged on the spot that the work is of this grade; `grade` is the pack's code."""

    grade: str


class Window(StrEnum):
    """A stretch of the calendar. Ours: a quarter is January to March and so on, never "the last
    ninety days", so that everybody starts anew on the same day."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    def around(self, day: date) -> tuple[date, date]:
        """The first and the last day of the window in which `day` lies."""
        months = _MONTHS[self]
        first = (day.month - 1) // months * months + 1
        year, after = divmod(day.year * 12 + first - 1 + months, 12)
        return date(day.year, first, 1), date(year, after + 1, 1) - ONE_DAY


_MONTHS = {Window.MONTH: 1, Window.QUARTER: 3, Window.HALF_YEAR: 6, Window.YEAR: 12}


@dataclass(frozen=True)
class Count:
    """`n` slips of rung `rung` within one window, or ever where there is none; `is_running`: with
    nothing else between them. Three reds in a quarter; two yellows running (广元 2018, facts 7.3).
    Raises ValueError for less than two: one slip of a rung is that rung."""

    rung: str
    n: int
    window: Window | None = None
    is_running: bool = False

    def __post_init__(self) -> None:
        if self.n < 2:
            raise ValueError(f"a count of {self.n} {self.rung} slips: expected at least 2")


class End(StrEnum):
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Rank:
    """Among the first or the last `n` of a board, as it stands for one window."""

    board: str
    end: End
    n: int
    window: Window


@dataclass(frozen=True)
class ReplyMissed:
    """The reply to the slip of rung `rung` was missed or refused; no moment by the clock."""

    rung: str


@dataclass(frozen=True)
class ByHand:
    """A supervisor starts at this rung, with a reason; no moment by the clock."""


ByClock = BeforeDue | ShareUsed | Overdue
ByFact = PointsBehind | BelowSchedule | Finding | Count | Rank
Trigger = ByClock | ByFact | ReplyMissed | ByHand


@dataclass(frozen=True)
class Rung:
    """A step of a ladder. Raises ValueError without a trigger."""

    code: str
    triggers: tuple[Trigger, ...]

    def __post_init__(self) -> None:
        if not self.triggers:
            raise ValueError(f"rung {self.code}: expected at least one trigger")


Ladder = tuple[Rung, ...]
