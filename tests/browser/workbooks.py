"""Workbooks as they come from a neighbouring office."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook as Book

Row = tuple[str, ...]
HEADINGS: Row = ("产业链", "包抓领导", "职务")
GOOD: Row = ("茶产业", "宁望山", "市人大常委会副主任")
# a chain leader of no chain
BAD: Row = ("", "何川", "")


def workbook(*rows: Row) -> bytes:
    book, content = Book(), BytesIO()
    for row in (HEADINGS, *rows):
        book.worksheets[0].append(row)
    book.save(content)
    return content.getvalue()
