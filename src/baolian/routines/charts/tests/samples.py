"""One chart of every kind, in a language: whole numbers, gaps, words that would break a script."""

from __future__ import annotations

from datetime import date

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

YI = 10**10
# beyond what a double holds exactly: only its words are exact in a drawing
ODD = 2**53 + 1
HOSTILE = '</script><b>"\\\n'


def series(name: str, *numbers: int | None) -> Series:
    return Series(name, tuple(Amount(n, "无记录" if n is None else f"{n}件") for n in numbers))


def samples(lang: str = "zh") -> dict[str, Chart]:
    half = months(last_months(date(2022, 6, 30), 6), lang)
    money = Series(
        "完成", (Amount(YI, "1亿元"), Amount(None, "无记录"), Amount(129 * YI, "约129亿元"))
    )
    plan = Series("计划", tuple(Amount(n * YI, f"{n}亿元") for n in (50, 100, 150)))
    periods = {"1—2月": ["1—2月"], "1—3月": ["1—3月"], "1—4月": ["1—4月"]}
    opened, done = series("登记", 12, 0, 9, 20, 33, 15), series(HOSTILE, 2, 7, 5, 11, 20, 25)
    return {
        "side_by_side": side_by_side("按月", "月份", half, [opened, done], str),
        "single": side_by_side("按月", "月份", half, [opened], str),
        "stacked": stacked(
            "状态", "月份", half, [opened, done, *(series(f"第{n}", *range(6)) for n in "345")], str
        ),
        "plan_and_actual": plan_and_actual(
            "投资", "期间", periods, money, plan, lambda n: str(n // YI)
        ),
        "alone": plan_and_actual("投资", "期间", periods, money, None, lambda n: str(n // YI)),
        "burn_down": burn_down(
            "清零", "日期", periods, series("未办结", 40, 22, 4), series("计划", 40, 20, 0), str
        ),
        "bars": bars("比较", "类别", ["用工", HOSTILE, "物流"], series("办结", ODD, None, -3)),
        "bars_and_plan": bars("比较", "类别", ["用工"], series("办结", 21), series("计划", 24)),
        "unknown": side_by_side("近况", "月份", half, [series("登记", *[None] * 6)], str),
    }


KINDS = sorted(samples())
