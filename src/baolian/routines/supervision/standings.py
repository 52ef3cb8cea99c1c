"""Where deadlines stand on their ladders at the moment of a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from baolian.records.journal.acts import Act, day_of, midnight
from baolian.records.matters.models import Deadline
from baolian.records.rulebook.models import Calendar, Edition
from baolian.routines.supervision.models.facts import Cause, cause
from baolian.rules import ladder
from baolian.rules.clock import Clock, Due, Limit, Pause, Unit
from baolian.rules.ladder import Running
from baolian.rules.packs import Stage


class Fall(NamedTuple):
    """A rung that the clock reaches: at which moment, and by which of its triggers."""

    position: int
    at: datetime
    cause: Cause


class Standing:
    """All falls of a deadline in the ladder's order, and the units used up by now.

    Many deadlines share one, so it answers the same question once.
    """

    def __init__(self, falls: tuple[Fall, ...], used: int, now: datetime) -> None:
        self.falls, self.used, self.now = falls, used, now
        self.reached = cache(self.find_reached)
        self.next_moment = cache(self.find_next_moment)

    def find_reached(self, after: int) -> Fall | None:
        """The highest rung beyond position `after`: one after an outage, never a burst."""
        come = [fall for fall in self.falls if fall.position > after and fall.at <= self.now]
        return come[-1] if come else None

    def find_next_moment(self, after: int) -> datetime | None:
        return min((fall.at for fall in self.falls if fall.position > after), default=None)


class Standings:
    """Calculated once for all deadlines that began on one day and are due at one moment.

    A limit in days knows no time of day, and what a ladder says of the time before the start is of
    no interest to a sweep, which comes later: so the start may be taken at midnight.
    """

    def __init__(self, act: Act) -> None:
        self.act = act
        self.known: dict[tuple[object, ...], Standing] = {}
        self.clocks: dict[tuple[int, int], Clock] = {}

    def of(self, deadline: Deadline, edition: Edition, pauses: Sequence[Pause]) -> Standing:
        key = (
            edition.id, deadline.calendar_id, deadline.stage, deadline.n, deadline.unit,
            deadline.inherited, first_day(deadline), deadline.due_at, deadline.provisional, *pauses,
        )  # fmt: skip
        if key not in self.known:
            start = beginning(deadline)
            clock = self.clock(edition, deadline.calendar_id)
            limit = Limit(deadline.n, Unit(deadline.unit))
            due = Due(deadline.due_at, deadline.provisional)
            running = Running(start, limit, due, tuple(pauses), clock)
            rungs = edition.pack.ladder_for(Stage(deadline.stage))
            used = clock.used(start, self.act.at, limit.unit, pauses) + deadline.inherited
            self.known[key] = Standing(falls(rungs, running), used, self.act.at)
        return self.known[key]

    def clock(self, edition: Edition, version: int) -> Clock:
        key = edition.pk, version
        if key not in self.clocks:
            calendar = Calendar.objects.get(pk=version)
            self.clocks[key] = self.act.rulebook.clock(edition, calendar)
        return self.clocks[key]


def first_day(deadline: Deadline) -> date | datetime:
    """What of the start matters: its day in Shanghai, or the moment when hours are counted."""
    if not Unit(deadline.unit).is_of_days:
        return deadline.start_at
    return day_of(deadline.start_at)


def beginning(deadline: Deadline) -> datetime:
    day = first_day(deadline)
    if isinstance(day, datetime):
        return day
    return midnight(day).astimezone(UTC)


def falls(rungs: ladder.Ladder, running: Running) -> tuple[Fall, ...]:
    """The earliest trigger of every rung that has a moment."""
    found = (earliest(position, rung, running) for position, rung in enumerate(rungs))
    return tuple(fall for fall in found if fall is not None)


def earliest(position: int, rung: ladder.Rung, running: Running) -> Fall | None:
    moments = ((ladder.moment(trigger, running), trigger) for trigger in rung.triggers)
    come = [Fall(position, at, cause(trigger)) for at, trigger in moments if at is not None]
    return min(come, key=lambda fall: fall.at, default=None)
