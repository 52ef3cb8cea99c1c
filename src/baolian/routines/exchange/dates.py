"""Dates as offices write them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from baolian.routines.exchange.values import Context, Fault, Value, half_width
from baolian.routines.exchange.workbooks import Cell
from baolian.rules.clock import FIRST_YEAR, LAST_YEAR

# serial 60 is a 29 February 1900 that never was; from 61 on, this day is the right zero
EXCEL_ZERO = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
FORMS_ZH = "日期，如 2022-03-17、2022.3.17、2022年3月17日、20220317"
FORMS_EN = "a date such as 2022-03-17, 2022.3.17, 2022年3月17日 or 20220317"

_CLOCK = r"(?:[T\s]*\d{1,2}[::时]\d{1,2}.*)?"
_FULL = re.compile(rf"(\d{{4}})\s*[-./年]\s*(\d{{1,2}})\s*[-./月]\s*(\d{{1,2}})\s*[日号]?{_CLOCK}")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"'?\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?")
_NO_DAY = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?")
_NO_YEAR = re.compile(r"\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?")

_INCOMPLETE = (
    (_SHORT_YEAR, "two_digit_year", "四位年份", "a year of four digits"),
    (_NO_DAY, "no_day", "具体到日", "a day besides the year and month"),
    (_NO_YEAR, "no_year", "带年份", "a year besides the month and day"),
)


def day(cell: Cell, context: Context) -> Value | Fault:
    """A calendar day from a date cell, a text, a packed number 20220317 or an Excel serial."""
    found = _any_day(cell)
    if isinstance(found, date) and found > context.as_of:
        until = context.as_of
        return Fault("future", f"不晚于 {until} 的日期", f"a day not after {until}")
    return found


def _any_day(cell: Cell) -> Value | Fault:
    if isinstance(cell, date):  # or a moment
        return date(cell.year, cell.month, cell.day) if _is_near(cell.year) else _not_a_date()
    if isinstance(cell, (int, float)):
        return _of_number(cell)
    return _of_text(half_width(cell or "").strip())


def _of_number(number: int | float) -> Value | Fault:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return EXCEL_ZERO + timedelta(days=int(number))
    match = _PACKED.fullmatch(str(number))
    return _day(*match.groups()) if match else _not_a_date()


def _of_text(found: str) -> Value | Fault:
    match = _FULL.fullmatch(found) or _PACKED.fullmatch(found)
    if match:
        return _day(*match.groups())
    if _SERIAL.fullmatch(found):
        return _of_number(float(found))
    for form, code, zh, en in _INCOMPLETE:
        if form.fullmatch(found):
            return Fault(code, f"{FORMS_ZH}，须{zh}", f"{FORMS_EN}, with {en}")
    return _not_a_date()


def _day(year_text: str, month_text: str, day_text: str) -> Value | Fault:
    year, month, number = int(year_text), int(month_text), int(day_text)
    if not 1 <= month <= 12 or not _is_near(year):
        return _not_a_date()
    last = calendar.monthrange(year, month)[1]
    if 1 <= number <= last:
        return date(year, month, number)
    return Fault(
        "no_such_day",
        f"{year}年{month}月只有1日至{last}日，没有{number}日",
        f"a day that exists: {year}-{month:02} has days 1 to {last}, there is no day {number}",
    )


def _is_near(year: int) -> bool:
    """What comes later or earlier is no date of a ledger, and no calendar counts as far."""
    return FIRST_YEAR <= year < LAST_YEAR


def _not_a_date() -> Fault:
    return Fault("not_a_date", FORMS_ZH, FORMS_EN)
