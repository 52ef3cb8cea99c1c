"""Hours that run only while the office is open, against an oracle that walks minute by minute."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import islice

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.clock import Clock, Limit, OfficeHours, Pause, Segment, Unit
from baolian.rules.ladder import BeforeDue, Overdue, Running, ShareUsed, moment

from . import oracle
from .oracle import CLOCK, at

HOUR = Unit.WORKING_HOUR
MINUTE = timedelta(minutes=1)
STARTS = oracle.moments("2022-01-20", "2022-05-10")  # over the Spring Festival and 1 May
is_workday = lru_cache(chinese_calendar.is_workday)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Up to three, of a minute to three days, near each other."""
    since, found = draw(STARTS), []
    for _ in range(draw(st.integers(0, 3))):
        since += MINUTE * draw(st.integers(-600, 2000))
        found.append(Pause(since, since + MINUTE * draw(st.integers(0, 3 * 24 * 60))))
    return tuple(found)


def minutes(start: datetime, stops: Sequence[Pause]) -> Iterator[datetime]:
    """The beginning of every minute that counts."""
    minute = start
    while True:
        local = minute.astimezone(oracle.LOCAL)
        is_open = is_workday(local.date()) and oracle.OPENS <= local.time() < oracle.CLOSES
        if is_open and not any(p.since <= minute < p.until for p in stops):
            yield minute
        minute += MINUTE


def due(start: datetime, n: int, *stops: Pause) -> datetime:
    return CLOCK.due(start, Limit(n, HOUR), stops).at


def running(start: datetime, n: int, *stops: Pause) -> Running:
    limit = Limit(n, HOUR)
    return Running(start, limit, CLOCK.due(start, limit, stops), stops, CLOCK)


@given(STARTS, st.integers(1, 30), pauses())
def test_due_equals_the_oracle(start: datetime, n: int, stops: tuple[Pause, ...]) -> None:
    last = next(islice(minutes(start, stops), n * 60 - 1, None))
    assert due(start, n, *stops) == last + MINUTE


@given(STARTS, st.integers(0, 12 * 24 * 60), pauses())
def test_used_equals_the_oracle(start: datetime, length: int, stops: tuple[Pause, ...]) -> None:
    now = start + MINUTE * length
    counted = 0
    for minute in minutes(start, stops):
        if minute >= now:
            break
        counted += 1
    assert CLOCK.used(start, now, HOUR, stops) == counted // 60


@given(STARTS, st.integers(1, 20), st.integers(1, 100), pauses())
def test_a_share_equals_the_oracle(
    start: datetime, n: int, percent: int, stops: tuple[Pause, ...]
) -> None:
    """To the second inside the last minute that is counted."""
    whole, rest = divmod(n * percent * 36, 60)
    found = moment(ShareUsed(percent), running(start, n, *stops))
    last = next(islice(minutes(start, stops), whole if rest else whole - 1, None))
    assert found == last + (timedelta(seconds=rest) if rest else MINUTE)


@given(STARTS, st.integers(1, 30), st.integers(1, 40))
def test_before_due_is_the_last_moment_from_which_so_much_is_left(
    start: datetime, n: int, hours: int
) -> None:
    deadline = running(start, n)
    found = moment(BeforeDue(Limit(hours, HOUR)), deadline)
    assert found is not None
    left = CLOCK.used(found, deadline.due.at, HOUR)
    assert found == start or left == hours
    assert CLOCK.used(found + timedelta(seconds=1), deadline.due.at, HOUR) < hours
    assert left <= hours


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (at("2022-03-04", "10:00"), 4, at("2022-03-04", "14:00")),  # a Friday
        (at("2022-03-04", "10:00"), 8, at("2022-03-04", "18:00")),  # not Monday's opening
        (at("2022-03-04", "10:00"), 9, at("2022-03-07", "09:00")),
        (at("2022-03-04", "17:59:30"), 1, at("2022-03-07", "08:59:30")),  # to the second
        (at("2022-03-04", "20:00"), 1, at("2022-03-07", "09:00")),
        (at("2022-03-05", "12:00"), 10, at("2022-03-07", "18:00")),
        (at("2022-03-07", "03:00"), 1, at("2022-03-07", "09:00")),
        (at("2022-01-28", "17:00"), 2, at("2022-01-29", "09:00")),  # a make-up Saturday
        (at("2022-01-30", "17:00"), 2, at("2022-02-07", "09:00")),  # over the Spring Festival
    ],
)
def test_due(start: datetime, n: int, expected: datetime) -> None:
    assert due(start, n) == expected


def test_pauses_are_taken_out_only_while_the_office_is_open() -> None:
    start = at("2022-03-07", "10:00")
    assert due(start, 2, Pause(at("2022-03-07", "11:00:30"), at("2022-03-07", "11:30:45"))) == at(
        "2022-03-07", "12:30:15"
    )
    night = Pause(at("2022-03-07", "18:00"), at("2022-03-08", "08:00"))
    assert due(start, 9, night) == due(start, 9) == at("2022-03-08", "09:00")
    over = Pause(at("2022-03-07", "17:00"), at("2022-03-08", "10:00"))
    assert due(start, 8, over) == at("2022-03-08", "11:00")


def test_a_pause_begun_when_due_moves_nothing() -> None:
    pause = Pause(at("2022-03-07", "12:00"), at("2022-03-09", "12:00"))
    assert due(at("2022-03-07", "10:00"), 2, pause) == at("2022-03-07", "12:00")


def test_a_pause_before_the_start_counts_from_the_start() -> None:
    pause = Pause(at("2022-02-07"), at("2022-03-07", "11:00"))
    assert due(at("2022-03-07", "10:00"), 1, pause) == at("2022-03-07", "12:00")


def test_segments() -> None:
    start, end = at("2022-03-07", "10:00"), at("2022-03-08", "18:00")
    since, until = at("2022-03-07", "12:30"), at("2022-03-08", "09:30")
    assert CLOCK.segments(start, end, (Pause(since, until),), HOUR) == (
        Segment(start, since, "working", 2),
        Segment(since, until, "suspended", 0),
        Segment(until, end, "working", 9),  # 2:30 and 8:30 are 11 whole hours
    )


def test_rungs_around_the_due_moment() -> None:
    deadline = running(at("2022-03-04", "10:00"), 9)  # due on Monday at 9:00
    assert moment(BeforeDue(Limit(1, HOUR)), deadline) == at("2022-03-07", "08:00")
    assert moment(BeforeDue(Limit(2, HOUR)), deadline) == at("2022-03-04", "17:00")
    assert moment(BeforeDue(Limit(30, HOUR)), deadline) == at("2022-03-04", "10:00")
    assert moment(Overdue(Limit(1, HOUR)), deadline) == at("2022-03-07", "10:00")
    assert moment(Overdue(Limit(1, Unit.WORKING_DAY)), deadline) == at("2022-03-08", "18:00")


def test_before_a_due_moment_on_a_day_off() -> None:
    """A limit in calendar days may end on a Saturday; the hour before it was Friday's last."""
    start, limit = at("2022-03-01"), Limit(4, Unit.CALENDAR_DAY)
    saturday = Running(start, limit, CLOCK.due(start, limit), (), CLOCK)
    assert moment(BeforeDue(Limit(1, HOUR)), saturday) == at("2022-03-04", "17:00")


def test_provisional_as_days_are() -> None:
    assert CLOCK.due(at("2026-12-31", "17:30"), Limit(1, HOUR)).provisional
    assert not CLOCK.due(at("2026-12-31", "17:00"), Limit(1, HOUR)).provisional


def test_other_office_hours() -> None:
    clock = Clock(oracle.CALENDAR, OfficeHours(time(9), time(17, 30)))
    assert clock.due(at("2022-03-04", "17:00"), Limit(1, HOUR)).at == at("2022-03-07", "09:30")


class TestLatest:
    """The last moment at which so much is still left, asked for by extensions."""

    DUE = at("2022-03-16", "18:00")  # a Wednesday

    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            (Limit(1, Unit.WORKING_DAY), at("2022-03-15", "18:00")),
            (Limit(3, Unit.WORKING_DAY), at("2022-03-11", "18:00")),
            (Limit(3, Unit.CALENDAR_DAY), at("2022-03-13", "18:00")),
            (Limit(24, Unit.HOUR), at("2022-03-15", "18:00")),
            (Limit(11, HOUR), at("2022-03-15", "17:00")),
        ],
    )
    def test_of_each_unit(self, limit: Limit, expected: datetime) -> None:
        assert CLOCK.latest(self.DUE, limit) == expected


class TestSameDay:
    @pytest.mark.parametrize(
        ("moment", "expected"),
        [
            (at("2022-03-04", "07:00"), "2022-03-04"),
            (at("2022-03-04", "17:59:59"), "2022-03-04"),
            (at("2022-03-04", "18:00"), "2022-03-07"),  # the office has closed
            (at("2022-03-05", "09:00"), "2022-03-07"),
        ],
    )
    def test_ends_when_the_office_closes(self, moment: datetime, expected: str) -> None:
        assert CLOCK.same_day(moment).at == at(expected, "18:00")

    def test_may_be_provisional(self) -> None:
        assert not CLOCK.same_day(at("2026-12-31", "10:00")).provisional
        assert CLOCK.same_day(at("2026-12-31", "19:00")).provisional
