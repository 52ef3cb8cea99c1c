"""How every chart looks: colours by the names of design tokens, one font, patterns beside colours.

A page knows the tokens, light, dark and in print, so a chart in it changes with the page. On paper
there is no style sheet: `on_paper` puts in the light tokens' values.
"""

from __future__ import annotations

import re
from typing import Any

# the tokens that charts use, as base.css has them for light screens and for paper
PAPER = {
    "--paper": "#ffffff",
    "--ink": "#1f2328",
    "--ink-soft": "#57606a",
    "--line": "#dcdcd6",
    "--line-strong": "#868c95",
    "--chart-1": "#2f6690",
    "--chart-2": "#b86b1d",
    "--chart-3": "#3f7d58",
    "--chart-4": "#7a5195",
    "--chart-5": "#6b7280",
}
# --text of base.css: the browser measures words with it before the style sheet is asked
FONT = (
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif'
)
# all that a chart can tell apart: more series than these belong into a table
MOST = 5
COLOURS = [f"var(--chart-{n})" for n in range(1, MOST + 1)]
# the first is full, the others have patterns: told apart in black and white too
FILLS = [COLOURS[0], *(f"url(#hatch-{n})" for n in range(2, MOST + 1))]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
DASHES = [[1, 0], [6, 4], [2, 3], [8, 3, 2, 3], [1, 4]]

# what is drawn in a tile of 6 x 6, turned by so many degrees
_STROKES = {
    2: ('<path d="M0 1.5h6" stroke-width="3"/>', 45),
    3: ('<path d="M1.5 3h3" stroke-width="3"/>', 0),
    4: ('<path d="M0 1h6M1 0v6" stroke-width="1.5"/>', 45),
    5: ('<path d="M0 1h6" stroke-width="2"/>', 0),
}
HATCHES = "".join(
    f'<pattern id="hatch-{n}" width="6" height="6" patternUnits="userSpaceOnUse"'
    f' patternTransform="rotate({turn})"><rect width="6" height="6" fill="var(--paper)"/>'
    f'<g stroke="var(--chart-{n})">{stroke}</g></pattern>'
    for n, (stroke, turn) in _STROKES.items()
)

CONFIG: dict[str, Any] = {
    # the page tells a screen reader what is drawn, in its own language
    "aria": False,
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "title": None,
        "ticks": False,
        "labelFontSize": 12,
        "labelPadding": 6,
        "labelColor": "var(--ink-soft)",
        "gridColor": "var(--line)",
        "domainColor": "var(--line-strong)",
    },
    "legend": {
        "title": None,
        "orient": "top",
        "offset": 10,
        "columnPadding": 16,
        "symbolSize": 120,
        "labelFontSize": 12,
        "labelColor": "var(--ink)",
    },
    "text": {"fontSize": 12, "fill": "var(--ink)"},
}

TOKEN = re.compile(r"var\((--[\w-]+)\)")


def on_paper(text: str) -> str:
    """`text` with each token's name replaced by its value on paper."""
    return TOKEN.sub(lambda found: PAPER[found[1]], text)
