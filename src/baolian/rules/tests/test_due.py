"""When a limit falls due."""

from datetime import UTC, datetime, time, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.clock import Clock, Limit, OfficeHours, Pause, Unit

from . import oracle
from .oracle import CLOCK, at

WORKING = Unit.WORKING_DAY
STARTS = oracle.moments("2021-01-01", "2023-06-30")
PAUSES = oracle.pauses("2020-12-01", "2023-09-30")


def due(start: datetime, n: int, unit: Unit = WORKING, *pauses: Pause) -> datetime:
    return CLOCK.due(start, Limit(n, unit), pauses).at


@given(STARTS, st.integers(1, 60), oracle.DAY_UNITS, PAUSES)
def test_days_equal_the_oracle(
    start: datetime, n: int, unit: Unit, pauses: tuple[Pause, ...]
) -> None:
    assert due(start, n, unit, *pauses) == oracle.due(start, n, unit, pauses)


@given(STARTS, st.integers(1, 40), st.data())
def test_due_moves_exactly_by_the_working_days_that_close_paused(
    start: datetime, n: int, data: st.DataObject
) -> None:
    plain = due(start, n)
    since = start + timedelta(minutes=data.draw(st.integers(0, 60 * 24 * 60)))
    until = since + timedelta(minutes=data.draw(st.integers(0, 60 * 24 * 60)))
    moved = due(start, n, WORKING, Pause(since, until))
    first, last = oracle.local_day(start), oracle.local_day(until)
    after_start = (first + oracle.ONE_DAY * k for k in range(1, (last - first).days + 1))
    taken = [day for day in after_start if oracle.closes_in(day, since, until)]
    expected = sum(map(chinese_calendar.is_workday, taken)) if since < plain else 0
    assert oracle.CALENDAR.between(oracle.local_day(plain), oracle.local_day(moved)) == expected


@given(STARTS, st.integers(1, 40), oracle.DAY_UNITS, PAUSES)
def test_days_never_fall_due_while_paused(
    start: datetime, n: int, unit: Unit, pauses: tuple[Pause, ...]
) -> None:
    found = due(start, n, unit, *pauses)
    assert not any(p.since < found <= p.until for p in pauses)


@given(STARTS, st.integers(1, 200), PAUSES)
def test_hours_are_elapsed_hours(start: datetime, n: int, pauses: tuple[Pause, ...]) -> None:
    """Counted minute by minute: the strategies give whole minutes."""
    minute, left = start, n * 60
    while left:
        inside = [p.until for p in pauses if p.since <= minute < p.until]
        minute, left = (max(inside), left) if inside else (minute + timedelta(minutes=1), left - 1)
    assert due(start, n, Unit.HOUR, *pauses) == minute


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (at("2022-03-04", "08:00"), "2022-03-07"),
        (at("2022-03-04", "23:59"), "2022-03-07"),
        (at("2022-03-07", "00:00"), "2022-03-08"),  # still the 6th in UTC
    ],
)
def test_the_local_day_of_the_event_is_not_counted(start: datetime, expected: str) -> None:
    assert due(start, 1) == at(expected, "18:00")


def test_due_is_in_utc_whatever_the_start() -> None:
    start = datetime.fromisoformat("2022-03-04T01:00-05:00")
    found = CLOCK.due(start, Limit(1, WORKING))
    assert found.at == at("2022-03-07", "18:00")
    assert found.at.tzinfo is UTC
    assert CLOCK.due(start, Limit(1, Unit.HOUR)).at.tzinfo is UTC


def test_calendar_days_do_not_roll_to_a_working_day() -> None:
    assert due(at("2022-03-01"), 4, Unit.CALENDAR_DAY) == at("2022-03-05", "18:00")  # a Saturday


class TestPauses:
    @pytest.mark.parametrize(("n", "expected"), [(1, "2022-03-10"), (3, "2022-03-14")])
    def test_the_day_it_begins_is_taken_out_and_the_day_it_ends_counts(
        self, n: int, expected: str
    ) -> None:
        pause = Pause(at("2022-03-08", "09:00"), at("2022-03-10", "09:00"))
        assert due(at("2022-03-07"), n, WORKING, pause) == at(expected, "18:00")

    @pytest.mark.parametrize(
        ("since", "until"),
        [
            (at("2022-03-08", "09:00"), at("2022-03-08", "17:59:59")),
            (at("2022-03-08", "18:00"), at("2022-03-09", "17:59:59")),  # over the night
        ],
    )
    def test_between_two_closings_moves_nothing(self, since: datetime, until: datetime) -> None:
        assert due(at("2022-03-07"), 1, WORKING, Pause(since, until)) == at("2022-03-08", "18:00")
        assert due(at("2022-03-07"), 3, WORKING, Pause(since, until)) == at("2022-03-10", "18:00")

    def test_a_minute_over_closing_takes_the_day_out(self) -> None:
        pause = Pause(at("2022-03-08", "17:59:30"), at("2022-03-08", "18:00:30"))
        assert due(at("2022-03-07"), 1, WORKING, pause) == at("2022-03-09", "18:00")

    @pytest.mark.parametrize("clock", ["00:00", "10:00", "17:59:59"])
    def test_begun_on_the_due_day_before_closing_moves_due_on(self, clock: str) -> None:
        pause = Pause(at("2022-03-08", clock), at("2022-03-18"))  # a Friday
        assert due(at("2022-03-07"), 1, WORKING, pause) == at("2022-03-18", "18:00")
        assert due(at("2022-03-07"), 1, Unit.CALENDAR_DAY, pause) == at("2022-03-18", "18:00")

    @pytest.mark.parametrize("clock", ["18:00", "19:00"])
    def test_begun_on_the_due_day_after_closing_moves_nothing(self, clock: str) -> None:
        pause = Pause(at("2022-03-08", clock), at("2022-03-18"))
        assert due(at("2022-03-07"), 1, WORKING, pause) == at("2022-03-08", "18:00")
        assert due(at("2022-03-07"), 1, Unit.CALENDAR_DAY, pause) == at("2022-03-08", "18:00")

    @pytest.mark.parametrize(
        ("clock", "working", "calendar"),
        [
            ("11:00", "2022-03-11", "2022-03-11"),
            ("17:59:59", "2022-03-11", "2022-03-11"),
            ("18:00", "2022-03-14", "2022-03-12"),  # closing itself is paused; then a weekend
            ("19:00", "2022-03-14", "2022-03-12"),
        ],
    )
    def test_the_day_it_ends_counts_if_the_office_has_not_closed(
        self, clock: str, working: str, calendar: str
    ) -> None:
        pause = Pause(at("2022-03-08"), at("2022-03-11", clock))  # Tuesday to Friday
        assert due(at("2022-03-07"), 1, WORKING, pause) == at(working, "18:00")
        assert due(at("2022-03-07"), 1, Unit.CALENDAR_DAY, pause) == at(calendar, "18:00")

    def test_over_a_weekend_takes_out_calendar_days_only(self) -> None:
        pause = Pause(at("2022-03-11", "18:00"), at("2022-03-14"))  # Friday to Monday
        assert due(at("2022-03-10"), 2, WORKING, pause) == at("2022-03-14", "18:00")
        assert due(at("2022-03-10"), 2, Unit.CALENDAR_DAY) == at("2022-03-12", "18:00")
        assert due(at("2022-03-10"), 2, Unit.CALENDAR_DAY, pause) == at("2022-03-14", "18:00")

    @pytest.mark.parametrize(
        ("clock", "expected"), [("10:00", "2022-03-08"), ("18:00", "2022-03-09")]
    )
    def test_begun_before_the_start_counts_from_the_start(self, clock: str, expected: str) -> None:
        pause = Pause(at("2022-02-01"), at("2022-03-08", clock))
        assert due(at("2022-03-07"), 1, WORKING, pause) == at(expected, "18:00")

    def test_ended_before_the_start_moves_nothing(self) -> None:
        pause = Pause(at("2022-02-01"), at("2022-02-08"))
        assert due(at("2022-03-07"), 1, WORKING, pause) == at("2022-03-08", "18:00")
        assert due(at("2022-03-07"), 1, Unit.HOUR, pause) == at("2022-03-07", "11:00")

    def test_over_the_closing_of_the_start_day_moves_nothing(self) -> None:
        pause = Pause(at("2022-03-07", "12:00"), at("2022-03-08"))
        assert due(at("2022-03-07"), 1, WORKING, pause) == at("2022-03-08", "18:00")

    def test_a_pause_moves_due_into_the_next(self) -> None:
        first = Pause(at("2022-03-08", "12:00"), at("2022-03-09"))
        second = Pause(at("2022-03-09", "12:00"), at("2022-03-10"))
        assert due(at("2022-03-07"), 1, WORKING, second) == at("2022-03-08", "18:00")
        assert due(at("2022-03-07"), 1, WORKING, second, first) == at("2022-03-10", "18:00")

    def test_overlapping_ones_count_once(self) -> None:
        pauses = (
            Pause(at("2022-03-08"), at("2022-03-10")),
            Pause(at("2022-03-09"), at("2022-03-10")),
        )
        assert due(at("2022-03-07"), 3, WORKING, *pauses) == at("2022-03-14", "18:00")

    def test_hours_begun_when_due_moves_nothing(self) -> None:
        pause = Pause(at("2022-03-07", "11:00"), at("2022-03-08"))
        assert due(at("2022-03-07"), 1, Unit.HOUR, pause) == at("2022-03-07", "11:00")


class TestProvisional:
    @pytest.mark.parametrize(
        ("start", "limit"),
        [
            (at("2026-12-31"), Limit(1, WORKING)),
            (at("2017-12-29"), Limit(1, WORKING)),  # begun in a year without data
            (at("2026-12-31", "23:30"), Limit(1, Unit.HOUR)),
            (at("2026-12-28"), Limit(9, Unit.CALENDAR_DAY)),
        ],
    )
    def test_touches_a_year_nobody_arranged(self, start: datetime, limit: Limit) -> None:
        assert CLOCK.due(start, limit).provisional

    @pytest.mark.parametrize(
        ("start", "limit"),
        [
            (at("2026-12-01"), Limit(5, WORKING)),
            (at("2026-12-30"), Limit(1, WORKING)),
            (at("2018-01-01"), Limit(1, WORKING)),
            (at("2026-12-31", "22:00"), Limit(1, Unit.HOUR)),
        ],
    )
    def test_stays_within_arranged_years(self, start: datetime, limit: Limit) -> None:
        assert not CLOCK.due(start, limit).provisional

    def test_a_pause_can_carry_it_there(self) -> None:
        pause = Pause(at("2026-12-10"), at("2026-12-30"))
        assert CLOCK.due(at("2026-12-09"), Limit(5, WORKING), (pause,)).provisional


class TestRefused:
    NAIVE = datetime(2022, 3, 7, 10)  # noqa: DTZ001

    def test_a_naive_start(self) -> None:
        with pytest.raises(ValueError, match="naive datetime 2022-03-07T10:00:00: expected one"):
            due(self.NAIVE, 1)
        with pytest.raises(ValueError, match="naive datetime"):
            due(self.NAIVE, 1, Unit.HOUR)

    def test_a_naive_pause(self) -> None:
        with pytest.raises(ValueError, match="naive datetime"):
            Pause(self.NAIVE, at("2022-03-08"))
        with pytest.raises(ValueError, match="naive datetime"):
            Pause(at("2022-03-01"), self.NAIVE)

    def test_a_pause_that_ends_before_it_begins(self) -> None:
        with pytest.raises(ValueError, match="expected not before 2022-03-08"):
            Pause(at("2022-03-08"), at("2022-03-07"))

    @pytest.mark.parametrize("n", [0, -3])
    def test_a_limit_of_nothing(self, n: int) -> None:
        with pytest.raises(ValueError, match=f"a limit of {n} hour: expected at least 1"):
            Limit(n, Unit.HOUR)

    def test_office_hours_over_midnight(self) -> None:
        with pytest.raises(ValueError, match="expected start before end"):
            OfficeHours(time(18), time(8))


def test_other_office_hours() -> None:
    clock = Clock(oracle.CALENDAR, OfficeHours(time(8, 30), time(17, 30, 15)))
    assert clock.hours.seconds == 9 * 3600 + 15
    assert clock.due(at("2022-03-07"), Limit(1, WORKING)).at == at("2022-03-08", "17:30:15")


def test_days_off_count_only_where_the_unit_is_not_a_working_one() -> None:
    saturday, hour = at("2022-03-05"), Limit(1, Unit.HOUR)
    assert CLOCK.due(saturday, hour).at == saturday + timedelta(hours=1)
    assert {unit for unit in Unit if unit.is_working} == {Unit.WORKING_DAY, Unit.WORKING_HOUR}
