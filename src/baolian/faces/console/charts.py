"""What the console draws: an indicator's periods, latest amounts, difficulties by month.

A chart speaks the page's language; its numbers are the integers of the records, and every number
keeps its word (约, 余) and its unit.
"""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import dropwhile, groupby

from django.utils.translation import gettext, ngettext, pgettext

from baolian.faces.parts.language import lang_of_page
from baolian.faces.parts.words import said
from baolian.records.matters.months import Month
from baolian.records.readings.models import Reading
from baolian.routines.bulletins import numbers
from baolian.routines.charts import Amount, Chart, Series, bars, plan_and_actual, side_by_side
from baolian.routines.charts.months import months
from baolian.rules.packs import Indicator, Pack

# as many periods of an indicator as a phone can show
PERIODS = 12


def course_chart(course: Sequence[Month], title: str, resolved: str) -> Chart | None:
    """Matters registered and resolved month by month, from the first month that has any; None
    without any. `title` holds `%(n)d` for the number of months, `resolved` says by whose word."""
    known = list(dropwhile(lambda month: not (month.opened or month.resolved), course))
    if not known:
        return None
    short = months([month.first for month in known], lang_of_page())
    return side_by_side(
        title % {"n": len(known)},
        gettext("月份"),
        short,
        [
            Series(gettext("登记"), tuple(pieces(month.opened) for month in known)),
            Series(resolved, tuple(pieces(month.resolved) for month in known)),
        ],
        str,
    )


def pieces(n: int) -> Amount:
    return Amount(n, ngettext("%(n)d件", "%(n)d件", n) % {"n": n})


def reading_charts(pack: Pack | None, readings: Iterable[Reading]) -> list[Chart]:
    """Standing readings of one subject or organisation: each indicator over its periods, and the
    latest amounts of several indicators that share a unit, beside one another."""
    known = {indicator.code: indicator for indicator in pack.indicators} if pack else {}
    ordered = sorted(readings, key=lambda r: (r.indicator, r.ends_on, r.begins_on))
    courses = [
        (known[code], list(of)[-PERIODS:])
        for code, of in groupby(ordered, key=lambda r: r.indicator)
        if code in known
    ]
    drawn = [indicator_chart(indicator, of) for indicator, of in courses if len(of) > 1]
    return drawn + latest_charts([(indicator, of[-1]) for indicator, of in courses])


# -- an indicator over its periods -------------------------------------------------------------


def indicator_chart(indicator: Indicator, readings: Sequence[Reading]) -> Chart:
    """`readings` are of this indicator, two or more, the oldest first."""
    unit = indicator.unit.value
    plans, actuals = [r.plan for r in readings], [r.actual for r in readings]
    size, unit_words = scale([*plans, *actuals], unit)
    series = [
        Series(gettext("完成"), tuple(amount(r.actual, unit, r.qualifier) for r in readings)),
        # a qualifier belongs to what was measured; a plan has it only where it stands alone
        Series(
            pgettext("amount", "计划"),
            tuple(amount(r.plan, unit, r.qualifier if r.actual is None else "") for r in readings),
        ),
    ]
    shown = [one for one in series if any(a.n is not None for a in one.amounts)] or series[:1]
    return plan_and_actual(
        titled(said(indicator.name), unit_words),
        gettext("期间"),
        periods(readings),
        shown[0],
        shown[1] if len(shown) > 1 else None,
        lambda n: numbers.decimal(n, size),
    )


def amount(n: int | None, unit: str, qualifier: str) -> Amount:
    return Amount(n, numbers.show(n, unit, lang_of_page(), "", qualifier))


def titled(name: str, unit: str) -> str:
    return gettext("%(name)s（%(unit)s）") % {"name": name, "unit": unit} if unit else name


def scale(amounts: Iterable[int | None], unit: str) -> tuple[int, str]:
    """How much one step of the axis' numbers is, and the words of the unit: 10**10, 亿元."""
    lang, greatest = lang_of_page(), max((abs(n) for n in amounts if n is not None), default=0)
    if unit == numbers.FEN:
        return next(
            (size, (multiplier + name).strip())
            for size, multiplier, name in numbers.MONEY[lang]
            if greatest >= size or size == numbers.MONEY[lang][-1][0]
        )
    if unit == numbers.BASIS_POINTS:
        return 100, "%"
    return 1, numbers.written(0, unit, lang, "")[1].strip()


def periods(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """Each period in full, and its lines on the axis: the year below where it changes."""
    found, year = {}, 0
    for reading in readings:
        begins, ends = reading.begins_on, reading.ends_on
        whole = numbers.period(begins, ends, lang_of_page())
        dated = [year_words(ends)] if ends.year != year else []
        found[whole], year = [short_period(begins, ends), *dated], ends.year
    return found


def short_period(begins: date, ends: date) -> str:
    """Whole months as 1—5月, other periods by their last day."""
    is_whole = begins.day == 1 and (ends + timedelta(days=1)).day == 1
    name: Callable[[date, date], str] = in_english if lang_of_page() == "en" else in_chinese
    return name(begins, ends) if is_whole else on_day(ends)


def in_chinese(begins: date, ends: date) -> str:
    is_one = (begins.year, begins.month) == (ends.year, ends.month)
    return f"{ends.month}月" if is_one else f"{begins.month}—{ends.month}月"


def in_english(begins: date, ends: date) -> str:
    is_one = (begins.year, begins.month) == (ends.year, ends.month)
    first, last = month_abbr[begins.month], month_abbr[ends.month]
    return last if is_one else f"{first}–{last}"


def on_day(day: date) -> str:
    return (
        f"{day.day} {month_abbr[day.month]}"
        if lang_of_page() == "en"
        else f"{day.month}月{day.day}日"
    )


def year_words(day: date) -> str:
    return str(day.year) if lang_of_page() == "en" else f"{day.year}年"


# -- several indicators beside one another -----------------------------------------------------


def latest_charts(latest: Sequence[tuple[Indicator, Reading]]) -> list[Chart]:
    """One chart for each unit in which at least two indicators have a reading."""
    by_unit = sorted(latest, key=lambda pair: pair[0].unit.value)
    found = []
    for unit, of in groupby(by_unit, key=lambda pair: pair[0].unit.value):
        pairs = sorted(of, key=lambda pair: -greater(pair[1]))
        if len(pairs) > 1 and unit != numbers.BASIS_POINTS:
            found.append(latest_chart(unit, pairs))
    return found


def greater(reading: Reading) -> int:
    known = [n for n in (reading.plan, reading.actual) if n is not None]
    return max(known, default=0)


def latest_chart(unit: str, pairs: Sequence[tuple[Indicator, Reading]]) -> Chart:
    shown = [amount(r.plan if r.actual is None else r.actual, unit, r.qualifier) for _i, r in pairs]
    days = {r.ends_on for _i, r in pairs}
    day = numbers.day(max(days), lang_of_page())
    title = (
        gettext("最近读数，截至%(day)s") if len(days) == 1 else gettext("最近读数，最晚截至%(day)s")
    )
    return bars(
        title % {"day": day},
        gettext("指标"),
        [said(indicator.name) for indicator, _r in pairs],
        Series(gettext("数值"), tuple(shown)),
    )
