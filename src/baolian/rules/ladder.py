"""The ladder: when a deadline reaches which rung. Pure: no Django, no system clock.

A ladder is a tuple of rungs in the pack's order; a rung's *position* is its index in it, and the
position reached before the first rung is -1. A rung falls at the earliest of its triggers. All
moments are aware UTC. What is our convention, not a regulation's, is said at each trigger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from baolian.rules.clock import ONE_HOUR, SHANGHAI, Clock, Due, Limit, Pause, Unit

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
class ReplyMissed:
    """The reply to the slip of rung `rung` was missed or refused; no moment by the clock."""

    rung: str


@dataclass(frozen=True)
class ByHand:
    """A supervisor starts at this rung, with a reason; no moment by the clock."""


Trigger = BeforeDue | ShareUsed | Overdue | ReplyMissed | ByHand


@dataclass(frozen=True)
class Rung:
    """A step of a ladder. Raises ValueError without a trigger."""

    code: str
    triggers: tuple[Trigger, ...]

    def __post_init__(self) -> None:
        if not self.triggers:
            raise ValueError(f"rung {self.code}: expected at least one trigger")


Ladder = tuple[Rung, ...]


@dataclass(frozen=True)
class Running:
    """A deadline as the ladder sees it; `due` is clock.due(start, limit, pauses)."""

    start: datetime
    limit: Limit
    due: Due
    pauses: tuple[Pause, ...]
    clock: Clock


def moment(trigger: Trigger, running: Running) -> datetime | None:
    """When `trigger` falls on this deadline; None if the clock alone never makes it fall."""
    match trigger:
        case BeforeDue(limit):
            return _before_due(limit, running)
        case ShareUsed(percent):
            return running.clock.share(running.start, running.limit, percent, running.pauses)
        case Overdue(limit):
            return running.clock.due(running.due.at, limit, running.pauses).at
        case ReplyMissed() | ByHand():
            return None
        case _:
            assert_never(trigger)


def schedule(ladder: Ladder, running: Running) -> tuple[tuple[int, datetime], ...]:
    """(position, moment) of every rung that has a moment, in the ladder's order."""
    return tuple(_scheduled(ladder, running, NONE_YET))


def next_moment(ladder: Ladder, running: Running, after: int) -> datetime | None:
    """The earliest moment of the rungs beyond position `after`: what a deadline stores as
    fires_at. None if no rung is left that the clock can reach."""
    return min((at for _, at in _scheduled(ladder, running, after)), default=None)


def reached(ladder: Ladder, running: Running, now: datetime, after: int) -> int | None:
    """The highest position beyond `after` whose moment has come by `now` (aware), or None.

    After an outage this is one rung, never a burst of all colours.
    """
    come = (position for position, at in _scheduled(ladder, running, after) if at <= now)
    return max(come, default=None)


def reply_missed_position(ladder: Ladder, rung_code: str, after: int) -> int | None:
    """The position beyond `after` that a missed reply to the slip of `rung_code` leads to, or None.
    Ours: if several rungs name it, the nearest."""
    wanted = ReplyMissed(rung_code)
    return next((n for n, rung in _beyond(ladder, after) if wanted in rung.triggers), None)


def _beyond(ladder: Ladder, after: int) -> Iterator[tuple[int, Rung]]:
    return ((position, rung) for position, rung in enumerate(ladder) if position > after)


def _scheduled(ladder: Ladder, running: Running, after: int) -> Iterator[tuple[int, datetime]]:
    for position, rung in _beyond(ladder, after):
        moments = [moment(trigger, running) for trigger in rung.triggers]
        at = min((found for found in moments if found is not None), default=None)
        if at is not None:
            yield position, at


def _before_due(limit: Limit, running: Running) -> datetime:
    start, due_at, clock = running.start.astimezone(UTC), running.due.at, running.clock
    if limit.unit is Unit.HOUR:
        return max(start, due_at - ONE_HOUR * limit.n)
    due_day = due_at.astimezone(SHANGHAI).date()
    return max(start, clock.opens(clock.days(limit.unit).before(due_day, limit.n)))
