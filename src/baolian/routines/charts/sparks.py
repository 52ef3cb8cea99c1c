"""A sparkline: a course at a glance, as high as a line of text; its numbers stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from baolian.routines.charts.axes import ticks
from baolian.routines.charts.chart import Chart, Series, chart, values
from baolian.routines.charts.look import COLOURS, CONFIG

WIDTH, HEIGHT = 96, 24


def sparkline(title: str, labelled: str, labels: Sequence[str], series: Series) -> Chart:
    rows = values(labels, [series])
    known = [row for row in rows if row["n"] is not None]
    for row in known[-1:]:
        row["is_last"] = True
    ends = ticks(row["n"] for row in rows)
    spec = {
        "config": CONFIG,
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 3,
        "data": {"values": rows},
        "encoding": {
            "x": {"field": "label", "type": "ordinal", "sort": None, "axis": None},
            "y": {
                "field": "n",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [ends[0], ends[-1]], "nice": False, "zero": False},
            },
        },
        "layer": [
            {"mark": {"type": "line", "strokeWidth": 2, "color": COLOURS[0]}},
            {
                "transform": [{"filter": "datum.is_last"}],
                "mark": {
                    "type": "point",
                    "filled": True,
                    "size": 30,
                    "opacity": 1,
                    "color": COLOURS[0],
                },
            },
        ],
    }
    return chart(title, labelled, labels, [series], spec)
