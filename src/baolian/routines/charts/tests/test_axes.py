"""Ticks are round integers that hold every amount; months are named whole and short."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.routines.charts.axes import MOST_GAPS, ticks
from baolian.routines.charts.months import last_months, months


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], [0, 1]),
        ([None], [0, 1]),
        ([0], [0, 1]),
        ([3], [0, 1, 2, 3]),
        ([120, 7], [0, 50, 100, 150]),
        ([93], [0, 20, 40, 60, 80, 100]),
        ([-30, 1470], [-500, 0, 500, 1000, 1500]),
        ([-7, None], [-8, -6, -4, -2, 0]),
        ([129 * 10**10], [n * 50 * 10**10 for n in range(4)]),
    ],
)
def test_ticks_are_round(amounts: list[int | None], expected: list[int]) -> None:
    assert ticks(amounts) == expected


@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=9))
def test_ticks_hold_every_amount_and_stay_few(amounts: list[int]) -> None:
    found = ticks(amounts)
    assert found[0] <= min([0, *amounts])
    assert found[-1] >= max([0, *amounts])
    assert 0 in found
    assert 2 <= len(found) <= MOST_GAPS + 2
    assert len({b - a for a, b in pairwise(found)}) == 1


def test_months_are_dated_at_the_first_and_in_january() -> None:
    firsts = last_months(date(2022, 2, 15), 4)
    assert firsts == [date(2021, 11, 1), date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1)]
    assert months(firsts, "zh") == {
        "2021年11月": ["11月", "2021年"],
        "2021年12月": ["12月"],
        "2022年1月": ["1月", "2022年"],
        "2022年2月": ["2月"],
    }
    assert list(months(firsts, "en").items())[::3] == [
        ("November 2021", ["Nov", "2021"]),
        ("February 2022", ["Feb"]),
    ]


def test_many_months_are_said_by_one_sign() -> None:
    firsts = last_months(date(2022, 6, 30), 12)
    assert list(months(firsts, "zh").values())[-1] == ["6"]
    assert next(iter(months(firsts, "en").values())) == ["J", "2021"]
