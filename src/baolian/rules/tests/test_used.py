"""How much of a limit is used up, and the segments it is made of."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.clock import Limit, Pause, Segment, Unit

from . import oracle
from .oracle import CLOCK, at

WORKING = Unit.WORKING_DAY
STARTS = oracle.moments("2022-01-01", "2022-04-30")
NOWS = oracle.moments("2022-01-01", "2022-06-30")
PAUSES = oracle.pauses("2021-12-15", "2022-06-30")
UNITS = st.sampled_from(list(Unit))
MINUTES = st.integers(0, 90 * 24 * 60).map(lambda n: timedelta(minutes=n))


@given(STARTS, NOWS, oracle.DAY_UNITS, PAUSES)
def test_days_equal_the_oracle(
    start: datetime, now: datetime, unit: Unit, pauses: tuple[Pause, ...]
) -> None:
    assert CLOCK.used(start, now, unit, pauses) == oracle.used(start, now, unit, pauses)


@given(STARTS, NOWS, PAUSES)
def test_hours_are_counted_to_the_minute(
    start: datetime, now: datetime, pauses: tuple[Pause, ...]
) -> None:
    """Sums the pieces between all the moments named; a piece is paused or not as a whole."""
    marks = {start, now, *(p.since for p in pauses), *(p.until for p in pauses)}
    cuts = sorted(mark for mark in marks if start <= mark <= now)
    pieces = pairwise(cuts)
    running = [b - a for a, b in pieces if not any(p.since <= a < p.until for p in pauses)]
    expected = sum(running, timedelta(0)) // timedelta(hours=1)
    assert CLOCK.used(start, now, Unit.HOUR, pauses) == expected


@given(STARTS, NOWS, NOWS, UNITS, PAUSES)
def test_never_falls(
    start: datetime, a: datetime, b: datetime, unit: Unit, pauses: tuple[Pause, ...]
) -> None:
    earlier, later = sorted((a, b))
    used = CLOCK.used(start, earlier, unit, pauses)
    assert 0 <= used <= CLOCK.used(start, later, unit, pauses)


@given(STARTS, MINUTES, MINUTES, MINUTES, UNITS)
def test_never_falls_while_a_suspension_stays_open(
    start: datetime, before: timedelta, a: timedelta, b: timedelta, unit: Unit
) -> None:
    since = start + before
    earlier, later = sorted((since + a, since + b))
    used = [CLOCK.used(start, now, unit, (Pause(since, now),)) for now in (earlier, later)]
    assert used[0] <= used[1]


@given(STARTS, st.integers(1, 30), UNITS, PAUSES)
def test_exactly_n_when_due(start: datetime, n: int, unit: Unit, pauses: tuple[Pause, ...]) -> None:
    due = CLOCK.due(start, Limit(n, unit), pauses).at
    assert CLOCK.used(start, due, unit, pauses) == n
    assert CLOCK.used(start, due - timedelta(seconds=1), unit, pauses) == n - 1


def test_a_day_is_used_when_the_office_closes() -> None:
    start = at("2022-03-07")
    assert CLOCK.used(start, at("2022-03-08", "17:59:59"), WORKING) == 0
    assert CLOCK.used(start, at("2022-03-08", "18:00"), WORKING) == 1
    assert CLOCK.used(start, at("2022-03-13", "18:00"), WORKING) == 4
    assert CLOCK.used(start, at("2022-03-13", "18:00"), Unit.CALENDAR_DAY) == 6


@pytest.mark.parametrize("unit", [WORKING, Unit.CALENDAR_DAY])
class TestADayOnWhichTheOfficeClosesPaused:
    START = at("2022-03-07")  # a Monday

    @pytest.mark.parametrize(("clock", "used"), [("10:00", 0), ("17:59:59", 0), ("18:00", 1)])
    def test_begun_on_a_day(self, unit: Unit, clock: str, used: int) -> None:
        pause = Pause(at("2022-03-08", clock), at("2022-03-10"))
        assert CLOCK.used(self.START, at("2022-03-10"), unit, (pause,)) == used

    @pytest.mark.parametrize(("clock", "used"), [("11:00", 1), ("17:59:59", 1), ("18:00", 0)])
    def test_ended_on_a_day(self, unit: Unit, clock: str, used: int) -> None:
        pause = Pause(at("2022-03-08"), at("2022-03-10", clock))
        assert CLOCK.used(self.START, at("2022-03-10", "19:00"), unit, (pause,)) == used

    def test_within_a_day(self, unit: Unit) -> None:
        pause = Pause(at("2022-03-08", "09:00"), at("2022-03-08", "17:00"))
        assert CLOCK.used(self.START, at("2022-03-08", "18:00"), unit, (pause,)) == 1

    def test_asked_during_the_pause(self, unit: Unit) -> None:
        pause = Pause(at("2022-03-09"), at("2022-03-31"))
        assert CLOCK.used(self.START, at("2022-03-11", "18:00"), unit, (pause,)) == 1


@pytest.mark.parametrize("unit", list(Unit))
def test_nothing_before_the_start(unit: Unit) -> None:
    pause = Pause(at("2022-02-01"), at("2022-04-01"))
    assert CLOCK.used(at("2022-03-07"), at("2022-02-07"), unit, (pause,)) == 0
    assert CLOCK.used(at("2022-03-07"), at("2022-03-01"), unit) == 0


@pytest.mark.parametrize("unit", list(Unit))
def test_naive_moments_are_refused(unit: Unit) -> None:
    naive = datetime(2022, 3, 7, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="naive datetime"):
        CLOCK.used(naive, at("2022-03-08"), unit)
    with pytest.raises(ValueError, match="naive datetime"):
        CLOCK.used(at("2022-03-01"), naive, unit)
    with pytest.raises(ValueError, match="naive datetime"):
        CLOCK.segments(naive, naive, unit=unit)


class TestSegments:
    @given(STARTS, NOWS, UNITS, PAUSES)
    def test_cover_the_time_and_sum_to_used(
        self, start: datetime, end: datetime, unit: Unit, pauses: tuple[Pause, ...]
    ) -> None:
        found = CLOCK.segments(start, end, pauses, unit)
        edges = [start, *(segment.until for segment in found)]
        assert [segment.since for segment in found] == edges[:-1]
        assert edges[-1] == (end if found else start)
        assert bool(found) is (start < end)
        assert sum(segment.used for segment in found) == CLOCK.used(start, end, unit, pauses)

    @given(STARTS, NOWS, UNITS, PAUSES)
    def test_alternate_and_suspended_ones_are_the_pauses(
        self, start: datetime, end: datetime, unit: Unit, pauses: tuple[Pause, ...]
    ) -> None:
        found = CLOCK.segments(start, end, pauses, unit)
        for segment in found:
            assert segment.since < segment.until
            assert segment.used >= 0
            middle = segment.since + (segment.until - segment.since) / 2
            is_paused = any(pause.since <= middle < pause.until for pause in pauses)
            assert segment.kind == ("suspended" if is_paused else "working")
            assert segment.used == 0 or not is_paused
        kinds = [segment.kind for segment in found]
        assert all(a != b for a, b in pairwise(kinds))

    @given(STARTS, NOWS, oracle.DAY_UNITS, PAUSES)
    def test_a_working_one_uses_the_days_that_close_in_it(
        self, start: datetime, end: datetime, unit: Unit, pauses: tuple[Pause, ...]
    ) -> None:
        for segment in CLOCK.segments(start, end, pauses, unit):
            if segment.kind == "working":
                edges = segment.since, segment.until
                before, by = (oracle.used(start, edge, unit, ()) for edge in edges)
                assert segment.used == by - before

    @pytest.mark.parametrize(
        ("clock", "before", "after"),
        [
            ("10:00", 1, 2),  # 8 March; 14 and 15 March
            ("19:00", 2, 1),  # 8 and 9 March; 15 March
        ],
    )
    def test_a_day_belongs_to_the_stretch_in_which_the_office_closes(
        self, clock: str, before: int, after: int
    ) -> None:
        begun, end = at("2022-03-07"), at("2022-03-15", "18:00")
        since, until = at("2022-03-09", clock), at("2022-03-14", clock)
        assert CLOCK.segments(begun, end, (Pause(since, until),)) == (
            Segment(begun, since, "working", before),
            Segment(since, until, "suspended", 0),
            Segment(until, end, "working", after),
        )

    def test_of_granted_time_only_what_was_worked_is_extended(self) -> None:
        pause = Pause(at("2022-03-09"), at("2022-03-14"))
        found = CLOCK.segments(at("2022-03-07"), at("2022-03-15", "18:00"), (pause,))
        granted = [segment.in_extension() for segment in found]
        assert [segment.kind for segment in granted] == ["extended", "suspended", "extended"]
        assert [segment.used for segment in granted] == [segment.used for segment in found]

    def test_touching_pauses_are_one(self) -> None:
        pauses = (
            Pause(at("2022-03-10"), at("2022-03-11")),
            Pause(at("2022-03-09"), at("2022-03-10")),
            Pause(at("2022-03-08"), at("2022-03-08")),
        )
        found = CLOCK.segments(at("2022-03-07"), at("2022-03-11"), pauses)
        assert [segment.kind for segment in found] == ["working", "suspended"]

    def test_begun_inside_a_pause(self) -> None:
        pause = Pause(at("2022-03-01"), at("2022-03-09"))
        found = CLOCK.segments(at("2022-03-07"), at("2022-03-10", "18:00"), (pause,))
        assert [(segment.kind, segment.used) for segment in found] == [
            ("suspended", 0),
            ("working", 2),
        ]
