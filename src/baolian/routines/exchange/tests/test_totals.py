from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baolian.routines.exchange.tests import books
from baolian.routines.exchange.tests.books import codes, only, read

HEADINGS = ["项目名称", "包抓领导", "总投资", "累计完成投资", "是否开工"]
PROJECTS: list[list[Any]] = [
    ["甲项目", "张三", 100, 10, "是"],
    ["乙项目", "李四", "0.02亿元", 20, "是"],
]


@pytest.mark.parametrize("word", ["合计", "总 计", "合计:", "小计", "共计（万元）"])
def test_a_right_total_is_neither_data_nor_a_problem(tmp_path: Path, word: str) -> None:
    rows = [["单位:万元"], HEADINGS, *PROJECTS, [word, None, 300, "30", None]]
    understood = read(tmp_path, rows)
    assert len(list(understood.rows("projects"))) == 2
    assert [total.agrees() for total in understood.sheets[0].totals] == [True, True]
    assert codes(understood) == []


def test_a_wrong_total_is_a_warning_that_says_both(tmp_path: Path) -> None:
    rows = [["单位:万元"], HEADINGS, *PROJECTS, ["合计", None, 301, 30, None]]
    understood = read(tmp_path, rows)
    problem = only(understood, "total_disagrees")
    assert (problem.cell, problem.found, problem.severity) == ("C5", "301", "warning")
    assert problem.expected_zh.startswith("300")
    assert not understood.problems("error")


def test_subtotals_count_the_rows_since_the_one_before(tmp_path: Path) -> None:
    rows = [
        ["单位:万元"],
        HEADINGS,
        PROJECTS[0],
        ["小计", None, 100, 10, None],
        PROJECTS[1],
        ["小计", None, 200, 20, None],
        ["合计", None, 300, 30, None],
    ]
    assert codes(read(tmp_path, rows)) == []


def test_heads_and_households_are_counted(tmp_path: Path) -> None:
    rows = [
        books.PAIRING_HEADINGS,
        ["张三", "县工信局", "丹凤甲公司", books.USCC],
        ["李四", "县财政局", "丹凤甲公司", books.USCC],
        ["合计2人", None, "1户", None],
    ]
    # the word and a number share a cell: the row is still a total
    understood = read(tmp_path, rows)
    assert len(list(understood.rows("pairings"))) == 2
    assert codes(understood) == []
    rows[-1] = ["合计", None, "3户", None]
    assert only(read(tmp_path, rows), "total_disagrees").cell == "C4"
