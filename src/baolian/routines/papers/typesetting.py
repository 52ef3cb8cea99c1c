"""A paper as PDF, set by Typst: `paper.typ` is the form, what the paper says goes to it as data.

Typst runs in a process of its own (child.py), within limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baolian.routines import confined
from baolian.routines.confined import EngineLimits
from baolian.routines.papers.fonts import NoPaperFont, rows_of_fonts
from baolian.routines.papers.layout import is_short, mark_size, standing_of, title_lines
from baolian.routines.papers.limits import LIMITS, NO_FONT, NotMade
from baolian.routines.papers.paper import (
    Annex,
    Block,
    Closing,
    Heading,
    Paper,
    Paragraph,
    Picture,
    PlainHead,
    RedHead,
    Table,
    Turn,
    annex_label,
    closing_day,
    imprint_lines,
)
from baolian.routines.papers.pictures import Drawings, drawn

Told = dict[str, Any]


def pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes on a machine with the same fonts.

    Raises NoPaperFont, NotMade.
    """
    pictures = drawn(paper.charts)
    told = json.dumps(told_of(paper, pictures), ensure_ascii=False)
    parts = {"paper.typ": form(), "paper.json": told.encode("utf-8", "replace")}
    parts |= {name_of(n): png for n, png in enumerate(pictures) if png}
    with TemporaryDirectory(prefix="paper-") as made:
        folder = Path(made)
        for name, part in parts.items():
            (folder / name).write_bytes(part)
        return asked(folder)


def asked(folder: Path, limits: EngineLimits | None = None) -> bytes:
    limits = limits or LIMITS
    fonts = json.dumps(rows_of_fonts()).encode()
    try:
        return confined.asked("baolian.routines.papers.child", limits, fonts, str(folder))
    except confined.Died as error:
        if error.code == NO_FONT:
            raise NoPaperFont("no Chinese font; install one, such as fonts-noto-cjk") from error
        raise NotMade(str(error)) from error


@cache
def form() -> bytes:
    return (files(__package__) / "paper.typ").read_bytes()


def name_of(n: int) -> str:
    return f"chart-{n}.png"


def told_of(paper: Paper, pictures: Drawings) -> Told:
    """All that the form asks for, but for its fonts."""
    names = iter(name_of(n) if png else "" for n, png in enumerate(pictures))
    return {
        "title": paper.title,
        "lines": title_lines(paper.title),
        "dated": {"year": paper.dated.year, "month": paper.dated.month, "day": paper.dated.day},
        "ribbon": paper.ribbon,
        "head": head(paper.head) if paper.head else None,
        "addressees": "，".join(paper.addressees) + "：" if paper.addressees else "",
        "blocks": list(blocks(paper.blocks, names, is_closed=paper.closing is not None)),
        "notes": paper.annex_notes,
        "closing": closing(paper.closing) if paper.closing else None,
        "note": paper.note,
        "imprint": imprint_lines(paper.imprint) if paper.imprint else [],
        "annexes": [
            annex(annex_label(paper, n), one, names) for n, one in enumerate(paper.annexes, 1)
        ],
    }


def head(of: RedHead | PlainHead) -> Told:
    if isinstance(of, RedHead):
        return {"is": "red", "size": mark_size(of.mark), **vars(of)}
    return {"is": "plain", **vars(of)}


def closing(of: Closing) -> Told:
    standing = standing_of(of)
    return {
        "body": of.body,
        "day": closing_day(of),
        "body_right": standing.body,
        "day_right": standing.day,
        "blanks": standing.blanks,
    }


def annex(label: str, of: Annex, names: Iterator[str]) -> Told:
    return {
        "label": label,
        "title": title_lines(of.title),
        "blocks": list(blocks(of.blocks, names)),
        "turned": of.turn is Turn.LANDSCAPE,
    }


def blocks(of: Iterable[Block], names: Iterator[str], *, is_closed: bool = False) -> Iterator[Told]:
    found = list(of)
    for n, block in enumerate(found, 1):
        is_last = is_closed and 1 < n == len(found)
        yield told(block, names, sticky=is_last and is_short(block))


def told(block: Block, names: Iterator[str], *, sticky: bool) -> Told:
    match block:
        case Paragraph():
            return {"is": "paragraph", "sticky": sticky, **vars(block)}
        case Heading(level, text):
            return {"is": "heading", "face": level.face.value, "text": text}
        case Table():
            return {"is": "table", **vars(block)}
        case Picture():
            return picture(block, next(names))
    return {"is": "page"}


def picture(of: Picture, file: str) -> Told:
    if not file:
        return {"is": "table", **vars(of.as_table)}
    chart = of.chart
    named = {"caption": chart.title, "told": chart.told}
    return {"is": "picture", "file": file, "note": of.note, **named}
