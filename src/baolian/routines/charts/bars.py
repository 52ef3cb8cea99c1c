"""Bars: things compared, each with its name and its number above its own bar.

Words stand above the bar and not beside it: on a phone neither a long name nor a long number takes
the bar's room.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baolian.routines.charts.chart import Chart, Series, chart, values
from baolian.routines.charts.look import CONFIG

STEP = 46
# of a letter and of a Chinese sign in bold, and between the name and the number
LETTER, SIGN, GAP = 7, 12, 14


def bars(
    title: str, labelled: str, labels: Sequence[str], actual: Series, plan: Series | None = None
) -> Chart:
    """In the order given; `plan` is a line across each bar."""
    series = [actual, *([plan] if plan else [])]
    rows = values(labels, series)
    for at in range(len(labels)):
        rows[at]["said"] = said(actual, plan, at)
    known = [row["n"] for row in rows if row["n"] is not None]
    spec = {
        "config": CONFIG,
        "width": "container",
        "height": STEP * len(labels),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "label",
                "type": "ordinal",
                "sort": None,
                "axis": None,
                "scale": {"padding": 0},
            }
        },
        "layer": layers(
            min([0, *known]),
            max([1, *known]),
            max((room(row["said"]) for row in rows if "said" in row), default=0),
            has_plan=plan is not None,
        ),
    }
    return chart(title, labelled, labels, series, spec)


def said(actual: Series, plan: Series | None, at: int) -> str:
    words = actual.amounts[at].words
    return f"{words} / {plan.name} {plan.amounts[at].words}" if plan else words


def room(words: str) -> int:
    """How wide the number at the end of a line is at most; a name is cut where it begins, and
    stands whole in the table."""
    return GAP + sum(LETTER if sign.isascii() else SIGN for sign in words)


def layers(low: int, high: int, numbers: int, *, has_plan: bool) -> list[dict[str, Any]]:
    x = {
        "field": "n",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [low, high], "nice": False, "zero": False},
    }
    actual = {"transform": [{"filter": "datum.place === 0"}]}
    name = {"type": "text", "align": "left", "yOffset": -9, "limit": {"expr": f"width-{numbers}"}}
    number = {"type": "text", "align": "right", "yOffset": -9, "fontWeight": 600}
    bar = {"type": "bar", "height": 12, "yOffset": 8, "color": "var(--chart-1)"}
    found: list[dict[str, Any]] = [
        actual | {"mark": bar, "encoding": {"x": x}},
        actual | {"mark": name, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}},
        actual | {"mark": number, "encoding": {"x": {"value": "width"}, "text": {"field": "said"}}},
    ]
    if has_plan:
        line = {"type": "tick", "size": 22, "thickness": 3, "yOffset": 8}
        line |= {"color": "var(--ink)", "opacity": 1}
        found.append(
            {
                "transform": [{"filter": "datum.place === 1"}],
                "mark": line,
                "encoding": {"x": x},
            }
        )
    return found
