"""When a deadline reaches which rung, by the clock alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from baolian.rules.clock import ONE_HOUR, SHANGHAI, Clock, Due, Limit, Pause
from baolian.rules.ladder.triggers import (
    NONE_YET,
    BeforeDue,
    BelowSchedule,
    ByHand,
    Count,
    Finding,
    Ladder,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    Rung,
    ShareUsed,
    Trigger,
)


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
        case PointsBehind() | BelowSchedule() | Finding() | Count() | Rank():
            return None  # a fact makes it fall: `facts.called`
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
    if not limit.unit.is_of_days:
        return max(start, clock.hours_of(limit.unit).before(due_at, ONE_HOUR * limit.n))
    due_day = due_at.astimezone(SHANGHAI).date()
    return max(start, clock.opens(clock.days(limit.unit).before(due_day, limit.n)))
