"""The process that sets: `python -m baolian.routines.papers.child LIMITS_JSON FOLDER`, which fonts
a face may have as JSON on stdin, the PDF on stdout.

FOLDER holds `paper.typ` and all that it reads. Nothing else of the product runs here, nothing is
written, and nothing is fetched: the form names no package.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typst

from baolian.routines.confined import limit_engine
from baolian.routines.papers.fonts import NoPaperFont, stand_ins
from baolian.routines.papers.limits import NO_FONT


def answer(folder: Path, rows: dict[str, list[str]]) -> bytes:
    """Raises NoPaperFont."""
    fonts = typst.Fonts()
    told = {"faces": json.dumps(stand_ins(rows, fonts.families()))}
    form = folder / "paper.typ"
    return typst.compile(form, None, folder, fonts, sys_inputs=told, timestamp=0)


if __name__ == "__main__":
    limit_engine(sys.argv[1])
    try:
        made = answer(Path(sys.argv[2]), json.loads(sys.stdin.buffer.read()))
    except NoPaperFont:
        sys.exit(NO_FONT)
    sys.stdout.buffer.write(made)
