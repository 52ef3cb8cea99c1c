"""A column of a list: what stands in it on the page and in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from baolian.faces.parts.markup import safe
from baolian.faces.parts.templatetags.parts import day, moment

Said = str | Promise


@dataclass(frozen=True)
class Column:
    """`value` of a row is a text, a number, a day or a moment, and goes into the workbook as such;
    `cell` is what stands on the page where that is not the value itself.

    `sort` names an order of the list. `width` is the workbook's, in characters. `is_head`: it names
    the row. On a phone, where a row is a card, its heading goes along if `has_term`.
    """

    code: str
    words: Said
    value: Callable[[Any], Any]
    cell: Callable[[Any], Any] | None = None
    sort: str = ""
    css: str = ""
    width: int = 12
    is_head: bool = False
    has_term: bool = True

    @property
    def frame(self) -> tuple[str, str]:
        """What stands before and after its content in each row, in the reader's language."""
        css = f' class="{escape(self.css)}"' if self.css else ""
        if self.is_head:
            return f'<th scope="row"{css}>', "</th>"
        term = f' data-term="{escape(str(self.words))}"' if self.has_term else ""
        return f"<td{css}{term}>", "</td>"

    def content(self, row: Any) -> str:
        return safe(self.cell(row) if self.cell else spelled(self.value(row)))


def spelled(value: Any) -> Any:
    """A value as a list shows it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else value


def no_box(_row: Any) -> str:
    return ""


def table_rows(
    columns: Sequence[Column], rows: Iterable[Any], box: Callable[[Any], str] = no_box
) -> SafeString:
    """The rows of a table; `box` gives what stands before the cells: a checkbox, or nothing."""
    frames = [(*column.frame, column.content) for column in columns]
    lines = []
    for row in rows:
        cells = [f"{before}{content(row)}{after}" for before, after, content in frames]
        lines.append(f"<tr>{box(row)}{''.join(cells)}</tr>")
    return SafeString("\n".join(lines))


def tick(key: int, words: str, why_not: str = "") -> SafeString:
    """A checkbox in a cell of its own; `words` name a number, `%(number)s`, which is the key.
    `why_not`: it cannot be ticked, and that is why."""
    label = escape(words % {"number": key} + (gettext("：") + why_not if why_not else ""))
    shut = f' disabled title="{escape(why_not)}"' if why_not else ""
    box = f'<input type="checkbox" name="row" value="{key}" aria-label="{label}"{shut}>'
    return SafeString(f'<td class="tick">{box}</td>')


def link(address: str, words: object) -> SafeString:
    return SafeString(f'<a href="{escape(address)}">{safe(words)}</a>')


def mark(css: str, words: object) -> SafeString:
    return SafeString(f'<span class="{escape(css)}">{safe(words)}</span>')
