"""Two names of offices: one office's, or two that only look alike."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.routines.exchange.likeness import change, edits, is_near

ORDINARY = [
    ("民政局", "财政局"),
    ("教育局", "体育局"),
    ("审计局", "统计局"),
    ("林业局", "农业局"),
    ("环保局", "医保局"),
    ("交通局", "财政局"),
    ("县委办", "县府办"),
    *combinations(["商务局", "税务局", "水务局"], 2),
    *combinations(["工行", "农行", "建行", "中行", "交行"], 2),
    *combinations(["工商银行", "农业银行", "建设银行", "中国银行", "长安银行", "西安银行"], 2),
    ("中国工商银行丹凤县支行", "中国农业银行丹凤县支行"),
    ("中国银行丹凤县支行", "中国农业银行丹凤县支行"),
    ("农行丹凤县支行", "农商行丹凤县支行"),
    ("农业银行丹凤县支行", "农业发展银行丹凤县支行"),
    *combinations(["第一小学", "第二小学", "第十小学"], 2),
    ("第一初级中学", "第二初级中学"),
    ("第1初级中学", "第2初级中学"),
    ("县医院", "县第二医院"),
    ("中共丹凤县委宣传部", "中共丹凤县委统战部"),
    ("城市管理局", "城市规划局"),
    ("自然资源局", "农业农村局"),
    ("局", "商务局"),
    ("", "交通局"),
]
ONE = [
    ("交通居", "交通局"),
    ("交同局", "交通局"),
    ("人设局", "人社局"),
    ("通交局", "交通局"),
    ("公局", "公安局"),
    ("交通通局", "交通局"),
    ("交通局", "交通运输局"),
    ("市场监管理局", "市场监督管理局"),
    ("市场监管理居", "市场监督管理局"),
    ("市场监督管里局", "市场监督管理局"),
    ("行政审批服务居", "行政审批服务局"),
    ("第1小学", "第一小学"),
    ("长江银行份行", "长江银行分行"),
    ("农叶银行丹凤县支行", "农业银行丹凤县支行"),
    ("农业银行丹凤县支行", "中国农业银行丹凤县支行"),
    ("邮储银行丹凤县支行", "邮政储蓄银行丹凤县支行"),
]


@pytest.mark.parametrize(("one", "other"), ORDINARY)
def test_two_ordinary_offices(one: str, other: str) -> None:
    assert not is_near(one, other)
    assert not is_near(other, one)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_slip_or_a_short_form(one: str, other: str) -> None:
    assert is_near(one, other)
    assert is_near(other, one)


words = st.text("交通运输局居同", max_size=6)


def slow_edits(one: str, other: str) -> int:
    """By the definition."""
    if not one or not other:
        return len(one) + len(other)
    changed = slow_edits(one[1:], other[1:]) + change(one[0], other[0])
    return min(changed, slow_edits(one[1:], other) + 1, slow_edits(one, other[1:]) + 1)


@given(words, words)
def test_edits_are_counted_right(one: str, other: str) -> None:
    assert edits(one, other) == slow_edits(one, other)


@pytest.mark.parametrize(
    ("one", "other", "cost"), [("局", "局", 0), ("局", "居", 1), ("局", "部", 2), ("税", "水", 2)]
)
def test_a_change_costs_by_its_sound(one: str, other: str, cost: int) -> None:
    assert change(one, other) == cost
