"""Charts drawn for documents: every kind compiles, in colours of paper, within limits."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from baolian.routines.charts import drawing
from baolian.routines.charts.drawing import NotDrawn
from baolian.routines.charts.limits import LIMITS
from baolian.routines.charts.tests.samples import KINDS, samples
from baolian.routines.confined import MEBIBYTE, environment


@pytest.fixture(scope="module", params=["zh", "en"])
def drawn(request: pytest.FixtureRequest) -> dict[str, str]:
    """One process draws them all."""
    charts = samples(request.param)
    return dict(zip(charts, drawing.svg_all(charts.values(), 480), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn(drawn: dict[str, str], kind: str) -> None:
    svg = drawn[kind]
    assert svg.startswith("<svg ")
    assert "var(" not in svg
    assert set(re.findall(r"url\(#([\w-]+)\)", svg)) <= set(
        re.findall(r'<pattern id="([\w-]+)"', svg)
    )
    assert "NaN" not in svg
    assert "undefined" not in svg


def test_words_are_in_it(drawn: dict[str, str]) -> None:
    assert "约129亿元" in drawn["plan_and_actual"]
    assert ">登记<" in drawn["side_by_side"]
    assert ">无记录<" in drawn["bars"]
    assert "&lt;/script&gt;" in drawn["stacked"]


def test_a_chart_is_as_wide_as_asked(drawn: dict[str, str]) -> None:
    widths = {kind: int(re.search(r'width="(\d+)"', svg)[1]) for kind, svg in drawn.items()}  # type: ignore[index]
    assert set(widths.values()) == {480}


def test_a_picture_has_three_dots_for_each_of_its_points() -> None:
    png = drawing.png(samples()["bars"], 480)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 480 * 3


def test_a_process_over_its_limits_is_told() -> None:
    with pytest.raises(NotDrawn, match="exit code"):
        drawing.asked('{"bundle": true}', replace(LIMITS, data_bytes=64 * MEBIBYTE))
    with pytest.raises(NotDrawn, match="timed out"):
        drawing.asked('{"bundle": true}', replace(LIMITS, wall_seconds=1))


def test_what_is_no_chart_is_refused() -> None:
    chart = samples()["bars"]
    with pytest.raises(NotDrawn, match="exit code 1"):
        drawing.svg(replace(chart, spec={"width": 100, "mark": "nonsense"}))


def test_nothing_is_fetched() -> None:
    chart = samples()["bars"]
    spec = chart.spec | {"data": {"url": "http://127.0.0.1:9/numbers.json"}}
    with pytest.raises(NotDrawn):
        drawing.svg(replace(chart, spec=spec))


def test_the_process_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOLIAN_SECRET_KEY", "canary")
    assert set(environment("HOME")) <= {"PYTHONPATH", "PATH", "HOME"}
