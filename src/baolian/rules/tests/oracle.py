"""What the clock must say, counted one day at a time and with nothing of ours but the data types.

Working days come from the chinesecalendar package, which raises NotImplementedError outside
2004-2026. Local time is UTC+8 written out, so that a wrong time zone would be seen.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import takewhile

import chinese_calendar
from hypothesis import strategies as st

from baolian.rules.calendars import china
from baolian.rules.clock import Clock, OfficeHours, Pause, Unit

LOCAL = timezone(timedelta(hours=8))
OPENS, CLOSES = time(8), time(18)
ONE_DAY = timedelta(days=1)
CALENDAR = china().calendar()
CLOCK = Clock(CALENDAR, OfficeHours(OPENS, CLOSES))
DAY_UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY])


def at(day: str, clock: str = "10:00") -> datetime:
    """A moment in Shanghai, in UTC."""
    return datetime.fromisoformat(f"{day}T{clock}+08:00").astimezone(UTC)


def local_day(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def closing(day: date) -> datetime:
    return datetime.combine(day, CLOSES, LOCAL)


def closes_in(day: date, since: datetime, until: datetime) -> bool:
    return since < closing(day) <= until


def counts(unit: Unit) -> Callable[[date], bool]:
    return chinese_calendar.is_workday if unit is Unit.WORKING_DAY else lambda day: True


def counted_days(start: datetime, unit: Unit, pauses: Sequence[Pause]) -> Iterator[date]:
    is_counted, day = counts(unit), local_day(start)
    while True:
        day += ONE_DAY
        if is_counted(day) and not any(closes_in(day, p.since, p.until) for p in pauses):
            yield day


def due(start: datetime, n: int, unit: Unit, pauses: Sequence[Pause]) -> datetime:
    days = counted_days(start, unit, pauses)
    return closing([next(days) for _ in range(n)][-1])


def used(start: datetime, now: datetime, unit: Unit, pauses: Sequence[Pause]) -> int:
    days = counted_days(start, unit, pauses)
    return sum(1 for _ in takewhile(lambda day: closing(day) <= now, days))


def moments(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Whole minutes between two local days, every other one a closing, in UTC."""
    begin, end = at(first, "00:00"), at(last, "23:59")
    minutes = st.integers(0, int((end - begin).total_seconds() // 60))
    days = st.integers(0, (end - begin).days)
    return st.one_of(
        minutes.map(lambda n: begin + timedelta(minutes=n)),
        days.map(lambda n: closing(local_day(begin) + ONE_DAY * n).astimezone(UTC)),
    )


def pauses(first: str, last: str, at_most: int = 4) -> st.SearchStrategy[tuple[Pause, ...]]:
    """Pauses in any order, which may overlap, touch or be empty."""
    minutes, days = st.integers(0, 20 * 24 * 60), st.integers(0, 20)
    lengths = st.one_of(minutes.map(lambda n: timedelta(minutes=n)), days.map(ONE_DAY.__mul__))
    one = st.builds(
        lambda since, length: Pause(since, since + length), moments(first, last), lengths
    )
    return st.lists(one, max_size=at_most).map(tuple)
