"""When a limit falls due, how much of it is used, and the stretches it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from baolian.rules.clock.days import EVERY_DAY, Days, WorkCalendar
from baolian.rules.clock.hours import EVERY_HOUR, NO_TIME, Hours, OfficeHours, OpenHours
from baolian.rules.clock.limits import Due, Limit, Pause, Segment, Unit
from baolian.rules.clock.moments import ONE_DAY, ONE_HOUR, ONE_SECOND, SHANGHAI, aware, day_of


def _merged(pauses: Sequence[Pause]) -> list[tuple[datetime, datetime]]:
    """Ascending, in UTC, neither overlapping nor touching nor empty."""
    if not pauses:
        return []
    merged: list[tuple[datetime, datetime]] = []
    for since, until in sorted((aware(pause.since), aware(pause.until)) for pause in pauses):
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
        closed yet. Hours run day and night, working hours while the office is open, both from
        `start` itself; pauses are taken out to the second.
        """
        begun = aware(start)
        if not limit.unit.is_of_days:
            at = self._elapsed(begun, ONE_HOUR * limit.n, self.hours_of(limit.unit), pauses)
            return Due(at, self._is_provisional(day_of(begun), day_of(at)))
        first = day_of(begun)
        day = self._counted(first, limit.n, self.days(limit.unit), pauses)
        return Due(self.closes(day), self._is_provisional(first, day))

    def used(self, start: datetime, now: datetime, unit: Unit, pauses: Sequence[Pause] = ()) -> int:
        """Whole units used up between `start` and `now`; never falls as `now` moves on.

        A day is used up when the office closes, unless paused at that moment: see `due`. So at the
        due moment exactly n are used.
        """
        begun, until = aware(start), aware(now)
        if not unit.is_of_days:
            return self._hours_used(begun, until, self.hours_of(unit), pauses)
        days, first, last = self.days(unit), day_of(begun), self._last_closed(until)
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
        begun = aware(start)
        if not limit.unit.is_of_days:
            span = ONE_SECOND * (limit.n * percent * 36)
            return self._elapsed(begun, span, self.hours_of(limit.unit), pauses)
        whole, rest = divmod(limit.n * percent, 100)
        first, days = day_of(begun), self.days(limit.unit)
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
        mark, last = aware(start), aware(end)
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

    def latest(self, due_at: datetime, limit: Limit) -> datetime:
        """The last moment (UTC) at which `limit` is still left before `due_at`; pauses ahead are
        not looked at. Ours: of days, when the office closes on the day from which n are left."""
        at = aware(due_at)
        if not limit.unit.is_of_days:
            return self.hours_of(limit.unit).before(at, ONE_HOUR * limit.n)
        return self.closes(self.days(limit.unit).before(day_of(at), limit.n))

    def same_day(self, moment: datetime) -> Due:
        """When "on the same day" (当日) ends: when the office closes. Ours: what comes after that,
        or on a day off, has the next working day."""
        first = day_of(aware(moment))
        day = self.calendar.after(self._last_closed(moment), 1)
        return Due(self.closes(day), self._is_provisional(first, day))

    def days(self, unit: Unit) -> Days:
        """How a unit of days is counted; hours have no days and count all of them."""
        return self.calendar if unit is Unit.WORKING_DAY else EVERY_DAY

    def hours_of(self, unit: Unit) -> Hours:
        """How a unit of hours is counted."""
        return OpenHours(self.calendar, self.hours) if unit is Unit.WORKING_HOUR else EVERY_HOUR

    def opens(self, day: date) -> datetime:
        """When the office opens on `day`, in UTC."""
        return self.hours.opens(day)

    def closes(self, day: date) -> datetime:
        """When the office closes on `day`, in UTC."""
        return self.hours.closes(day)

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

    def _elapsed(
        self, begun: datetime, span: timedelta, hours: Hours, pauses: Sequence[Pause]
    ) -> datetime:
        """`span` after `begun`, pauses taken out."""
        at = hours.after(begun, span)
        for since, until in _merged(pauses):
            if since >= at:
                break
            span += hours.between(max(since, begun), until)
            at = hours.after(begun, span)
        return at

    def _hours_used(
        self, begun: datetime, until: datetime, hours: Hours, pauses: Sequence[Pause]
    ) -> int:
        paused = (hours.between(a, b) for a, b in self._clipped(begun, until, pauses))
        return (hours.between(begun, until) - sum(paused, NO_TIME)) // ONE_HOUR

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
