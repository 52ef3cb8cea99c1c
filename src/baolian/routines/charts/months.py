"""Months as a chart names them: whole in the table, short along the axis."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Sequence
from datetime import date

# more months than these stand so close that only the number fits
ROOMY = 8


def months(firsts: Sequence[date], lang: str) -> dict[str, list[str]]:
    """`2022年6月` -> its lines on the axis; the year stands below the first month and January."""
    is_tight = len(firsts) > ROOMY
    found = {}
    for place, first in enumerate(firsts):
        is_dated = place == 0 or first.month == 1
        if lang.startswith("en"):
            whole, line = f"{month_name[first.month]} {first.year}", month_abbr[first.month]
            line, year = line[:1] if is_tight else line, str(first.year)
        else:
            whole, year = f"{first.year}年{first.month}月", f"{first.year}年"
            line = str(first.month) if is_tight else f"{first.month}月"
        found[whole] = [line, year] if is_dated else [line]
    return found


def last_months(last: date, n: int) -> list[date]:
    """The first days of `n` months, the last of them the month in which `last` lies."""
    end = last.year * 12 + last.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(end - n + 1, end + 1)]
