"""Charts in a page: data that is no script, a table beside it, the tokens of the style sheet."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template

from baolian.faces.parts import vega
from baolian.faces.parts.tests.test_styles import text
from baolian.routines.charts import drawing
from baolian.routines.charts.look import FONT, PAPER
from baolian.routines.charts.tests.samples import HOSTILE, samples


def drawn(source: str, **context: Any) -> str:
    return Template("{% load charts %}" + source).render(Context(context))


def test_the_palette_of_paper_is_the_light_one() -> None:
    light = re.search(r"color-scheme: light;(.*?)\}", text("base.css"), flags=re.DOTALL)
    assert light
    tokens = dict(re.findall(r"(--[\w-]+): (#\w{6});", light[1]))
    assert {name: tokens[name] for name in PAPER} == PAPER


def test_the_font_is_the_pages() -> None:
    font = re.search(r"--text: (.*?);", text("base.css"), flags=re.DOTALL)
    assert font
    assert " ".join(font[1].split()) == FONT


def test_a_chart_carries_its_spec_and_its_table() -> None:
    chart = samples()["side_by_side"]
    page = drawn("{% chart it note %}", it=chart, note="来源：台账")
    data = re.search(r'<script type="application/json">(.*?)</script>', page, flags=re.DOTALL)
    assert data
    assert json.loads(data[1]) == chart.spec
    assert '<details class="behind" open>' in page
    assert page.count('<th scope="row">') == len(chart.rows)
    assert page.count('<td class="number">') == len(chart.rows) * 2
    assert "来源：台账" in page


def test_a_name_ends_no_script() -> None:
    page = drawn("{% chart it %}", it=samples()["stacked"])
    assert HOSTILE not in page
    assert page.count("</script>") == 1
    assert "<b>" not in page


def test_without_the_bundle_nothing_promises_to_draw(settings: Any, tmp_path: Path) -> None:
    settings.MADE = tmp_path
    settings.STATICFILES_DIRS = [("made", tmp_path)]
    assert "<script" not in drawn("{% charts_here %}")
    (tmp_path / vega.name()).write_text("")
    assert f'data-vega="/static/made/{vega.name()}"' in drawn("{% charts_here %}")


@pytest.mark.slow
def test_the_bundle_is_made_once_and_the_same_each_time(settings: Any, tmp_path: Path) -> None:
    settings.MADE = tmp_path
    file = vega.ensure()
    made = file.read_bytes()
    assert b"window.vegaEmbed=" in made
    assert b"sourceMappingURL" not in made
    before = file.stat().st_mtime_ns
    assert vega.ensure() == file
    assert file.stat().st_mtime_ns == before
    assert drawing.bundle() == made
    assert [f.name for f in tmp_path.iterdir()] == [vega.name()]
