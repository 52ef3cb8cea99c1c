from __future__ import annotations

import pytest

from baolian.routines.exchange import words
from baolian.routines.exchange.tests.books import USCC
from baolian.routines.exchange.values import Context, Fault, Value, name, text
from baolian.routines.exchange.workbooks import Cell

PLAIN = Context()


def fault(found: Value | Fault) -> Fault:
    assert isinstance(found, Fault)
    return found


@pytest.mark.parametrize("cell", ["是", "已开工", " 开工 ", "√", True, 1])
def test_yes(cell: Cell) -> None:
    assert words.yes_no(cell, PLAIN) is True


@pytest.mark.parametrize("cell", ["否", "未开工", "×", False, 0])
def test_no(cell: Cell) -> None:
    assert words.yes_no(cell, PLAIN) is False


def test_neither_yes_nor_no() -> None:
    assert fault(words.yes_no("快了", PLAIN)).code == "not_yes_or_no"


def test_states() -> None:
    for word in ("已办结", "办结", "已解决", "销号"):
        assert words.state(word, PLAIN) == "resolved"
    for word in ("正在办理", "办理中", "推进中", "未办结"):
        assert words.state(word, PLAIN) == "open"
    assert words.state("挂账", PLAIN) == "carried_forward"
    assert fault(words.state("不清楚", PLAIN)).code == "unknown_state"


def test_the_five_ratings() -> None:
    assert words.rating("基本满意", PLAIN) == "fairly_satisfied"
    assert words.rating("非常不满意", PLAIN) == "very_dissatisfied"
    assert len(set(words.RATINGS.values())) == 5
    assert "基本满意" in fault(words.rating("好", PLAIN)).expected_zh


@pytest.mark.parametrize("cell", ["C", "c", "Ｃ", "C13", "制造业", "C 制造业"])
def test_manufacturing(cell: str) -> None:
    assert words.industry(cell, PLAIN) == "C"


def test_industries() -> None:
    assert words.industry("交通运输、仓储和邮政业", PLAIN) == "G"
    assert words.industry("农林牧渔业", PLAIN) == "A"
    assert fault(words.industry("Z", PLAIN)).code == "unknown_industry"
    assert fault(words.industry("CXO", PLAIN)).code == "unknown_industry"


def test_several_people_in_one_cell() -> None:
    assert words.people("张三、李四；王 五\n赵六（牵头）", PLAIN) == (
        "张三",
        "李四",
        "王五",
        "赵六",
    )
    assert words.people("王伟2", PLAIN) == ("王伟2",)
    assert fault(words.people("13800000000", PLAIN)).code == "not_a_name"


@pytest.mark.parametrize("cell", [13800000011, 13800000011.0, "138 0000 0011", "138-0000-0011"])
def test_phones(cell: Cell) -> None:
    assert words.phone(cell, PLAIN) == "13800000011"


def test_a_wrong_phone_is_only_a_warning() -> None:
    assert fault(words.phone("123", PLAIN)).severity == "warning"


def test_credit_codes() -> None:
    assert words.credit_code(f" {USCC.lower()} ", PLAIN) == USCC
    wrong = fault(words.credit_code(USCC[:-1] + "J", PLAIN))
    assert wrong.code == "credit_code_check"
    assert "H" in wrong.expected_zh
    assert fault(words.credit_code(916110221234567000, PLAIN)).code == "lost_digits"


def test_texts() -> None:
    assert name("商 州 区", PLAIN) == "商州区"
    assert text(" 用电\n不足 ", PLAIN) == "用电 不足"
    assert fault(text("#REF!", PLAIN)).code == "formula_error"
    assert fault(text("#N/A", PLAIN)).code == "formula_error"
    assert text("#2 车间停电", PLAIN) == "#2 车间停电"
