"""Ways of counting days: all of them, or the working ones of a published calendar."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from baolian.rules.clock.moments import ONE_DAY

# no office reckons beyond; a year of four wrong digits would make millions of days, and keep them
FIRST_YEAR, LAST_YEAR = 1900, 2200


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
        OverflowError outside the years that are counted."""
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
        OverflowError outside the years that are counted."""
        _at_least_one(n)
        low = day.year
        while True:
            ordinals = self._working(low, day.year)
            index = bisect_right(ordinals, day.toordinal()) - n - 1
            if index >= 0:
                return date.fromordinal(ordinals[index])
            low -= 1

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`; 0 if `end` is not later. Raises
        OverflowError outside the years that are counted."""
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
        if low < FIRST_YEAR or high > LAST_YEAR:
            raise OverflowError(
                f"working days between the years {low} and {high}: "
                f"expected years from {FIRST_YEAR} to {LAST_YEAR}"
            )
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
