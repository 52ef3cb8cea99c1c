"""Workbooks as they come from a neighbouring office."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook as Book

Row = tuple[str, ...]
RAISING: Row = ("企业名称", "困难问题", "类别", "反映时间", "责任单位")
# by an office whose name is misspelt
MISSPELT: Row = ("丹凤秦桐立峰物流有限公司", "冷库不足", "运输物流", "2022-05-16", "丹凤县人社居")
HEADINGS: Row = ("产业链", "包抓领导", "职务")
GOOD: Row = ("茶产业", "宁望山", "市人大常委会副主任")
# a chain leader of no chain
BAD: Row = ("", "何川", "")


def workbook(*rows: Row, headings: Row = HEADINGS) -> bytes:
    book, content = Book(), BytesIO()
    for row in (headings, *rows):
        book.worksheets[0].append(row)
    book.save(content)
    return content.getvalue()
