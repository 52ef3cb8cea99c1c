"""One chart of every kind for /design/, with invented numbers."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext, pgettext

from baolian.faces.parts.language import lang_of_page
from baolian.routines.bulletins import numbers
from baolian.routines.charts import (
    Amount,
    Chart,
    Series,
    bars,
    burn_down,
    plan_and_actual,
    side_by_side,
    stacked,
)
from baolian.routines.charts.months import last_months, months

TAKEN_UP = (12, 7, 9, 20, 33, 15, 8, 41, 22, 18, 60, 31)
STRUCK_OFF = (2, 7, 5, 11, 20, 25, 9, 14, 30, 12, 22, 18)
LATE = (0, 1, 3, 2, 6, 4, 4, 9, 5, 3, 8, 7)
LEFT = (40, 38, 38, 35, 30, 30, 22, 20, 18, 9, 4)
# in hundredths: the axis speaks in whole ones
COMPLETED = (100, 250, None, 700, 1290)
PLANNED = (200, 400, 600, 800, 1100)


def chart_samples(last: date) -> list[Chart]:
    """`last` is a day of the last month."""
    return [months_of(last), states(last), plan(), left(last), compared()]


def series(name: str, numbers: tuple[int, ...]) -> Series:
    return Series(
        name, tuple(Amount(n, ngettext("%(n)d件", "%(n)d件", n) % {"n": n}) for n in numbers)
    )


def year(last: date) -> dict[str, list[str]]:
    return months(last_months(last, len(TAKEN_UP)), lang_of_page())


def months_of(last: date) -> Chart:
    both = [series(gettext("登记"), TAKEN_UP), series(pgettext("amount", "办结"), STRUCK_OFF)]
    return side_by_side(gettext("登记与办结（件）"), gettext("月份"), year(last), both, str)


def states(last: date) -> Chart:
    each = [
        series(gettext("办理中"), TAKEN_UP),
        series(gettext("已销号"), STRUCK_OFF),
        series(gettext("逾期"), LATE),
    ]
    return stacked(gettext("各月状态（件）"), gettext("月份"), year(last), each, str)


def plan() -> Chart:
    periods = {f"1—{n}": [f"1—{n}"] for n in range(2, 2 + len(PLANNED))}

    def said(n: int | None) -> Amount:
        return Amount(n, gettext("无记录") if n is None else f"{numbers.decimal(n, 100)}%")

    return plan_and_actual(
        gettext("计划与完成（%）"),
        gettext("期间"),
        periods,
        Series(gettext("完成"), tuple(map(said, COMPLETED))),
        Series(pgettext("amount", "计划"), tuple(map(said, PLANNED))),
        lambda n: numbers.decimal(n, 100),
    )


def left(last: date) -> Chart:
    days = {f"{last.month}-{n:02}": [str(n)] for n in range(1, 1 + len(LEFT))}
    straight = tuple(LEFT[0] - LEFT[0] * at // (len(LEFT) - 1) for at in range(len(LEFT)))
    planned = series(pgettext("amount", "计划"), straight)
    undone = series(gettext("未办结"), LEFT)
    return burn_down(gettext("清零进度（件）"), gettext("日期"), days, undone, planned, str)


def compared() -> Chart:
    names = [gettext("用工"), gettext("用地"), gettext("物流")]
    done = series(pgettext("amount", "办结"), (21, 9, 4))
    meant = series(pgettext("amount", "计划"), (24, 8, 6))
    return bars(gettext("按类别办结（件）"), gettext("类别"), names, done, meant)
