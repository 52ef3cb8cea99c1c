"""Wrong input: a problem says the row, its own number, the cell, what was found and expected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baolian.routines.exchange.tests import books
from baolian.routines.exchange.tests.books import codes, only, read
from baolian.routines.exchange.understood import Understanding

HEADINGS = books.DIFFICULTY_HEADINGS


def difficulty(tmp_path: Path, **changed: Any) -> Understanding:
    names = ("number", "enterprise", "summary", "raised", "organisation", "state", "resolved")
    good: dict[str, Any] = dict(zip(names, books.DIFFICULTIES[0], strict=True))
    return read(tmp_path, [HEADINGS, list((good | {"number": 17} | changed).values())])


def test_thirtieth_of_february(tmp_path: Path) -> None:
    problem = only(difficulty(tmp_path, raised="2022年2月30日"), "no_such_day")
    assert (problem.row, problem.own_number, problem.cell) == (2, "17", "D2")
    assert problem.found == "2022年2月30日"
    assert problem.severity == "error"
    for text in ("第2行", "序号 17", "D2", "反映时间", "2022年2月30日"):
        assert text in problem.zh
    for text in ("row 2", "17", "D2", "there is no day 30"):
        assert text in problem.en


def test_closed_before_raised(tmp_path: Path) -> None:
    problem = only(difficulty(tmp_path, resolved="2022-03-16"), "closed_before_raised")
    assert (problem.cell, problem.found, problem.severity) == ("G2", "2022-03-16", "error")
    assert "2022-03-17" in problem.expected_zh


def test_closed_on_the_day_it_was_raised_is_right(tmp_path: Path) -> None:
    assert codes(difficulty(tmp_path, resolved="2022-03-17")) == []


def test_a_day_after_the_ledgers_own(tmp_path: Path) -> None:
    assert only(difficulty(tmp_path, resolved="2022-07-01"), "future").severity == "error"
    assert codes(difficulty(tmp_path, resolved="2022-06-30")) == []


@pytest.mark.parametrize(
    ("changed", "code", "severity"),
    [
        ({"enterprise": None}, "missing", "error"),
        ({"summary": "  "}, "missing", "error"),
        ({"raised": None}, "missing", "error"),
        ({"state": "不清楚"}, "unknown_state", "error"),
        ({"resolved": None}, "resolved_without_day", "warning"),
        ({"state": "办理中"}, "day_without_resolved", "warning"),
        ({"organisation": "—"}, "holder_missing", "warning"),
    ],
)
def test_one_wrong_cell(tmp_path: Path, changed: Any, code: str, severity: str) -> None:
    assert only(difficulty(tmp_path, **changed), code).severity == severity


def pairings(tmp_path: Path, *rows: list[Any]) -> Understanding:
    return read(tmp_path, [books.PAIRING_HEADINGS, *rows])


def test_a_wrong_check_digit(tmp_path: Path) -> None:
    wrong = books.USCC[:-1] + "J"
    understood = pairings(tmp_path, ["张三", "县工信局", "丹凤甲公司", wrong])
    problem = only(understood, "credit_code_check")
    assert (problem.cell, problem.found) == ("D2", wrong)
    assert understood.problems("error")


def test_a_pairing_without_a_holder(tmp_path: Path) -> None:
    problem = only(pairings(tmp_path, [None, "县工信局", "丹凤甲公司", books.USCC]), "missing")
    assert "包联责任人" in problem.expected_zh


def test_one_code_with_two_names(tmp_path: Path) -> None:
    understood = pairings(
        tmp_path,
        ["张三", "县工信局", "丹凤甲公司", books.USCC],
        ["李四", "县工信局", "丹凤乙公司", books.USCC],
    )
    problem = only(understood, "code_of_two_enterprises")
    assert problem.row == 3
    assert "丹凤甲公司" in problem.expected_zh


def test_one_name_with_two_codes(tmp_path: Path) -> None:
    understood = pairings(
        tmp_path,
        ["张三", "县工信局", "丹凤甲公司", books.USCC],
        ["李四", "县工信局", "丹凤甲公司", books.OTHER_USCC],
    )
    assert only(understood, "enterprise_of_two_codes").row == 3


def test_a_pairing_listed_twice(tmp_path: Path) -> None:
    row = ["张三", "县工信局", "丹凤甲公司", books.USCC]
    problem = only(pairings(tmp_path, row, row), "repeated")
    assert (problem.row, problem.severity) == (3, "error")
    assert "第2行" in problem.expected_zh


def test_projects_that_contradict_themselves(tmp_path: Path) -> None:
    rows = [
        ["单位:万元"],
        books.PROJECT_HEADINGS,
        ["甲项目", "张三", 100, 120, "是"],
        ["乙项目", "张三", 100, 50, "否"],
        ["丙项目", None, 100, 50, "是"],
        ["丁项目", "张三", 100, 100, "是"],
        ["戊项目", "张三", 100, 0, "否"],
    ]
    understood = read(tmp_path, rows)
    assert only(understood, "completed_over_total").row == 3
    assert only(understood, "money_without_start").row == 4
    assert only(understood, "holder_missing").row == 5
    assert not understood.problems("error")
