"""The process that draws: `python -m baolian.routines.charts.child LIMITS_JSON`, a task on stdin.

Tasks: `{"draw": [spec...], "as": "svg"|"png", "hatches": defs, "scale": n}` answers JSON, one text
a drawing (PNG in base64); `{"bundle": true}` answers the browser's bundle. Nothing else of the
product runs here, and nothing is fetched: specs carry their data.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

import vl_convert

from baolian.routines.confined import limit_engine

# Vega-Lite's version: the same in the browser's bundle and in documents
VEGA_LITE = "6.4"
# all that a page needs of the bundle
EMBEDDER = "window.vegaEmbed = vegaEmbed;"


def drawn(spec: dict[str, Any], hatches: str) -> str:
    """SVG with the patterns that the spec's colours name."""
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    end = svg.index(">") + 1
    return f"{svg[:end]}<defs>{hatches}</defs>{svg[end:]}"


def painted(svg: str, scale: float) -> str:
    return base64.b64encode(vl_convert.svg_to_png(svg, scale=scale)).decode("ascii")


def answer(task: dict[str, Any]) -> str:
    if task.get("bundle"):
        return vl_convert.javascript_bundle(EMBEDDER, vl_version=VEGA_LITE)
    drawings = [drawn(spec, task["hatches"]) for spec in task["draw"]]
    if task["as"] == "png":
        drawings = [painted(svg, task["scale"]) for svg in drawings]
    return json.dumps(drawings, ensure_ascii=False)


if __name__ == "__main__":
    limit_engine(sys.argv[1])
    said = answer(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(said.encode("utf-8"))
