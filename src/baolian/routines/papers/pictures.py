"""Charts of papers, drawn by a process of their own, once for the Word and the PDF of a paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from baolian.routines.charts import Chart, drawing
from baolian.routines.charts.drawing import NotDrawn
from baolian.routines.charts.fonts import NoChineseFont

# a PNG of each chart of a paper, in turn; None where this machine cannot draw
Drawings = list[bytes | None]

# two hundred kilobytes each, and over a second to draw
KEPT = 20
# in pixels; on paper 150 mm wide
WIDTH = 600


def drawn(charts: Sequence[Chart]) -> Drawings:
    if not charts:
        return []
    try:
        return list(pictures(json.dumps([chart.spec for chart in charts], ensure_ascii=False)))
    except (NoChineseFont, NotDrawn):
        return [None] * len(charts)


@lru_cache(maxsize=KEPT)
def pictures(specs: str) -> tuple[bytes, ...]:
    """Raises NoChineseFont, NotDrawn, and then keeps nothing."""
    charts = [Chart("", spec, (), ()) for spec in json.loads(specs)]
    return tuple(drawing.png_all(charts, WIDTH))
