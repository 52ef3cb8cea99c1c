"""Lines over periods: what was planned beside what came of it, what is left beside the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from baolian.routines.charts.axes import Say, along, by_series, height, ticks
from baolian.routines.charts.chart import Chart, Series, chart, values
from baolian.routines.charts.look import COLOURS, CONFIG, DASHES, SHAPES

HEIGHT = 200
# share of the height, in percent, that a number under its point needs
ROOM = 15


def plan_and_actual(
    title: str,
    labelled: str,
    short: Mapping[str, list[str]],
    actual: Series,
    plan: Series | None,
    say: Say,
) -> Chart:
    """`short` names the periods in their order, each with its lines on the axis."""
    return lines(title, labelled, short, [actual, *([plan] if plan else [])], say, "linear")


def burn_down(
    title: str, labelled: str, short: Mapping[str, list[str]], left: Series, plan: Series, say: Say
) -> Chart:
    """What is left at the end of each day goes down in steps, the plan in a straight line."""
    return lines(title, labelled, short, [left, plan], say, "step-after")


def lines(
    title: str,
    labelled: str,
    short: Mapping[str, list[str]],
    series: Sequence[Series],
    say: Say,
    course: str,
) -> Chart:
    labels = list(short)
    rows = values(labels, series)
    heights = ticks(row["n"] for row in rows)
    mark_words(rows, floor_of(heights))
    spec = {
        "config": CONFIG,
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": rows},
        "encoding": {"x": along_points(short), "y": height(heights, say)},
        "layer": layers(series, course, is_wide=len(labels) > 1),
    }
    return chart(title, labelled, labels, series, spec)


def along_points(short: Mapping[str, list[str]]) -> dict[str, Any]:
    x = along(short)
    axis = x["axis"] | {"labelOverlap": "parity"}
    return x | {"scale": {"type": "point", "padding": 0.5}, "axis": axis}


def floor_of(heights: Sequence[int]) -> int:
    """Below this no number stands under its point: it would lie on the axis' words."""
    return heights[0] + (heights[-1] - heights[0]) * ROOM // 100


def mark_words(rows: list[dict[str, Any]], floor: int) -> None:
    """Says which numbers stand at their points: the last, and the other series' at the same place.

    The greater of two stands above its point, the smaller below, or nowhere: the table has it.
    """
    known = [row for row in rows if row["n"] is not None]
    order = {row["label"]: at for at, row in enumerate(rows) if row["place"] == 0}
    last = max((order[row["label"]] for row in known), default=-1)
    shown = [row for row in known if order[row["label"]] == last]
    # of two that are equal the plan stands below
    shown.sort(key=lambda row: (-row["n"], row["place"]))
    for place, row in enumerate(shown):
        if place == 0 or row["n"] >= floor:
            row["said"] = "above" if place == 0 else "below"


def layers(series: Sequence[Series], course: str, *, is_wide: bool) -> list[dict[str, Any]]:
    names = [one.name for one in series]
    coloured = {"color": by_series(names, COLOURS)}
    found: list[dict[str, Any]] = [
        {
            "transform": [{"filter": f"datum.place === {place}"}],
            "mark": {
                "type": "line",
                "strokeWidth": 2.5,
                "interpolate": course if place == 0 else "linear",
            },
            "encoding": coloured | {"strokeDash": by_series(names, DASHES)},
        }
        for place in range(len(names))
    ]
    point = {"type": "point", "size": 64, "fill": "var(--paper)", "opacity": 1, "strokeWidth": 2}
    found.append({"mark": point, "encoding": coloured | {"shape": by_series(names, SHAPES)}})
    for where, up in (("above", -1), ("below", 1)):
        # first a rim of paper, so that a line below the number does not cross it out
        rim = {"stroke": "var(--paper)", "strokeWidth": 4, "strokeJoin": "round"}
        found += [words(where, up, rim, is_wide=is_wide), words(where, up, {}, is_wide=is_wide)]
    return found


def words(where: str, up: int, rim: dict[str, Any], *, is_wide: bool) -> dict[str, Any]:
    """Numbers at their points, ending near them: the last point lies near the edge."""
    side = {"align": "right", "dx": 14} if is_wide else {"align": "center"}
    return {
        "transform": [{"filter": f"datum.said === '{where}'"}],
        "mark": {"type": "text", "dy": 15 * up, "fontWeight": 600} | side | rim,
        "encoding": {"text": {"field": "words"}},
    }
