"""Which rung a recorded fact calls for, and which it does not."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.rules.ladder import (
    NONE_YET,
    BelowSchedule,
    ByHand,
    Count,
    End,
    Finding,
    History,
    Judged,
    Past,
    Place,
    PointsBehind,
    Progress,
    Rank,
    ReplyMissed,
    Rung,
    Trigger,
    Window,
    called,
    holding,
    holds,
)

MONTH, QUARTER, HALF, YEAR = Window

# 银川 2025: 10 to 30 points behind yellow, over 30 red
YINCHUAN = (
    Rung("yellow", (PointsBehind(10),)),
    Rung("red", (PointsBehind(30, is_over=True), ReplyMissed("yellow"))),
)
# 武汉: below 80% of the time progress yellow, below 60% red
WUHAN = (Rung("yellow", (BelowSchedule(80),)), Rung("red", (BelowSchedule(60),)))


class TestBehindPlan:
    @pytest.mark.parametrize(
        ("done", "position"),
        [(500, None), (401, None), (400, 0), (200, 0), (199, 1), (0, 1), (600, None)],
    )
    def test_points_of_the_whole_plan(self, done: int, position: int | None) -> None:
        """Half of 1000 is scheduled: 400 done is 10 points behind, 200 is 30 and not over it."""
        assert called(YINCHUAN, Progress(1000, 500, done), NONE_YET) == position

    @pytest.mark.parametrize(
        ("done", "position"), [(500, None), (400, None), (399, 0), (300, 0), (299, 1)]
    )
    def test_share_of_the_schedule(self, done: int, position: int | None) -> None:
        assert called(WUHAN, Progress(1000, 500, done), NONE_YET) == position

    def test_nothing_scheduled_yet(self) -> None:
        start = Progress(1000, 0, 0)
        assert called(YINCHUAN, start, NONE_YET) is None
        assert called(WUHAN, start, NONE_YET) is None

    def test_the_highest_at_once_and_none_twice(self) -> None:
        progress = Progress(1000, 500, 100)
        assert called(YINCHUAN, progress, NONE_YET) == 1
        assert called(YINCHUAN, progress, 0) == 1
        assert called(YINCHUAN, progress, 1) is None

    def test_an_even_plan_is_not_rounded(self) -> None:
        """5/12 of 10 is 4.17: with 3 done, 11.7 points behind; with 4, 1.7."""
        assert called(YINCHUAN, Progress.evenly(10, 3, 5, 12), NONE_YET) == 0
        assert called(YINCHUAN, Progress.evenly(10, 4, 5, 12), NONE_YET) is None

    @given(
        st.integers(1, 10**13),
        st.integers(0, 12),
        st.integers(-(10**13), 10**13),
        st.integers(1, 100),
    )
    def test_equals_fractions(self, plan: int, months: int, done: int, edge: int) -> None:
        scheduled = Fraction(plan * months, 12)
        behind = (scheduled - done) / plan * 100
        progress = Progress.evenly(plan, done, months, 12)
        assert holds(PointsBehind(edge), progress) is (behind >= edge)
        assert holds(PointsBehind(edge, is_over=True), progress) is (behind > edge)
        assert holds(BelowSchedule(edge), progress) is (done < scheduled * edge / 100)

    def test_a_plan_of_nothing(self) -> None:
        with pytest.raises(ValueError, match="a plan of 0: expected at least 1"):
            Progress(0, 0, 0)


class TestFinding:
    LADDER = (
        Rung("blue", (Finding("slow"),)),
        Rung("red", (Finding("undone"), Finding("false"))),
    )

    @pytest.mark.parametrize(
        ("grade", "position"), [("good", None), ("slow", 0), ("undone", 1), ("false", 1)]
    )
    def test_by_its_grade(self, grade: str, position: int | None) -> None:
        assert called(self.LADDER, Judged(grade), NONE_YET) == position

    def test_not_back_to_a_lower_rung(self) -> None:
        assert called(self.LADDER, Judged("slow"), 1) is None


def history(today: str, *past: tuple[str | None, str]) -> History:
    return History(
        tuple(Past(rung, date.fromisoformat(on)) for rung, on in past), date.fromisoformat(today)
    )


class TestCount:
    THREE_REDS = Count("red", 3, QUARTER)
    TWO_RUNNING = Count("yellow", 2, is_running=True)

    def test_three_in_a_quarter(self) -> None:
        past = [("red", "2022-04-01"), ("yellow", "2022-05-05"), ("red", "2022-05-20")]
        assert not holds(self.THREE_REDS, history("2022-06-30", *past))
        assert holds(self.THREE_REDS, history("2022-06-30", *past, ("red", "2022-06-30")))

    def test_not_over_the_edge_of_a_quarter(self) -> None:
        past = [("red", "2022-03-31"), ("red", "2022-04-01"), ("red", "2022-04-02")]
        assert not holds(self.THREE_REDS, history("2022-04-02", *past))
        assert holds(Count("red", 3, HALF), history("2022-04-02", *past))
        assert not holds(Count("red", 3, MONTH), history("2022-04-02", *past))
        assert holds(Count("red", 3), history("2032-04-02", *past))

    def test_what_is_dated_later_is_not_looked_at(self) -> None:
        past = [("red", "2022-04-01"), ("red", "2022-04-02"), ("red", "2022-04-04")]
        assert not holds(self.THREE_REDS, history("2022-04-03", *past))

    def test_two_running(self) -> None:
        assert holds(
            self.TWO_RUNNING,
            history("2022-06-30", ("yellow", "2022-04-01"), ("yellow", "2022-06-01")),
        )

    @pytest.mark.parametrize("between", ["blue", "red", None])
    def test_anything_between_them_breaks_a_row(self, between: str | None) -> None:
        past = [("yellow", "2022-04-01"), (between, "2022-05-01"), ("yellow", "2022-06-01")]
        assert not holds(self.TWO_RUNNING, history("2022-06-30", *past))
        assert holds(Count("yellow", 2), history("2022-06-30", *past))

    def test_a_row_has_to_reach_up_to_now(self) -> None:
        past = [("yellow", "2022-04-01"), ("yellow", "2022-05-01"), (None, "2022-06-01")]
        assert not holds(self.TWO_RUNNING, history("2022-06-30", *past))

    def test_in_any_order_and_of_one_day_as_given(self) -> None:
        past = [("yellow", "2022-06-01"), ("yellow", "2022-04-01"), ("blue", "2022-04-01")]
        assert not holds(self.TWO_RUNNING, history("2022-06-30", *past))
        past = [("yellow", "2022-06-01"), ("blue", "2022-04-01"), ("yellow", "2022-04-01")]
        assert holds(self.TWO_RUNNING, history("2022-06-30", *past))

    @given(
        st.lists(
            st.tuples(st.sampled_from(["red", "blue", None]), st.integers(0, 400)), max_size=12
        ),
        st.integers(0, 400),
        st.integers(2, 4),
        st.sampled_from([None, *Window]),
    )
    def test_equals_a_plain_count(
        self, days: list[tuple[str | None, int]], now: int, n: int, window: Window | None
    ) -> None:
        first = date(2021, 12, 1)
        today = first + timedelta(days=now)
        past = tuple(Past(rung, first + timedelta(days=day)) for rung, day in days)
        in_window = [p for p in past if p.on <= today and same(window, p.on, today)]
        reds = sum(p.rung == "red" for p in in_window)
        fact = History(past, today)
        assert holds(Count("red", n, window), fact) is (reds >= n)
        if holds(Count("red", n, window, is_running=True), fact):
            assert reds >= n

    @pytest.mark.parametrize("n", [0, 1])
    def test_one_is_no_count(self, n: int) -> None:
        with pytest.raises(ValueError, match=f"a count of {n} red slips: expected at least 2"):
            Count("red", n)


def same(window: Window | None, a: date, b: date) -> bool:
    """By the number of the month, not by the first and last day."""
    size = {None: 10**6, MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12}[window]
    return (a.year * 12 + a.month - 1) // size == (b.year * 12 + b.month - 1) // size


@pytest.mark.parametrize(
    ("window", "day", "first", "last"),
    [
        (MONTH, "2024-02-10", "2024-02-01", "2024-02-29"),
        (MONTH, "2022-12-31", "2022-12-01", "2022-12-31"),
        (QUARTER, "2022-05-31", "2022-04-01", "2022-06-30"),
        (QUARTER, "2022-10-01", "2022-10-01", "2022-12-31"),
        (HALF, "2022-06-30", "2022-01-01", "2022-06-30"),
        (HALF, "2022-07-01", "2022-07-01", "2022-12-31"),
        (YEAR, "2022-07-01", "2022-01-01", "2022-12-31"),
    ],
)
def test_a_window_is_a_stretch_of_the_calendar(
    window: Window, day: str, first: str, last: str
) -> None:
    expected = date.fromisoformat(first), date.fromisoformat(last)
    assert window.around(date.fromisoformat(day)) == expected


class TestRank:
    LAST_THREE = Rank("honour", End.BOTTOM, 3, QUARTER)
    FIRST_THREE = Rank("honour", End.TOP, 3, QUARTER)

    @pytest.mark.parametrize(
        ("place", "ends"), [(1, ["top"]), (3, ["top"]), (4, []), (7, []), (8, ["bottom"])]
    )
    def test_of_ten(self, place: int, ends: list[str]) -> None:
        fact = Place("honour", QUARTER, place, 10)
        both = (self.FIRST_THREE, self.LAST_THREE)
        assert [rank.end for rank in both if holds(rank, fact)] == ends

    def test_level_on_the_edge_is_settled_in_their_favour(self) -> None:
        """Of ten: places 1, 2, 3, 3 are among the first three, only 9 and 10 among the last."""

        def among(rank: Rank, *places: int) -> list[int]:
            return [p for p in places if holds(rank, Place("honour", QUARTER, p, 10))]

        assert among(self.FIRST_THREE, 1, 2, 3, 3, 5) == [1, 2, 3, 3]
        assert among(self.LAST_THREE, 5, 7, 7, 9, 10) == [9, 10]

    @pytest.mark.parametrize("of", [1, 2, 3])
    def test_a_board_of_three_has_no_last_three(self, of: int) -> None:
        assert not holds(self.LAST_THREE, Place("honour", QUARTER, of, of))
        assert holds(self.FIRST_THREE, Place("honour", QUARTER, of, of))

    def test_another_board_or_window(self) -> None:
        assert not holds(self.FIRST_THREE, Place("works", QUARTER, 1, 10))
        assert not holds(self.FIRST_THREE, Place("honour", MONTH, 1, 10))

    @pytest.mark.parametrize(("place", "of"), [(0, 10), (11, 10), (1, 0)])
    def test_a_place_outside_the_board(self, place: int, of: int) -> None:
        with pytest.raises(ValueError, match=f"place {place} of {of}: expected 1 to {of}"):
            Place("honour", QUARTER, place, of)


FACTS = (
    Progress(1000, 500, 0),
    Judged("undone"),
    history("2022-06-30", ("red", "2022-06-01"), ("red", "2022-06-02")),
    Place("honour", QUARTER, 1, 10),
)


@pytest.mark.parametrize(
    ("trigger", "fact"),
    [
        (PointsBehind(10), 0),
        (BelowSchedule(80), 0),
        (Finding("undone"), 1),
        (Count("red", 2), 2),
        (Rank("honour", End.TOP, 1, QUARTER), 3),
        (ReplyMissed("red"), None),
        (ByHand(), None),
    ],
)
def test_a_fact_calls_only_for_triggers_of_its_own_kind(trigger: Trigger, fact: int | None) -> None:
    assert [n for n in range(len(FACTS)) if holds(trigger, FACTS[n])] == (
        [] if fact is None else [fact]
    )


def test_the_reason_is_the_first_trigger_that_holds() -> None:
    triggers = (ByHand(), PointsBehind(30, is_over=True), PointsBehind(10), BelowSchedule(80))
    assert holding(triggers, Progress(1000, 500, 300)) == PointsBehind(10)
    assert holding(triggers, Judged("undone")) is None
