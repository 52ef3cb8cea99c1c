"""Working days against a day-by-day oracle, and the calendar's own arithmetic."""

from collections import Counter
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.clock import Limit, Unit, WorkCalendar

from . import oracle

ONE_DAY = timedelta(days=1)
ARRANGED = st.dates(date(2018, 1, 1), date(2026, 12, 31))
ANY_DAY = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def weekends_only() -> WorkCalendar:
    return WorkCalendar("none", frozenset(), frozenset(), frozenset())


def working_days_until_the_end_of_2026(start: date) -> list[date]:
    days: list[date] = []
    day = start
    while len(days) < 60:
        day += ONE_DAY
        try:
            is_workday = chinese_calendar.is_workday(day)
        except NotImplementedError:
            return days
        days += [day] * is_workday
    return days


def test_every_start_2020_to_2026_by_1_to_60_working_days() -> None:
    found: Counter[str] = Counter()
    start = date(2020, 1, 1)
    while start <= date(2026, 12, 31):
        expected, begun = working_days_until_the_end_of_2026(start), oracle.at(str(start))
        for n in range(1, 61):
            due = oracle.CLOCK.due(begun, Limit(n, Unit.WORKING_DAY))
            if n <= len(expected):
                equal = due.at == oracle.closing(expected[n - 1]) and not due.provisional
                found["equal" if equal else "wrong"] += 1
            else:
                is_flagged = due.provisional and oracle.local_day(due.at).year == 2027
                found["provisional" if is_flagged else "wrong"] += 1
        start += ONE_DAY
    assert found == {"equal": 150_907, "provisional": 2_513}
    assert found.total() == 153_420


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-02-12", 5, "2026-02-26"),  # Spring Festival with a make-up Saturday before it
        ("2026-09-18", 5, "2026-09-24"),  # a make-up Sunday
        ("2025-09-26", 3, "2025-09-30"),  # a make-up Sunday before the National Day
        ("2022-03-04", 1, "2022-03-07"),  # a Friday
        ("2022-03-05", 1, "2022-03-07"),  # a Saturday does not skip the Monday
    ],
)
def test_vectors(start: str, n: int, expected: str) -> None:
    assert oracle.CALENDAR.after(date.fromisoformat(start), n) == date.fromisoformat(expected)


@given(ARRANGED, ARRANGED)
def test_between_counts_days(start: date, end: date) -> None:
    span = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    assert oracle.CALENDAR.between(start, end) == sum(map(chinese_calendar.is_workday, span))


@given(ANY_DAY, st.integers(1, 600))
def test_after_and_between_agree(start: date, n: int) -> None:
    end = oracle.CALENDAR.after(start, n)
    assert oracle.CALENDAR.is_workday(end)
    assert oracle.CALENDAR.between(start, end) == n
    assert oracle.CALENDAR.between(start, end - ONE_DAY) == n - 1


@given(ANY_DAY, st.integers(1, 600))
def test_before_and_between_agree(day: date, n: int) -> None:
    start = oracle.CALENDAR.before(day, n)
    assert oracle.CALENDAR.is_workday(start)
    assert oracle.CALENDAR.between(start, day) == n


@given(st.lists(ANY_DAY, min_size=2, max_size=6))
def test_the_order_of_questions_does_not_matter(days: list[date]) -> None:
    asked = weekends_only()
    for day in days:
        fresh = weekends_only()
        assert asked.after(day, 300) == fresh.after(day, 300)
        assert asked.before(day, 300) == weekends_only().before(day, 300)
        assert asked.between(days[0], day) == weekends_only().between(days[0], day)


def test_a_fresh_calendar_steps_over_new_year() -> None:
    friday, monday = date(2021, 12, 31), date(2022, 1, 3)
    assert weekends_only().after(friday, 1) == monday
    assert weekends_only().before(monday, 1) == friday
    assert weekends_only().between(friday, monday) == 1


def test_the_cache_is_no_part_of_the_value() -> None:
    asked = weekends_only()
    asked.after(date(2022, 1, 1), 1)
    assert asked == weekends_only()
    assert hash(asked) == hash(weekends_only())
    assert "ordinals" not in repr(asked)


def test_a_make_up_day_wins_over_a_day_off() -> None:
    sunday, monday = date(2022, 3, 6), date(2022, 3, 7)
    both = frozenset({sunday, monday})
    calendar = WorkCalendar("both", both, both, frozenset({2022}))
    assert calendar.is_workday(monday)
    assert calendar.after(date(2022, 3, 4), 2) == monday


def test_official_years() -> None:
    assert oracle.CALENDAR.is_official(date(2026, 12, 31))
    assert not oracle.CALENDAR.is_official(date(2027, 1, 1))
    assert not oracle.CALENDAR.is_official(date(2017, 12, 31))


@pytest.mark.parametrize("n", [0, -1])
def test_less_than_one_day_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match=f"{n} days: expected at least 1"):
        oracle.CALENDAR.after(date(2022, 1, 1), n)
    with pytest.raises(ValueError, match=f"{n} days: expected at least 1"):
        oracle.CALENDAR.before(date(2022, 1, 1), n)


def test_the_ends_of_time() -> None:
    with pytest.raises(OverflowError, match="2200 and 2201: expected years from 1900 to 2200"):
        weekends_only().after(date(2200, 12, 1), 60)
    with pytest.raises(OverflowError, match="1899 and 1900"):
        weekends_only().before(date(1900, 1, 31), 60)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_what_lies_far_off_is_neither_counted_nor_kept(day: date) -> None:
    calendar, monday = weekends_only(), date(2022, 3, 7)
    assert calendar.between(monday, date(2022, 3, 14)) == 5
    kept = calendar._span
    with pytest.raises(OverflowError):
        calendar.between(min(day, monday), max(day, monday))
    assert calendar._span is kept
    # nor does it stand in the way of what is asked next, where it was asked first
    calendar = weekends_only()
    with pytest.raises(OverflowError):
        calendar.after(day, 1)
    assert calendar.after(monday, 1) == date(2022, 3, 8)
