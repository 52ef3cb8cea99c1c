"""Workbooks as an office sends them in: the demo's ledger of difficulties, kept up in part."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook

from baolian import packs

SHEET = "企业困难问题台账"
# (row of the sheet, column, what stands there now)
Change = tuple[int, int, str]
TIDY: tuple[Change, ...] = (
    (4, 8, "已办结"),
    (4, 9, "2022年6月29日"),
    (4, 10, "满意"),
    (7, 3, "走访发现:原料供应不足,产能闲置四成"),
    (9, 8, "推进中"),
)
SPOILED: tuple[Change, ...] = (
    *TIDY,
    (12, 5, "2022.13.8"),
    (15, 2, ""),
    (18, 8, "差不多了"),
    (21, 9, "2021年5月4日"),
)
# what came in since; the last day is the demo's
NEW = ("丹凤秦桐立峰物流有限公司", "企业反映:冷藏车辆不足两台", "运输物流", "2022.6.29")


def leaders(chain: str = "茶产业") -> bytes:
    """A list of chain leaders: one of them is given a second chain."""
    book, content = Workbook(), BytesIO()
    for row in (("产业链", "包抓领导", "职务"), (chain, "万岩", "市人大副主任")):
        book.worksheets[0].append(row)
    book.save(content)
    return content.getvalue()


def ledger(changes: tuple[Change, ...], new: int) -> bytes:
    """The sheet of difficulties with these changes, and so many new rows below it."""
    path = packs.__path__[0] + "/shangluo/demo/ledger.xlsx"
    old = load_workbook(path)[SHEET]
    book, content = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in old.iter_rows(values_only=True):
        sheet.append(row)
    for row, column, words in changes:
        sheet.cell(row, column).value = words or None
    last = sheet.cell(sheet.max_row, 1).value
    for n in range(1, new + 1):
        name, summary, kind, day = NEW
        number = (last if isinstance(last, int) else sheet.max_row) + n
        sheet.append((number, name, f"{summary}({n})", kind, day, "丹凤县交通局", "", "办理中"))
    book.save(content)
    return content.getvalue()
