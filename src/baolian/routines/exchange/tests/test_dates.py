from __future__ import annotations

from datetime import date, datetime

import pytest

from baolian.routines.exchange.dates import day
from baolian.routines.exchange.values import Context, Fault
from baolian.routines.exchange.workbooks import Cell

PLAIN = Context(as_of=date(2022, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        date(2022, 3, 8),
        datetime(2022, 3, 8, 15, 30),  # noqa: DTZ001  (a workbook knows no zone)
        "2022-03-08",
        "2022.3.8",
        "2022/3/8",
        "2022年3月8日",
        "2022 年 3 月 8 号",
        "２０２２－０３－０８",
        "20220308",
        20220308,
        44628,
        44628.6,
        "44628",
        " 2022-03-08 09:30:00 ",
    ],
)
def test_one_day_in_many_spellings(cell: Cell) -> None:
    assert day(cell, PLAIN) == date(2022, 3, 8)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2022年2月30日", "no_such_day"),
        ("20220230", "no_such_day"),
        (20220431, "no_such_day"),
        ("2022-13-01", "not_a_date"),
        ("22.3.8", "two_digit_year"),
        ("2022年3月", "no_day"),
        ("3月8日", "no_year"),
        ("上周", "not_a_date"),
        (5, "not_a_date"),
        (True, "not_a_date"),
        ("2023-01-01", "future"),
        # cells that are dates already, and that no calendar counts as far
        (date(1022, 3, 8), "not_a_date"),
        (datetime(9022, 3, 8, 15, 30), "not_a_date"),  # noqa: DTZ001
        ("2200-01-01", "not_a_date"),
    ],
)
def test_what_is_no_day(cell: Cell, code: str) -> None:
    found = day(cell, PLAIN)
    assert isinstance(found, Fault)
    assert found.code == code


def test_thirtieth_of_february_says_how_long_the_month_is() -> None:
    found = day("2022年2月30日", PLAIN)
    assert isinstance(found, Fault)
    assert "1日至28日" in found.expected_zh
    assert "there is no day 30" in found.expected_en


def test_the_leap_day_is_a_day() -> None:
    assert day("2020.2.29", PLAIN) == date(2020, 2, 29)
