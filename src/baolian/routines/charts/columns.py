"""Columns month by month: series side by side, or states on top of one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from baolian.routines.charts.axes import Say, along, by_series, height, ticks
from baolian.routines.charts.chart import Chart, Series, chart, values
from baolian.routines.charts.look import COLOURS, CONFIG, FILLS, MOST

HEIGHT = 200
# so few columns have room for their numbers, also on a phone
ALL_SAID = 6


class TooMany(ValueError):
    """More series than a drawing can tell apart."""


def side_by_side(
    title: str, labelled: str, short: Mapping[str, list[str]], series: Sequence[Series], say: Say
) -> Chart:
    """`short` names the periods in their order, each with its lines on the axis."""
    tops = ticks(amount.n for one in series for amount in one.amounts)
    # its series side by side in every column
    beside = {"xOffset": {"field": "series", "sort": None, "scale": {"paddingInner": 0.05}}}
    return columns(title, labelled, short, series, height(tops, say) | {"stack": None}, beside)


def stacked(
    title: str, labelled: str, short: Mapping[str, list[str]], series: Sequence[Series], say: Say
) -> Chart:
    """The first series lies at the bottom."""
    whole = [sum(a.n or 0 for a in at) for at in zip(*(s.amounts for s in series), strict=False)]
    return columns(
        title,
        labelled,
        short,
        series,
        height(ticks(whole), say) | {"stack": "zero"},
        {"order": {"field": "place"}},
    )


def columns(
    title: str,
    labelled: str,
    short: Mapping[str, list[str]],
    series: Sequence[Series],
    y: dict[str, Any],
    placed: dict[str, Any],
) -> Chart:
    """Raises TooMany."""
    if len(series) > MOST:
        raise TooMany(f"{len(series)} series; at most {MOST}")
    labels = list(short)
    names = [one.name for one in series]
    drawn = {"fill": by_series(names, FILLS), "stroke": by_series(names, COLOURS)}
    layer: list[dict[str, Any]] = [
        {
            # of nothing not even an edge
            "transform": [{"filter": "datum.n !== 0"}],
            "mark": {"type": "bar", "strokeWidth": 1},
            "encoding": drawn | placed,
        }
    ]
    if y["stack"] is None and len(labels) * len(names) <= ALL_SAID:
        number = {"type": "text", "dy": -8, "baseline": "middle"}
        layer.append({"mark": number, "encoding": {"text": {"field": "words"}} | placed})
    spec = {
        "config": CONFIG,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values(labels, series)},
        "encoding": {"x": along(short), "y": y},
        "layer": layer,
    }
    return chart(title, labelled, labels, series, spec)
