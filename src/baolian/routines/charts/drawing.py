"""Charts drawn for documents, and the bundle by which a browser draws them itself."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from baolian.routines import confined
from baolian.routines.charts.chart import Chart
from baolian.routines.charts.fonts import require_chinese_font
from baolian.routines.charts.limits import LIMITS
from baolian.routines.charts.look import HATCHES, on_paper
from baolian.routines.confined import EngineLimits

# of the text of an A4 page, in pixels of 1/96 inch
WIDTH = 600
# dots for each of those pixels: 288 to the inch
SCALE = 3.0


class NotDrawn(Exception):
    """The process that draws came to no good end: over its limits, or without its engine."""


def svg_all(charts: Iterable[Chart], width: int = WIDTH) -> list[str]:
    """The charts as SVG in the colours of paper, `width` pixels wide. Raises NotDrawn.

    Its words stay text: whoever shows it needs a Chinese font (see fonts.py).
    """
    found: list[str] = json.loads(drawn(charts, width, {"as": "svg"}))
    return found


def svg(chart: Chart, width: int = WIDTH) -> str:
    return svg_all([chart], width)[0]


def png_all(charts: Iterable[Chart], width: int = WIDTH, scale: float = SCALE) -> list[bytes]:
    """The charts as PNG, `width * scale` dots wide, in the fonts of this machine.

    Raises NoChineseFont, NotDrawn.
    """
    require_chinese_font()
    texts: list[str] = json.loads(drawn(charts, width, {"as": "png", "scale": scale}))
    return [base64.b64decode(text) for text in texts]


def png(chart: Chart, width: int = WIDTH, scale: float = SCALE) -> bytes:
    return png_all([chart], width, scale)[0]


def drawn(charts: Iterable[Chart], width: int, task: dict[str, Any]) -> bytes:
    specs = [as_wide_as(chart.spec, width) for chart in charts]
    whole = {"draw": specs, "hatches": HATCHES} | task
    return asked(on_paper(json.dumps(whole, ensure_ascii=False)))


def as_wide_as(spec: dict[str, Any], width: int) -> dict[str, Any]:
    """A page gives a chart its width; on paper it is said."""
    return spec | {"width": width}


def bundle() -> bytes:
    """Vega, Vega-Lite and its embedder as one ES module; the same bytes each time.

    Takes some seconds. Raises NotDrawn.
    """
    return asked('{"bundle": true}')


def asked(task: str, limits: EngineLimits = LIMITS) -> bytes:
    try:
        return confined.asked("baolian.routines.charts.child", limits, task.encode("utf-8"))
    except confined.Died as error:
        raise NotDrawn(str(error)) from error
