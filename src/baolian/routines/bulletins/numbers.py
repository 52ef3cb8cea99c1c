"""Numbers and periods as a bulletin writes them; integers only, nothing is rounded here."""

from __future__ import annotations

from calendar import month_name
from datetime import date

FEN = "fen"
BASIS_POINTS = "basis_points"
COUNT = "count"
SQUARE_METRES = "square_metres"

# (fen in one unit, Chinese, English); the article's own habit first: 129亿元, not 1290000万元
MONEY = {
    "zh": ((10**10, "亿", "元"), (10**6, "万", "元"), (100, "", "元")),
    "en": ((10**11, " billion", " yuan"), (10**8, " million", " yuan"), (100, "", " yuan")),
}
MOST_DECIMALS = 4
NOTHING = {"zh": "无记录", "en": "no records"}
BEFORE = {
    "zh": {"about": "约", "nearly": "近"},
    "en": {"about": "about ", "nearly": "nearly ", "over": "over ", "at_least": "at least "},
}


def show(value: int | None, unit: str, lang: str, measure: str = "", qualifier: str = "") -> str:
    """`value` with its unit and qualifier: 106名, 约129亿元, 14.7%; 无记录 for None.

    Chinese puts 余 before the unit (20余个, 129亿余元) and 以上 after it (129亿元以上).
    """
    lang = "en" if lang.startswith("en") else "zh"
    if value is None:
        return NOTHING[lang]
    digits, name = written(value, unit, lang, measure)
    if lang == "zh" and qualifier == "over":
        return f"{digits}余{name}"
    after = "以上" if lang == "zh" and qualifier == "at_least" else ""
    return f"{BEFORE[lang].get(qualifier, '')}{digits}{name}{after}"


def written(value: int, unit: str, lang: str, measure: str) -> tuple[str, str]:
    """The digits with their multiplier, and the name of the unit."""
    if unit == FEN:
        return money(value, lang)
    if unit == BASIS_POINTS:
        return decimal(value, 100), "%"
    if unit == SQUARE_METRES:
        return grouped(value, lang), "平方米" if lang == "zh" else " square metres"
    return grouped(value, lang), measure if lang == "zh" else ""


def money(fen: int, lang: str) -> tuple[str, str]:
    """Exactly, in the largest unit that is reached and needs at most four decimals, else in yuan.

    1,290,000,000,000 fen is 129亿元; 12,345,678,901 fen is 123456789.01元.
    """
    for size, multiplier, name in MONEY[lang]:
        if abs(fen) >= size and fen % (size // 10**MOST_DECIMALS or 1) == 0:
            return decimal(fen, size) + multiplier, name
    _, multiplier, name = MONEY[lang][-1]
    return decimal(fen, 100) + multiplier, name


def decimal(value: int, size: int) -> str:
    """`value / size` for a power of ten, every digit kept, trailing zeros trimmed."""
    whole, rest = divmod(abs(value), size)
    places = len(str(size)) - 1
    tail = f".{rest:0{places}}".rstrip("0").rstrip(".") if rest else ""
    return f"{'-' if value < 0 else ''}{whole}{tail}"


def grouped(value: int, lang: str) -> str:
    return f"{value:,}" if lang == "en" else str(value)


def day(moment: date, lang: str) -> str:
    if lang.startswith("en"):
        return f"{moment.day} {month_name[moment.month]} {moment.year}"
    return f"{moment.year}年{moment.month}月{moment.day}日"


def months(begins: date, ends: date, lang: str, year: int) -> str:
    """Whole months: 1—5月, 6月; the year is named when it is not `year`."""
    is_one = (begins.year, begins.month) == (ends.year, ends.month)
    named = begins.year != year or ends.year != year
    if lang.startswith("en"):
        return english_months(begins, ends, is_one=is_one, named=named)
    if begins.year != ends.year:
        return f"{begins.year}年{begins.month}月至{ends.year}年{ends.month}月"
    span = f"{ends.month}月" if is_one else f"{begins.month}—{ends.month}月"
    return f"{ends.year}年{span}" if named else span


def english_months(begins: date, ends: date, *, is_one: bool, named: bool) -> str:
    first, last = month_name[begins.month], month_name[ends.month]
    if begins.year != ends.year:
        first = f"{first} {begins.year}"
    span = last if is_one else f"{first} to {last}"
    return f"{span} {ends.year}" if named else span


def period(begins: date | None, ends: date, lang: str) -> str:
    """截至2022年6月30日, or 2022年6月1日至2022年6月30日."""
    if lang.startswith("en"):
        return f"{day(begins, lang)} to {day(ends, lang)}" if begins else f"as of {day(ends, lang)}"
    return f"{day(begins, lang)}至{day(ends, lang)}" if begins else f"截至{day(ends, lang)}"
