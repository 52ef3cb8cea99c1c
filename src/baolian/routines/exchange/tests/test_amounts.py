from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.routines.exchange.amounts import amount, count, heading_unit, stated_unit
from baolian.routines.exchange.values import Amount, Context, Fault
from baolian.routines.exchange.workbooks import Cell

WAN = Context(fen_per_unit=1_000_000)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (15136, 15_136_000_000),
        ("37,595", 37_595_000_000),
        ("37，595", 37_595_000_000),
        ("39424万元", 39_424_000_000),
        ("39424 万", 39_424_000_000),
        ("5.9688亿元", 59_688_000_000),
        ("3亿5000万元", 35_000_000_000),
        ("￥1,200.50元", 120_050),
        (5968.8, 5_968_800_000),
        (0.1 + 0.2, 300_000),
        (1 / 3, 333_333),
        (0, 0),
    ],
)
def test_money_under_a_heading_of_ten_thousands(cell: Cell, fen: int) -> None:
    assert amount(cell, WAN) == Amount(fen)


@pytest.mark.parametrize(
    ("cell", "qualifier"),
    [
        ("约3亿元", "约"),
        ("近3亿元", "近"),
        ("3亿余元", "余"),
        ("3亿元以上", "以上"),
        ("3余亿元", "余"),
    ],
)
def test_inexact_words_are_kept(cell: str, qualifier: str) -> None:
    found = amount(cell, WAN)
    if cell == "3亿余元":  # 余 between 亿 and 元 is not one of the written forms we take
        assert isinstance(found, Fault)
    else:
        assert found == Amount(30_000_000_000, qualifier)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("若干", "not_an_amount"),
        ("1,23", "not_an_amount"),
        ("3-5亿元", "not_an_amount"),
        (-5, "negative"),
        ("0.001元", "finer_than_fen"),
        (1e308, "too_much"),
        (float("nan"), "too_much"),
        (10**30, "too_much"),
        ("9999999999999999亿元", "too_much"),
        (True, "not_an_amount"),
    ],
)
def test_what_is_no_amount(cell: Cell, code: str) -> None:
    found = amount(cell, WAN)
    assert isinstance(found, Fault)
    assert found.code == code


def test_a_bare_number_needs_a_unit() -> None:
    found = amount(500, Context())
    assert isinstance(found, Fault)
    assert found.code == "unit_unknown"
    assert amount("500元", Context()) == Amount(50_000)


@given(st.integers(min_value=0, max_value=10**12))
def test_an_amount_in_fen_survives_being_written_as_ten_thousands(fen: int) -> None:
    whole, rest = divmod(fen, 1_000_000)
    assert amount(f"{whole}.{rest:06d}万元", Context()) == Amount(fen)


def test_units_in_titles_and_headings() -> None:
    assert stated_unit("台账 单位：万元") == 1_000_000
    assert stated_unit("金额单位:亿元、人") == 10_000_000_000
    assert stated_unit("填报单位:市工信局 截至:2022年6月30日") is None
    assert stated_unit("填报单位:市工信局  单位:元") == 100
    assert heading_unit("年度计划投资（万元）") == 1_000_000
    assert heading_unit("总投资/亿元") == 10_000_000_000
    assert heading_unit("总投资") is None


@pytest.mark.parametrize("cell", [308, "308", "308户", "308 人", "３０８"])
def test_counts(cell: Cell) -> None:
    assert count(cell, Context()) == 308
    assert count("1,308户", Context()) == 1308
    assert isinstance(count("许多", Context()), Fault)
