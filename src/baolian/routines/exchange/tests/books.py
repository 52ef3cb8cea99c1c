"""Workbooks written for one test each, and a difficulty ledger that is right in every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book

from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.understood import Problem, Understanding
from baolian.routines.exchange.workbooks import read_workbook

AS_OF = date(2022, 6, 30)
USCC = "91611022X505GCKWRH"
OTHER_USCC = "916110227T1NEMTL1U"

Rows = Sequence[Any]  # of rows; lists of mixed cells have no better common type

DIFFICULTY_HEADINGS = [
    "序号",
    "企业名称",
    "困难问题",
    "反映时间",
    "责任单位",
    "办理状态",
    "办结时间",
]
DIFFICULTIES: list[list[Any]] = [
    [1, "丹凤甲公司", "用电容量不足", "2022-03-17", "丹凤县工信局", "已办结", "2022年4月1日"],
    [2, "商南乙公司", "用工短缺20人", "2022.3.8", "市人社局", "办理中", None],
    [3, "洛南丙公司", "贷款100万元", "20220227", "洛南县金融办", "推进中", None],
]
PROJECT_HEADINGS = ["项目名称", "包抓领导", "总投资", "累计完成投资", "是否开工"]
PAIRING_HEADINGS = ["包联责任人", "单位", "包联企业", "统一社会信用代码"]


def save(path: Path, sheets: Mapping[str, Rows], merges: Sequence[str] = ()) -> Path:
    """Writes sheets of rows; `merges` are ranges of the first sheet."""
    book = Book()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    book.save(path)
    return path


def read(
    tmp_path: Path, rows: Rows, merges: Sequence[str] = (), name: str = "Sheet1", **more: Any
) -> Understanding:
    """Writes one sheet and understands it as of 30 June 2022."""
    path = save(tmp_path / "ledger.xlsx", {name: rows}, merges)
    return understand(read_workbook(path), AS_OF, **more)


def codes(understanding: Understanding) -> list[str]:
    return [problem.code for problem in understanding.problems()]


def only(understanding: Understanding, code: str) -> Problem:
    """The one problem of this code."""
    (problem,) = [p for p in understanding.problems() if p.code == code]
    return problem
