"""Ways of counting hours: day and night, or only while the office is open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from baolian.rules.clock.days import WorkCalendar
from baolian.rules.clock.moments import ONE_DAY, ONE_SECOND, SHANGHAI, day_of

NO_TIME = timedelta(0)


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

    def opens(self, day: date) -> datetime:
        """When the office opens on `day`, in UTC."""
        return datetime.combine(day, self.start, SHANGHAI).astimezone(UTC)

    def closes(self, day: date) -> datetime:
        """When the office closes on `day`, in UTC."""
        return datetime.combine(day, self.end, SHANGHAI).astimezone(UTC)


def _second_of_day(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


class Hours(Protocol):
    """A way of counting time; moments are UTC, `span` is longer than nothing."""

    def after(self, begun: datetime, span: timedelta) -> datetime: ...
    def before(self, at: datetime, span: timedelta) -> datetime: ...
    def between(self, since: datetime, until: datetime) -> timedelta: ...


class EveryHour:
    """Day and night."""

    def after(self, begun: datetime, span: timedelta) -> datetime:
        return begun + span

    def before(self, at: datetime, span: timedelta) -> datetime:
        return at - span

    def between(self, since: datetime, until: datetime) -> timedelta:
        return max(NO_TIME, until - since)


EVERY_HOUR = EveryHour()


@dataclass(frozen=True)
class OpenHours:
    """Only while the office is open: between its hours, on working days."""

    calendar: WorkCalendar
    hours: OfficeHours

    def after(self, begun: datetime, span: timedelta) -> datetime:
        """The first moment by which the office was open for `span` since `begun`: what ends a day
        exactly ends when the office closes, not when it opens again."""
        whole, rest = divmod(self._passed(begun) + span, self._one_day)
        if not rest:
            whole, rest = whole - 1, self._one_day
        return self.hours.opens(self.calendar.after(day_of(begun) - ONE_DAY, whole + 1)) + rest

    def before(self, at: datetime, span: timedelta) -> datetime:
        """The last moment from which the office is open for `span` until `at`: the opening of a
        day rather than the closing of the one before."""
        whole, rest = divmod(self._passed(at) - span, self._one_day)
        day = self.calendar.after(day_of(at) - ONE_DAY, 1)
        return self.hours.opens(self.calendar.before(day, -whole) if whole else day) + rest

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How long it was open; nothing if `until` is not later."""
        if until <= since:
            return NO_TIME
        days = self.calendar.between(day_of(since) - ONE_DAY, day_of(until) - ONE_DAY)
        return self._one_day * days + self._passed(until) - self._passed(since)

    @property
    def _one_day(self) -> timedelta:
        return ONE_SECOND * self.hours.seconds

    def _passed(self, moment: datetime) -> timedelta:
        """How long the office has been open on that day."""
        day = day_of(moment)
        if not self.calendar.is_workday(day):
            return NO_TIME
        return min(max(NO_TIME, moment - self.hours.opens(day)), self._one_day)
