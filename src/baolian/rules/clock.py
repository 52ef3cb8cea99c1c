"""Limits and the moments at which they fall due. Pure: no Django, no system clock.

Two things are kept apart: *days*, which are local dates in Shanghai and decide how a limit in days
is counted, and *moments*, which are aware and come back in UTC.

The day of the event is not counted: a matter opened on a Friday evening and one opened that
morning have the same working days (facts 4.3). Conventions that are ours, not a regulation's:
a day is used up when the office closes, a suspension takes out the days on which the office closes
while it lasts, a calendar-day limit that ends on a holiday is not rolled to the next working day.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple, Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
ONE_SECOND = timedelta(seconds=1)


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"


@dataclass(frozen=True)
class Limit:
    """`n` units, at least one. Raises ValueError otherwise."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"a limit of {self.n} {self.unit}: expected at least 1")


@dataclass(frozen=True)
class OfficeHours:
    """Local times in Shanghai, opening before closing on the same day. Raises ValueError."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"office hours {self.start} to {self.end}: expected start before end")

    @property
    def seconds(self) -> int:
        return _second_of_day(self.end) - _second_of_day(self.start)


def _second_of_day(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


class Days(Protocol):
    """A way of counting days: all of them, or the working ones."""

    def after(self, start: date, n: int) -> date: ...
    def before(self, day: date, n: int) -> date: ...
    def between(self, start: date, end: date) -> int: ...


class EveryDay:
    """Calendar days, in the shape of a WorkCalendar."""

    def after(self, start: date, n: int) -> date:
        return start + ONE_DAY * n

    def before(self, day: date, n: int) -> date:
        return day - ONE_DAY * n

    def between(self, start: date, end: date) -> int:
        return max(0, (end - start).days)


EVERY_DAY = EveryDay()


class _Span(NamedTuple):
    """Ordinals of the working days of the years `low` to `high`, ascending."""

    low: int
    high: int
    ordinals: list[int]


@dataclass(frozen=True)
class WorkCalendar:
    """Working days by a published version of the holiday arrangements.

    `days_off` are weekdays off, `worked_weekends` make-up Saturdays and Sundays, `official_years`
    the years the State Council has arranged; other years know only weekends.
    """

    version: str
    days_off: frozenset[date]
    worked_weekends: frozenset[date]
    official_years: frozenset[int]
    # grows by whole years and is replaced, never changed: safe to share between threads
    _span: _Span | None = field(default=None, init=False, repr=False, compare=False)

    def is_workday(self, day: date) -> bool:
        return day in self.worked_weekends or (day.weekday() < 5 and day not in self.days_off)

    def is_official(self, day: date) -> bool:
        return day.year in self.official_years

    def after(self, start: date, n: int) -> date:
        """The `n`-th working day after `start`, which is not counted. Raises ValueError if n < 1,
        OverflowError past the year 9999."""
        _at_least_one(n)
        high = start.year
        while True:
            ordinals = self._working(start.year, high)
            index = bisect_right(ordinals, start.toordinal()) + n - 1
            if index < len(ordinals):
                return date.fromordinal(ordinals[index])
            high += 1

    def before(self, day: date, n: int) -> date:
        """The latest working day `d` with `between(d, day) == n`. Raises ValueError if n < 1,
        OverflowError before the year 1."""
        _at_least_one(n)
        low = day.year
        while True:
            ordinals = self._working(low, day.year)
            index = bisect_right(ordinals, day.toordinal()) - n - 1
            if index >= 0:
                return date.fromordinal(ordinals[index])
            low -= 1

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`; 0 if `end` is not later."""
        if end <= start:
            return 0
        ordinals = self._working(start.year, end.year)
        return bisect_right(ordinals, end.toordinal()) - bisect_right(ordinals, start.toordinal())

    def _working(self, low: int, high: int) -> list[int]:
        span = self._span
        if span is None or low < span.low or high > span.high:
            span = self._wider(span, low, high)
            object.__setattr__(self, "_span", span)
        return span.ordinals

    def _wider(self, span: _Span | None, low: int, high: int) -> _Span:
        if low < date.min.year or high > date.max.year:
            raise OverflowError(f"no working day found between the years {low} and {high}")
        if span is None:
            return _Span(low, high, self._ordinals(low, high))
        earlier = self._ordinals(low, span.low - 1)
        later = self._ordinals(span.high + 1, high)
        ordinals = earlier + span.ordinals + later
        return _Span(min(low, span.low), max(high, span.high), ordinals)

    def _ordinals(self, low: int, high: int) -> list[int]:
        """Of the years `low` to `high`; empty if `high` is before `low`."""
        if high < low:
            return []
        worked = {day.toordinal() for day in self.worked_weekends}
        off = {day.toordinal() for day in self.days_off}
        days = range(date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal() + 1)
        # ordinal 1 is a Monday, so 6 and 0 are the weekend
        return [n for n in days if n in worked or (0 < n % 7 < 6 and n not in off)]


def _at_least_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"{n} days: expected at least 1")


def _aware(moment: datetime) -> datetime:
    """In UTC. Raises ValueError for a naive moment, which could mean any place's time."""
    if moment.tzinfo is UTC:
        return moment  # what the database gives, and the bulk of all calls
    if moment.utcoffset() is None:
        raise ValueError(f"naive datetime {moment.isoformat()}: expected one with a time zone")
    return moment.astimezone(UTC)


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class Pause:
    """A closed suspension. An open one is passed as a pause until now. Raises ValueError if a
    moment is naive or `until` lies before `since`."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if _aware(self.until) < _aware(self.since):
            raise ValueError(f"a pause until {self.until}: expected not before {self.since}")


@dataclass(frozen=True)
class Due:
    """`at` is aware UTC. Provisional (暂定): a year that nobody has arranged yet is touched."""

    at: datetime
    provisional: bool


@dataclass(frozen=True)
class Segment:
    """A stretch of a deadline's life. `used` is in whole units; a suspended one uses none."""

    since: datetime
    until: datetime
    kind: Literal["working", "suspended"]
    used: int


def _merged(pauses: Sequence[Pause]) -> list[tuple[datetime, datetime]]:
    """Ascending, in UTC, neither overlapping nor touching nor empty."""
    if not pauses:
        return []
    merged: list[tuple[datetime, datetime]] = []
    for since, until in sorted((_aware(pause.since), _aware(pause.until)) for pause in pauses):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        elif since < until:
            merged.append((since, until))
    return merged


@dataclass(frozen=True)
class Clock:
    """One locality's calendar and office hours.

    Every method raises ValueError for a naive moment. `pauses` may overlap and be in any order.
    """

    calendar: WorkCalendar
    hours: OfficeHours

    def due(self, start: datetime, limit: Limit, pauses: Sequence[Pause] = ()) -> Due:
        """When `limit`, begun at `start`, falls due.

        Days: the office closes on the n-th counted day. Counted is a day after the day of `start`
        on which the office does not close during a pause, that is in (since, until]. So nothing
        falls due while suspended: a pause begun on the due day before closing takes that day out,
        one begun at closing or later leaves it used; the day it ends counts if the office has not
        closed yet. Hours run day and night; pauses are taken out to the second.
        """
        begun = _aware(start)
        if limit.unit is Unit.HOUR:
            at = self._elapsed(begun, ONE_HOUR * limit.n, pauses)
            return Due(at, self._is_provisional(_day(begun), _day(at)))
        first = _day(begun)
        day = self._counted(first, limit.n, self.days(limit.unit), pauses)
        return Due(self.closes(day), self._is_provisional(first, day))

    def used(self, start: datetime, now: datetime, unit: Unit, pauses: Sequence[Pause] = ()) -> int:
        """Whole units used up between `start` and `now`; never falls as `now` moves on.

        A day is used up when the office closes, unless paused at that moment: see `due`. So at the
        due moment exactly n are used.
        """
        begun, until = _aware(start), _aware(now)
        if unit is Unit.HOUR:
            return self._hours_used(begun, until, pauses)
        days, first, last = self.days(unit), _day(begun), self._last_closed(until)
        used = days.between(first, last)
        for since, end in _merged(pauses):
            taken_from = max(first, self._last_closed(since))
            used -= days.between(taken_from, min(last, self._last_closed(end)))
        return used

    def share(
        self, start: datetime, limit: Limit, percent: int, pauses: Sequence[Pause] = ()
    ) -> datetime:
        """The moment (UTC) at which `percent` (1 to 100) of `limit` is used up.

        Ours: a day's share runs evenly over office hours, so 50% of one working day is the middle
        of the office day; whole days end when the office closes; rounded down to whole seconds.
        Pauses take out whole days, so a part of a day may lie in a pause that ended on that day.
        """
        begun = _aware(start)
        if limit.unit is Unit.HOUR:
            return self._elapsed(begun, ONE_SECOND * (limit.n * percent * 36), pauses)
        whole, rest = divmod(limit.n * percent, 100)
        first, days = _day(begun), self.days(limit.unit)
        if rest == 0:
            return self.closes(self._counted(first, whole, days, pauses))
        day = self._counted(first, whole + 1, days, pauses)
        return self.opens(day) + ONE_SECOND * (self.hours.seconds * rest // 100)

    def segments(
        self,
        start: datetime,
        end: datetime,
        pauses: Sequence[Pause] = (),
        unit: Unit = Unit.WORKING_DAY,
    ) -> tuple[Segment, ...]:
        """The stretches that cover `start` to `end` exactly; their `used` sum to used(start, end).

        A day belongs to the stretch in which the office closes on it. Empty if `end` is not later
        than `start`.
        """
        mark, last = _aware(start), _aware(end)
        found: list[Segment] = []
        counted = 0
        for since, until in [*self._clipped(mark, last, pauses), (last, last)]:
            if mark < since:
                total = self.used(start, since, unit, pauses)
                found.append(Segment(mark, since, "working", total - counted))
                counted = total
            if since < until:
                found.append(Segment(since, until, "suspended", 0))
            mark = until
        return tuple(found)

    def days(self, unit: Unit) -> Days:
        """How a unit of days is counted; hours have no days and count all of them."""
        return self.calendar if unit is Unit.WORKING_DAY else EVERY_DAY

    def opens(self, day: date) -> datetime:
        """When the office opens on `day`, in UTC."""
        return datetime.combine(day, self.hours.start, SHANGHAI).astimezone(UTC)

    def closes(self, day: date) -> datetime:
        """When the office closes on `day`, in UTC."""
        return datetime.combine(day, self.hours.end, SHANGHAI).astimezone(UTC)

    def _counted(self, first: date, n: int, days: Days, pauses: Sequence[Pause]) -> date:
        """The n-th counted day after `first`."""
        day = days.after(first, n)
        for since, until in _merged(pauses):
            taken_from = self._last_closed(since)
            if taken_from >= day:
                break
            n += days.between(max(first, taken_from), self._last_closed(until))
            day = days.after(first, n)
        return day

    def _elapsed(self, begun: datetime, span: timedelta, pauses: Sequence[Pause]) -> datetime:
        """`span` after `begun`, pauses taken out."""
        at = begun + span
        for since, until in _merged(pauses):
            if since >= at:
                break
            at += max(until - max(since, begun), timedelta(0))
        return at

    def _hours_used(self, begun: datetime, until: datetime, pauses: Sequence[Pause]) -> int:
        paused = (b - a for a, b in self._clipped(begun, until, pauses))
        return max(0, (until - begun - sum(paused, timedelta(0))) // ONE_HOUR)

    def _clipped(
        self, start: datetime, end: datetime, pauses: Sequence[Pause]
    ) -> list[tuple[datetime, datetime]]:
        """Merged pauses, only what lies between `start` and `end`."""
        clipped = ((max(since, start), min(until, end)) for since, until in _merged(pauses))
        return [(since, until) for since, until in clipped if since < until]

    def _last_closed(self, now: datetime) -> date:
        """The last day on which the office has closed by `now`."""
        local = now.astimezone(SHANGHAI)
        return local.date() if local.time() >= self.hours.end else local.date() - ONE_DAY

    def _is_provisional(self, first: date, due_day: date) -> bool:
        years = range(first.year, due_day.year + 1)
        return not self.calendar.official_years.issuperset(years)
