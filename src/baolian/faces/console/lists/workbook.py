"""A list as an Excel workbook: exactly the columns, the order and the words of the page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.columns import Column
from baolian.faces.parts.templatetags.parts import moment
from baolian.faces.parts.words import listed
from baolian.records.journal.acts import SHANGHAI

# more are no working paper any more, and would hold up the others who wait for a page
MOST = 20_000
# a cell is text, a number or a moment, never a formula, and never a link
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_of(asked: Asked, keys: Sequence[Sequence[int]]) -> IO[bytes]:
    """The open file, which goes with its last reader. `keys`: of its rows, some at a time."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - it goes to the answer
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        write(book, asked, keys)
    file.seek(0)
    return file


def write(book: Any, asked: Asked, keys: Sequence[Sequence[int]]) -> None:
    sheet, columns = book.add_worksheet(str(asked.listing.title)[:31]), asked.columns
    form = {name: book.add_format(look) for name, look in LOOKS.items()}
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    above = list(heading(asked, sum(map(len, keys))))
    for place, words in enumerate(above):
        sheet.write_string(place, 0, words, form["title" if place == 0 else "note"])
    top = len(above)
    for place, column in enumerate(columns):
        sheet.write_string(top, place, str(column.words), form["head"])
    last = top
    for last, row in enumerate(rows_of(asked, keys), start=top + 1):
        for place, column in enumerate(columns):
            put(sheet, last, place, column.value(row), form)
    lay_out(sheet, top, last, columns)


def heading(asked: Asked, n: int) -> Iterator[str]:
    """What it is, of whom, by which filters, when it was taken out and by whom."""
    act = asked.listing.act
    yield str(asked.listing.title)
    if settings.DEMO:
        yield _("演示数据")
    offices = listed(map(str, act.by.workplaces))
    yield _("单位：%(offices)s") % {"offices": offices}
    yield _("筛选：%(asked)s") % {"asked": asked}
    count = ngettext("共 %(n)s 条", "共 %(n)s 条", n) % {"n": n}
    taken = {"who": act.by, "at": moment(act.at), "count": count}
    yield _("导出：%(who)s，%(at)s，%(count)s") % taken


def rows_of(asked: Asked, keys: Iterable[Sequence[int]]) -> Iterator[Any]:
    for some in keys:
        yield from asked.listing.read(some, asked.columns)


def put(sheet: Any, row: int, place: int, value: Any, form: dict[str, Any]) -> None:
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI).replace(tzinfo=None)
        sheet.write_datetime(row, place, local, form["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, form["day"])
    elif isinstance(value, int):
        sheet.write_number(row, place, value, form["number"])
    elif value:
        sheet.write_string(row, place, str(value), form["text"])
    else:
        sheet.write_blank(row, place, None, form["text"])


def lay_out(sheet: Any, top: int, last: int, columns: Sequence[Column]) -> None:
    """On the screen the heading stays in sight; on paper it stands on every page."""
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, max(last, top + 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&C&P / &N")


EDGED = {"border": 1, "border_color": "#bfbfbf", "valign": "top"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"font_color": "#595959"},
    "head": {**EDGED, "bold": True, "bg_color": "#eeeeea", "text_wrap": True},
    "text": {**EDGED, "text_wrap": True},
    "number": EDGED,
    "day": {**EDGED, "num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {**EDGED, "num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}
