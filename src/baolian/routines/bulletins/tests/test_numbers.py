from datetime import date

import pytest

from baolian.routines.bulletins.counting import basis_points
from baolian.routines.bulletins.numbers import months, period, show


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (1_290_000_000_000, "129亿元", "12.9 billion yuan"),
        (1_290_001_000_000, "129.0001亿元", "12900.01 million yuan"),
        (250_000_000, "250万元", "2.5 million yuan"),
        (123_456_789_012, "1234567890.12元", "1234567890.12 yuan"),
        (123_456_700, "123.4567万元", "1234567 yuan"),
        (5, "0.05元", "0.05 yuan"),
        (0, "0元", "0 yuan"),
        (-250_000_000, "-250万元", "-2.5 million yuan"),
        # beyond 2**53: a floating-point number would lose the last fen
        (9_007_199_254_740_993, "90071992547409.93元", "90071992547409.93 yuan"),
    ],
)
def test_money_is_exact(fen: int, zh: str, en: str) -> None:
    assert (show(fen, "fen", "zh"), show(fen, "fen", "en")) == (zh, en)


@pytest.mark.parametrize(
    ("qualifier", "zh", "en"),
    [
        ("", "20个", "20"),
        ("about", "约20个", "about 20"),
        ("nearly", "近20个", "nearly 20"),
        ("over", "20余个", "over 20"),
        ("at_least", "20个以上", "at least 20"),
    ],
)
def test_the_word_that_came_with_the_number_stays(qualifier: str, zh: str, en: str) -> None:
    assert show(20, "count", "zh", "个", qualifier) == zh
    assert show(20, "count", "en", "个", qualifier) == en


def test_yu_stands_between_the_multiplier_and_the_unit_of_money() -> None:
    assert show(129 * 10**10, "fen", "zh", "", "over") == "129亿余元"


@pytest.mark.parametrize(("points", "shown"), [(1470, "14.7%"), (2435, "24.35%"), (0, "0%")])
def test_basis_points_are_shown_as_they_are(points: int, shown: str) -> None:
    assert show(points, "basis_points", "zh") == shown
    assert show(-1205, "basis_points", "zh") == "-12.05%"


def test_nothing_known_is_said() -> None:
    assert show(None, "fen", "zh") == "无记录"
    assert show(None, "fen", "en") == "no records"


@pytest.mark.parametrize(
    ("part", "whole", "points"),
    [
        (75, 308, 2435),
        (1, 16, 625),
        (1, 20_000, 1),
        (1, 20_001, 0),
        (0, 308, 0),
        (308, 308, 10_000),
    ],
)
def test_rates_are_rounded_half_up(part: int, whole: int, points: int) -> None:
    assert basis_points(part, whole) == points


def test_a_share_of_nothing_is_no_rate() -> None:
    assert basis_points(0, 0) is None


def test_months_name_the_year_only_when_it_is_another() -> None:
    first, may, december = date(2022, 1, 1), date(2022, 5, 31), date(2022, 12, 31)
    assert months(first, may, "zh", 2022) == "1—5月"
    assert months(first, may, "en", 2022) == "January to May"
    assert months(first, december, "zh", 2023) == "2022年1—12月"
    assert months(first, december, "en", 2023) == "January to December 2022"
    assert months(date(2022, 5, 1), may, "zh", 2022) == "5月"
    assert months(date(2021, 7, 1), may, "zh", 2022) == "2021年7月至2022年5月"
    assert months(date(2021, 7, 1), may, "en", 2022) == "July 2021 to May 2022"


def test_periods() -> None:
    assert period(None, date(2022, 6, 30), "zh") == "截至2022年6月30日"
    assert period(date(2022, 6, 1), date(2022, 6, 30), "en") == "1 June 2022 to 30 June 2022"
