"""Pieces of WordprocessingML: paragraphs, runs, tables, rules. Lengths in points, as XML in twips.

Word refuses a file whose paragraph properties stand in another order than the schema's; here they
are put into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from baolian.routines.papers.geometry import FACES, MM_IN_POINTS
from baolian.routines.papers.paper import Face

ORDER = ("keepNext", "pageBreakBefore", "pBdr", "tabs", "snapToGrid", "spacing", "ind", "jc")
TAG = re.compile(r"<w:(\w+)")
# what XML cannot hold
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

KEEP = "<w:keepNext/>"
# a line of its own height begins where the one before ends, not at a line of the page's grid
OFF_GRID = '<w:snapToGrid w:val="0"/>'
NEW_PAGE = "<w:pageBreakBefore/>"
PAGE_FIELD = "".join(
    f"<w:r>{inner}</w:r>"
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)


def element(xml: str) -> BaseOxmlElement:
    """One element; its namespace need not be declared."""
    return parse_xml(TAG.sub(rf"<w:\1 {nsdecls('w')}", xml, count=1))


def twips(points: float) -> int:
    return round(points * 20)


def fonts(face: Face) -> str:
    """By name for every script; `hint` gives quotation marks and dashes their Chinese width."""
    each = " ".join(f'w:{of}="{FACES[face]}"' for of in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {each}/>'


def looks(face: Face, size: float, colour: str = "") -> str:
    """Properties of a run; of its own size, since 28 a line is a matter of 3号 alone."""
    half = round(size * 2)
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{fonts(face)}{tint}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def run(words: str, looks: str = "") -> str:
    """Line breaks and tabs in the words are those of the document."""
    parts = re.split(r"(\t|\n)", UNPRINTABLE.sub("", words.replace("\r\n", "\n")))
    signs = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    text = "".join(
        signs.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in parts
        if part
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{text}</w:r>"


def paragraph(runs: str = "", style: str = "Normal", *properties: str) -> str:
    ordered = sorted(properties, key=lambda xml: ORDER.index(TAG.match(xml)[1]))  # type: ignore[index]
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(ordered)}</w:pPr>{runs}</w:p>'


def spaced(line: float, before: float = 0, *, exact: bool = True) -> str:
    rule = "exact" if exact else "atLeast"
    return f'<w:spacing w:before="{twips(before)}" w:line="{twips(line)}" w:lineRule="{rule}"/>'


def indented(left: float = 0, right: float = 0, first: float = 0) -> str:
    """`first` is the first line's own, below zero where it hangs out."""
    own = f'w:firstLine="{twips(first)}"' if first >= 0 else f'w:hanging="{twips(-first)}"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" {own}/>'


def aligned(side: str) -> str:
    return f'<w:jc w:val="{side}"/>'


def tab_at_right(at: float) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{twips(at)}"/></w:tabs>'


def ruled(mm: float, colour: str = "000000") -> str:
    """Attributes of a rule so many millimetres thick; Word counts eighths of a point."""
    eighths = round(mm * MM_IN_POINTS * 8)
    return f'w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"'


def ruled_below(mm: float, colour: str = "000000") -> str:
    return f"<w:pBdr><w:bottom {ruled(mm, colour)}/></w:pBdr>"


# -- tables ------------------------------------------------------------------------------------

GRID = "".join(
    f"<w:{edge} {ruled(0.18)}/>"
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table(
    rows: str, widths: Sequence[float], borders: str = GRID, margin: float = 4, placed: str = ""
) -> str:
    """`margin` stands at both sides in each cell; `placed` takes the table out of the text."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    above = 2.5 if margin else 0
    room = (("top", above), ("left", margin), ("bottom", above), ("right", margin))
    sides = "".join(f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>' for side, points in room)
    return (
        f'<w:tbl><w:tblPr>{placed}<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(
    cells: Sequence[str], widths: Sequence[float], *, head: bool = False, high: float = 0
) -> str:
    """`cells` are paragraphs. A head comes again on every page; no row is torn."""
    inner = "".join(map(cell, cells, widths))
    height = f'<w:trHeight w:val="{twips(high)}" w:hRule="atLeast"/>' if high else ""
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{again}</w:trPr>{inner}</w:tr>"


def cell(paragraphs: str, width: float) -> str:
    of = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{of}</w:tcPr>{paragraphs}</w:tc>"


# -- turned words ------------------------------------------------------------------------------

DRAWING = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


def turned(inner: str, left: float, top: float, wide: float, high: float) -> str:
    """A run with a box on the page whose paragraph reads from above to below; all in millimetres.

    What does not know such boxes, Word 2007, leaves it out.
    """
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in DRAWING.items())
    x, y, cx, cy = (round(mm * 36000) for mm in (left, top, wide, high))
    return (
        f'<w:r><mc:AlternateContent {names}><mc:Choice Requires="wps">'
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapNone/><wp:docPr id="900" name="page number"/>'
        f'<a:graphic><a:graphicData uri="{DRAWING["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )
