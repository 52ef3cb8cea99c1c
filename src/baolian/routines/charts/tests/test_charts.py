"""A drawing and its table say the same; colour is never alone; tokens are known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baolian.routines.charts import Chart, side_by_side
from baolian.routines.charts.chart import Uneven
from baolian.routines.charts.columns import TooMany
from baolian.routines.charts.look import DASHES, FILLS, HATCHES, PAPER, SHAPES, TOKEN, on_paper
from baolian.routines.charts.tests.samples import HOSTILE, KINDS, ODD, samples, series

SIX = {f"{n}月": [f"{n}月"] for n in range(1, 7)}


def drawn_words(chart: Chart) -> dict[tuple[str, str], str]:
    return {(v["label"], v["series"]): v["words"] for v in chart.spec["data"]["values"]}


def table_words(chart: Chart) -> dict[tuple[str, str], str]:
    return {
        (row[0], name): words
        for row in chart.rows
        for name, words in zip(chart.head[1:], row[1:], strict=True)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_what_the_drawing_says(kind: str) -> None:
    chart = samples()[kind]
    assert table_words(chart) == drawn_words(chart)
    assert len(chart.rows) == len({row[0] for row in chart.rows})


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_stay_the_integers_they_are(kind: str) -> None:
    spec = json.loads(json.dumps(samples()[kind].spec))
    numbers = [value["n"] for value in spec["data"]["values"]]
    assert all(n is None or type(n) is int for n in numbers)
    if kind == "bars":
        assert numbers[0] == ODD


def test_a_qualifier_stays_with_its_number() -> None:
    chart = samples()["plan_and_actual"]
    assert chart.rows[-1] == ("1—4月", "约129亿元", "150亿元")
    assert {v["words"]: v.get("said") for v in chart.spec["data"]["values"]}["约129亿元"] == "below"


@pytest.mark.parametrize("kind", KINDS)
def test_every_token_has_its_value_on_paper(kind: str) -> None:
    text = json.dumps(samples()[kind].spec) + HATCHES
    assert set(TOKEN.findall(text)) <= set(PAPER)
    assert "var(" not in on_paper(text)
    assert "#" not in json.dumps(samples()[kind].spec).replace("url(#hatch-", "")


def channels(spec: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for layer in spec["layer"]:
        found |= {
            name: channel["scale"]["range"]
            for name, channel in layer.get("encoding", {}).items()
            if channel.get("field") == "series" and "range" in channel.get("scale", {})
        }
    return found


def test_colour_is_never_alone() -> None:
    of = samples()
    assert channels(of["stacked"].spec)["fill"] == FILLS
    assert len(set(FILLS)) == len(FILLS)
    assert all(fill.startswith("url(#hatch-") for fill in FILLS[1:])
    assert all(f'id="{fill[5:-1]}"' in HATCHES for fill in FILLS[1:])
    for kind in ("plan_and_actual", "burn_down"):
        lines = channels(of[kind].spec)
        assert lines["shape"] == SHAPES[:2]
        assert lines["strokeDash"] == DASHES[:2]


def test_one_series_needs_no_key() -> None:
    text = json.dumps(samples()["single"].spec)
    assert text.count('"legend": null') == 2
    assert '"legend": null' not in json.dumps(samples()["side_by_side"].spec)


def test_a_series_must_fit_its_labels() -> None:
    with pytest.raises(Uneven, match="5 amounts for 6 labels"):
        side_by_side("", "", SIX, [series("登记", 1, 2, 3, 4, 5)], str)


def test_more_than_can_be_told_apart_is_refused() -> None:
    many = [series(str(n), *range(6)) for n in range(6)]
    with pytest.raises(TooMany, match="6 series"):
        side_by_side("", "", SIX, many, str)


def test_a_chart_is_told_in_a_line() -> None:
    chart = samples()[KINDS[0]]
    assert chart.told.split("; ") == [" ".join(row) for row in chart.rows]


def test_words_in_an_expression_stay_words() -> None:
    """Labels of an axis are looked up by an expression: quotes in them end no string."""
    axis = side_by_side("", "", {HOSTILE: [HOSTILE]}, [series("登记", 1)], str).spec["encoding"][
        "x"
    ]
    said = axis["axis"]["labelExpr"]
    assert json.loads(said.removesuffix("[datum.value]")) == {HOSTILE: [HOSTILE]}
