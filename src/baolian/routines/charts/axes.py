"""Axes whose numbers are integers and whose labels are words that the caller chose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Say = Callable[[int], str]

STEPS = (1, 2, 5)
# between the lines across a drawing of 200 px
MOST_GAPS = 5


def ticks(amounts: Iterable[int | None]) -> list[int]:
    """Round integers from at most zero to at least the greatest: 0, 50, 100, 150 for 120."""
    known = [n for n in amounts if n is not None]
    low, high = min([0, *known]), max([0, *known])
    step = step_for(high - low)
    first, last = low // step * step, -(-high // step) * step
    return list(range(first, max(last, first + step) + 1, step))


def step_for(span: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... that leaves few enough ticks."""
    size = 1
    while True:
        for step in STEPS:
            if span <= step * size * MOST_GAPS:
                return step * size
        size *= 10


def lookup(words: Mapping[Any, Any]) -> str:
    """An expression of Vega that says each value in its words; `words` may hold lists of lines."""
    said = json.dumps({str(value): said for value, said in words.items()}, ensure_ascii=False)
    return f"{said}[datum.value]"


def height(values: list[int], say: Say) -> dict[str, Any]:
    """The y channel: lines across at `values`, said by `say`."""
    return {
        "field": "n",
        "type": "quantitative",
        "scale": {"domain": [values[0], values[-1]], "nice": False, "zero": False},
        "axis": {
            "values": values,
            "labelExpr": lookup({n: say(n) for n in values}),
            "domain": False,
        },
    }


def along(short: Mapping[str, list[str]]) -> dict[str, Any]:
    """The x channel: the labels in their order, each said in its short lines."""
    return {
        "field": "label",
        "type": "ordinal",
        "sort": None,
        "scale": {"paddingInner": 0.25},
        # a year below its month would count as overlapping the months beside it
        "axis": {"labelExpr": lookup(short), "labelAngle": 0, "labelOverlap": False},
    }


def by_series(names: Sequence[str], those: Sequence[Any]) -> dict[str, Any]:
    """A channel that tells the series apart by `those`; one series is named by the title."""
    scale = {"domain": list(names), "range": list(those[: len(names)])}
    return {"field": "series", "scale": scale, "legend": key(len(names))}


def key(series: int) -> dict[str, Any] | None:
    """The legend: none for one series, three names a line so that a phone shows them all."""
    return None if series < 2 else {"columns": min(series, 3)}
