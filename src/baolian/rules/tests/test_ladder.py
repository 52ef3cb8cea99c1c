"""When a deadline reaches which rung."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.clock import Limit, Pause, Unit
from baolian.rules.ladder import (
    NONE_YET,
    BeforeDue,
    BelowSchedule,
    ByHand,
    Count,
    End,
    Finding,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    Rung,
    Running,
    ShareUsed,
    Trigger,
    Window,
    moment,
    next_moment,
    reached,
    reply_missed_position,
    schedule,
)

from . import oracle
from .oracle import CLOCK, at

WORKING, CALENDAR, HOUR = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.HOUR
LADDER = (
    Rung("blue", (BeforeDue(Limit(2, WORKING)),)),
    Rung("yellow", (Overdue(Limit(1, WORKING)),)),
    Rung("orange", (ReplyMissed("blue"), ByHand())),
    Rung("red", (Overdue(Limit(5, WORKING)), ReplyMissed("yellow"))),
)
BLUE = at("2022-03-14", "08:00")
YELLOW = at("2022-03-17", "18:00")
RED = at("2022-03-23", "18:00")


def running(
    start: datetime | None = None, n: int = 7, unit: Unit = WORKING, *pauses: Pause
) -> Running:
    """Seven working days from Monday 7 March 2022: due on Wednesday 16 March."""
    begun, limit = start or at("2022-03-07"), Limit(n, unit)
    return Running(begun, limit, CLOCK.due(begun, limit, pauses), pauses, CLOCK)


class TestBeforeDue:
    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            (Limit(1, WORKING), at("2022-03-15", "08:00")),
            (Limit(2, WORKING), BLUE),
            (Limit(3, WORKING), at("2022-03-11", "08:00")),  # over a weekend
            (Limit(3, CALENDAR), at("2022-03-13", "08:00")),
            (Limit(30, HOUR), at("2022-03-15", "12:00")),
        ],
    )
    def test_the_office_opens_on_the_day(self, limit: Limit, expected: datetime) -> None:
        assert moment(BeforeDue(limit), running()) == expected

    @pytest.mark.parametrize("limit", [Limit(7, WORKING), Limit(30, CALENDAR), Limit(500, HOUR)])
    def test_never_before_the_start(self, limit: Limit) -> None:
        start = at("2022-03-07").astimezone(oracle.LOCAL)
        found = moment(BeforeDue(limit), running(start))
        assert found == start
        assert found.tzinfo is UTC

    @given(oracle.moments("2021-01-01", "2023-06-30"), st.integers(1, 40), st.integers(1, 60))
    def test_n_working_days_remain(self, start: datetime, limit: int, n: int) -> None:
        deadline = running(start, limit)
        found = moment(BeforeDue(Limit(n, WORKING)), deadline)
        assert found is not None
        day, due_day = oracle.local_day(found), oracle.local_day(deadline.due.at)
        assert found == start or oracle.CALENDAR.between(day, due_day) == n
        assert start <= found < deadline.due.at


class TestShareUsed:
    @pytest.mark.parametrize(
        ("n", "percent", "expected"),
        [
            (1, 50, at("2022-03-08", "13:00")),
            (1, 100, at("2022-03-08", "18:00")),
            (1, 1, at("2022-03-08", "08:06")),
            (5, 80, at("2022-03-11", "18:00")),  # four whole days
            (5, 20, at("2022-03-08", "18:00")),
            (7, 50, at("2022-03-11", "13:00")),  # three and a half
        ],
    )
    def test_runs_over_office_hours(self, n: int, percent: int, expected: datetime) -> None:
        assert moment(ShareUsed(percent), running(n=n)) == expected

    def test_hours_run_day_and_night(self) -> None:
        deadline = running(None, 24, HOUR, Pause(at("2022-03-07", "11:00"), at("2022-03-08")))
        assert moment(ShareUsed(50), deadline) == at("2022-03-08", "21:00")

    def test_a_pause_moves_it(self) -> None:
        deadline = running(None, 5, WORKING, Pause(at("2022-03-09"), at("2022-03-11")))
        assert moment(ShareUsed(20), deadline) == at("2022-03-08", "18:00")
        assert moment(ShareUsed(40), deadline) == at("2022-03-11", "18:00")
        assert moment(ShareUsed(60), deadline) == at("2022-03-14", "18:00")

    def test_part_of_a_day_that_was_taken_out_comes_again(self) -> None:
        deadline = running(None, 5, WORKING, Pause(at("2022-03-09", "16:00"), at("2022-03-11")))
        assert moment(ShareUsed(30), running(n=5)) == at("2022-03-09", "13:00")
        assert moment(ShareUsed(30), deadline) == at("2022-03-11", "13:00")

    def test_part_of_a_day_may_lie_in_a_pause_that_ended_on_that_day(self) -> None:
        pause = Pause(at("2022-03-08"), at("2022-03-09", "15:00"))
        assert moment(ShareUsed(50), running(None, 1, WORKING, pause)) == at("2022-03-09", "13:00")

    @given(
        oracle.moments("2021-01-01", "2023-06-30"),
        st.integers(1, 40),
        st.sampled_from(list(Unit)),
        st.integers(1, 99),
        oracle.pauses("2021-01-01", "2023-09-30", at_most=2),
    )
    def test_rises_to_due(
        self, start: datetime, n: int, unit: Unit, percent: int, pauses: tuple[Pause, ...]
    ) -> None:
        deadline = running(start, n, unit, *pauses)
        here, there = (moment(ShareUsed(p), deadline) for p in (percent, percent + 1))
        assert here is not None
        assert there is not None
        assert start < here < there <= deadline.due.at
        assert moment(ShareUsed(100), deadline) == deadline.due.at
        assert CLOCK.used(start, here, unit, pauses) == n * percent // 100

    @pytest.mark.parametrize("percent", [0, 101])
    def test_a_share_is_1_to_100(self, percent: int) -> None:
        with pytest.raises(ValueError, match=f"a share of {percent}%: expected 1 to 100"):
            ShareUsed(percent)


class TestOverdue:
    @pytest.mark.parametrize(
        ("limit", "expected"),
        [
            (Limit(1, WORKING), YELLOW),
            (Limit(5, WORKING), RED),
            (Limit(4, CALENDAR), at("2022-03-20", "18:00")),
            (Limit(15, HOUR), at("2022-03-17", "09:00")),
        ],
    )
    def test_counts_from_the_due_moment(self, limit: Limit, expected: datetime) -> None:
        assert moment(Overdue(limit), running()) == expected

    def test_after_a_due_moment_in_the_night(self) -> None:
        deadline = running(at("2022-03-11", "23:00"), 4, HOUR)  # due at 3 on Saturday
        assert moment(Overdue(Limit(1, WORKING)), deadline) == at("2022-03-14", "18:00")

    def test_a_pause_after_due_moves_it(self) -> None:
        deadline = running(None, 7, WORKING, Pause(at("2022-03-16", "19:00"), at("2022-03-18")))
        assert deadline.due == running().due
        assert moment(Overdue(Limit(1, WORKING)), deadline) == at("2022-03-18", "18:00")
        assert moment(Overdue(Limit(2, WORKING)), deadline) == at("2022-03-21", "18:00")

    def test_a_pause_on_the_due_day_moves_due_and_is_not_taken_out_again(self) -> None:
        deadline = running(None, 7, WORKING, Pause(at("2022-03-16"), at("2022-03-18")))
        assert deadline.due.at == at("2022-03-18", "18:00")
        assert moment(Overdue(Limit(1, WORKING)), deadline) == at("2022-03-21", "18:00")

    def test_a_pause_before_due_does_not_count_twice(self) -> None:
        deadline = running(None, 7, WORKING, Pause(at("2022-03-08"), at("2022-03-09")))
        assert deadline.due.at == YELLOW
        assert moment(Overdue(Limit(1, WORKING)), deadline) == at("2022-03-18", "18:00")


@pytest.mark.parametrize(
    "trigger",
    [
        ReplyMissed("blue"),
        ByHand(),
        PointsBehind(10),
        BelowSchedule(80),
        Finding("slack"),
        Count("blue", 2),
        Rank("honour", End.TOP, 3, Window.MONTH),
    ],
)
def test_no_moment_by_the_clock(trigger: Trigger) -> None:
    assert moment(trigger, running()) is None


def test_what_is_no_trigger_is_refused() -> None:
    with pytest.raises(AssertionError, match="unreachable, but got: 'noon'"):
        moment(cast(Trigger, "noon"), running())


def test_a_rung_falls_at_the_earliest_of_its_triggers() -> None:
    triggers = (Overdue(Limit(1, WORKING)), ByHand(), BeforeDue(Limit(2, WORKING)))
    assert schedule((Rung("any", triggers),), running()) == ((0, BLUE),)


def test_a_rung_needs_a_trigger() -> None:
    with pytest.raises(ValueError, match="rung blue: expected at least one trigger"):
        Rung("blue", ())


def test_schedule_leaves_out_what_the_clock_cannot_reach() -> None:
    assert schedule(LADDER, running()) == ((0, BLUE), (1, YELLOW), (3, RED))


@pytest.mark.parametrize(
    ("after", "expected"), [(NONE_YET, BLUE), (0, YELLOW), (1, RED), (2, RED), (3, None)]
)
def test_next_moment(after: int, expected: datetime | None) -> None:
    assert next_moment(LADDER, running(), after) == expected


def test_next_moment_is_the_earliest_whatever_the_order() -> None:
    upside_down = (LADDER[3], LADDER[1], LADDER[0])
    assert next_moment(upside_down, running(), NONE_YET) == BLUE
    assert next_moment((), running(), NONE_YET) is None


class TestReached:
    @pytest.mark.parametrize(
        ("now", "after", "expected"),
        [
            (BLUE - timedelta(seconds=1), NONE_YET, None),
            (BLUE, NONE_YET, 0),
            (BLUE, 0, None),
            (YELLOW, 0, 1),
            (YELLOW, NONE_YET, 1),
            (RED, 1, 3),
            (RED, 3, None),
        ],
    )
    def test_the_highest(self, now: datetime, after: int, expected: int | None) -> None:
        assert reached(LADDER, running(), now, after) == expected

    def test_one_rung_after_a_long_outage(self) -> None:
        assert reached(LADDER, running(), at("2023-01-01"), NONE_YET) == 3

    def test_the_highest_even_if_a_lower_one_falls_later(self) -> None:
        upside_down = (LADDER[3], LADDER[0])
        assert reached(upside_down, running(), BLUE, NONE_YET) == 1
        assert reached(upside_down, running(), RED, 1) is None

    @given(oracle.moments("2022-03-01", "2022-04-30"), st.integers(-1, 3))
    def test_agrees_with_next_moment(self, now: datetime, after: int) -> None:
        fires_at = next_moment(LADDER, running(), after)
        is_due = fires_at is not None and fires_at <= now
        assert (reached(LADDER, running(), now, after) is not None) is is_due


@pytest.mark.parametrize(
    ("code", "after", "expected"),
    [
        ("blue", 0, 2),
        ("blue", 2, None),
        ("yellow", 1, 3),
        ("yellow", NONE_YET, 3),
        ("red", 3, None),
    ],
)
def test_reply_missed_position(code: str, after: int, expected: int | None) -> None:
    assert reply_missed_position(LADDER, code, after) == expected


def test_reply_missed_leads_to_the_nearest() -> None:
    ladder = (*LADDER, Rung("last", (ReplyMissed("blue"),)))
    assert reply_missed_position(ladder, "blue", 0) == 2
    assert reply_missed_position(ladder, "blue", 2) == 4
