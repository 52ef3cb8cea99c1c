"""A paper as a Word document (.docx), for Word, WPS and LibreOffice.

`python -m baolian.routines.papers.word LIMITS_JSON` is the process that writes it: what writing.py
told it on stdin, the document on stdout.
"""

from __future__ import annotations

import pickle
import sys
from io import BytesIO

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt

from baolian.routines.confined import limit_engine
from baolian.routines.papers import geometry as g
from baolian.routines.papers.blank import LINE, blank, saved
from baolian.routines.papers.layout import is_short, mark_size, standing_of, title_lines
from baolian.routines.papers.ooxml import (
    KEEP,
    NEW_PAGE,
    OFF_GRID,
    PAGE_FIELD,
    aligned,
    element,
    indented,
    looks,
    paragraph,
    row,
    ruled,
    ruled_below,
    run,
    spaced,
    tab_at_right,
    table,
    turned,
    twips,
)
from baolian.routines.papers.paper import (
    Annex,
    Block,
    Closing,
    Face,
    Heading,
    Imprint,
    Level,
    PageBreak,
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
from baolian.routines.papers.pictures import Drawings

# a character of 3号 in the tightened line, and one of 4号, in points
SIGN, SMALL_SIGN = 15.75, g.SIZE_4
WIDTH = g.TEXT_WIDTH * g.MM_IN_POINTS
# the dashes stand in the middle of the footer's line: its lower edge is that much lower than they
FOOTER_BELOW_DASH = 2.8
PICTURE_MM = 150
# rows that somebody writes in
TALL = 3 * LINE / 20

CENTRED, LEFT, RIGHT = aligned("center"), aligned("left"), aligned("right")


def written(paper: Paper, drawings: Drawings) -> bytes:
    """A chart without a drawing becomes a table."""
    document = blank(paper.title, paper.dated)
    Writer(document, paper, drawings).write()
    return saved(document)


class Writer:
    """Writes from the first line to the last; what comes is put at the end of the document."""

    def __init__(self, document: Document, paper: Paper, drawings: Drawings) -> None:
        self.document, self.paper = document, paper
        self.body = document.element.body
        self.drawings = iter(drawings)
        self.width = WIDTH

    def write(self) -> None:
        paper, section = self.paper, self.document.sections[0]
        self.lay_out(section, Turn.UPRIGHT)
        furnish(section, paper.ribbon)
        if paper.head:
            self.first_pages(paper.head)
        for n, annex in enumerate(paper.annexes, 1):
            self.annex(annex_label(paper, n), annex, is_first=n == 1 and not paper.head)
        if paper.imprint:
            self.imprint(paper.imprint)

    def first_pages(self, head: RedHead | PlainHead) -> None:
        paper = self.paper
        if isinstance(head, RedHead):
            self.red_head(head)
        else:
            self.plain_head(head)
        self.title(paper.title)
        if paper.addressees:
            self.line(run("，".join(paper.addressees) + "："))
        self.blocks(paper.blocks, is_closed=bool(paper.closing))
        self.annex_notes()
        if paper.closing:
            self.closing(paper.closing)
        if paper.note:
            self.line(run(f"（{paper.note}）"), "BodyText")

    def put(self, xml: str) -> None:
        self.body.insert_element_before(element(xml), "w:sectPr")

    def line(self, runs: str = "", style: str = "Normal", *properties: str) -> None:
        self.put(paragraph(runs, style, *properties))

    def lines(self, n: int, *properties: str) -> None:
        for _ in range(n):
            self.line("", "Normal", *properties)

    # -- head and title ------------------------------------------------------------------------

    def red_head(self, head: RedHead) -> None:
        size = mark_size(head.mark)
        # of an exact line Word gives four fifths to what is above the base line: a sign of 0.88
        # then begins so much below the line's upper edge
        high = size * 1.2
        before = g.MARK_BELOW_TOP * g.MM_IN_POINTS - (0.8 * high - 0.88 * size)
        mark = run(head.mark, looks(Face.TITLE, size, g.RED))
        self.line(mark, "Normal", OFF_GRID, spaced(high, before), CENTRED)
        self.lines(2)
        if head.signer:
            signer = run(head.signer, looks(Face.KAI, g.SIZE_3))
            sides = indented(left=SIGN, right=SIGN), tab_at_right(WIDTH - SIGN)
            self.line(run(f"{head.number}\t签发人：") + signer, "Normal", *sides)
        else:
            self.line(run(head.number), "Normal", CENTRED)
        # five points of these four millimetres lie below the number in its own line
        gap = g.RULE_BELOW_NUMBER * g.MM_IN_POINTS - 5
        self.line("", "Normal", OFF_GRID, spaced(gap), ruled_below(g.RED_RULE, g.RED))
        self.lines(2)

    def plain_head(self, head: PlainHead) -> None:
        name = run(head.name, looks(Face.TITLE, g.SIZE_1 + 6))
        self.line(name, "Normal", OFF_GRID, spaced(48), CENTRED)
        ends = run(f"{head.left}\t{head.right}")
        self.line(ends, "Normal", tab_at_right(WIDTH))
        self.line("", "Normal", OFF_GRID, spaced(4), ruled_below(g.THICK_RULE))
        self.lines(1)

    def title(self, title: str) -> None:
        self.line(run("\n".join(title_lines(title))), "Title")
        self.lines(1)

    # -- blocks --------------------------------------------------------------------------------

    def blocks(self, blocks: tuple[Block, ...], *, is_closed: bool = False) -> None:
        """`is_closed`: a signature follows, which takes a short last paragraph along to its page. A
        long one is left: LibreOffice would move it whole, off the first page too."""
        for n, block in enumerate(blocks, 1):
            is_last = is_closed and 1 < n == len(blocks)
            self.block(block, *([KEEP] if is_last and is_short(block) else []))

    def block(self, block: Block, *keep: str) -> None:
        match block:
            case Paragraph(text, flush):
                self.line(run(text), "Normal" if flush else "BodyText", *keep)
            case Heading(level, text):
                self.line(run(text), f"Heading{list(Level).index(level) + 1}")
            case Table():
                self.table(block)
            case Picture():
                self.picture(block)
            case PageBreak():
                self.line("", "Normal", NEW_PAGE, spaced(1))

    def caption(self, words: str) -> None:
        self.line(run(words, looks(Face.BLACK, g.SIZE_4)), "Normal", KEEP, CENTRED)

    def table(self, made: Table) -> None:
        if made.caption:
            self.caption(made.caption)
        widths = [self.width * share / sum(made.shares) for share in made.shares]
        rows = row(cells(made.head, "CellHead"), widths, head=True) if made.head else ""
        high = TALL if made.tall else 0
        rows += "".join(row(cells(of, "Cell"), widths, high=high) for of in made.rows)
        self.put(table(rows, widths))

    def picture(self, picture: Picture) -> None:
        png, chart = next(self.drawings), picture.chart
        if png is None:
            return self.table(picture.as_table)
        self.caption(chart.title)
        # as high as it is, whatever the lines are
        self.line("", "Normal", spaced(12, exact=False), CENTRED)
        shown = self.document.paragraphs[-1].add_run().add_picture(BytesIO(png), Mm(PICTURE_MM))
        shown._inline.docPr.set("descr", chart.told)
        if picture.note:
            self.line(run(picture.note, looks(Face.BODY, 12)), "Normal", spaced(18))
        return None

    # -- what closes it ------------------------------------------------------------------------

    def annex_notes(self) -> None:
        for n, note in enumerate(self.paper.annex_notes):
            if n == 0:
                self.lines(1, KEEP)
            # further ones stand below the first, behind 附件 and its colon
            place = indented(left=5 * SIGN, first=-3 * SIGN) if n == 0 else indented(left=5 * SIGN)
            self.line(run(f"附件：{note}" if n == 0 else note), "Normal", KEEP, place)

    def closing(self, closing: Closing) -> None:
        standing = standing_of(closing)
        self.lines(standing.blanks, KEEP)
        self.line(run(closing.body), "Normal", KEEP, indented(right=SIGN * standing.body), RIGHT)
        self.line(run(closing_day(closing)), "Normal", indented(right=SIGN * standing.day), RIGHT)

    def annex(self, label: str, annex: Annex, *, is_first: bool) -> None:
        if is_first:
            self.lay_out(self.document.sections[0], annex.turn)
            number(self.document.sections[0], annex.turn)
        else:
            self.section(annex.turn)
        self.line(run(label, looks(Face.BLACK, g.SIZE_3)))
        self.lines(1)
        self.title(annex.title)
        self.blocks(annex.blocks)

    def imprint(self, imprint: Imprint) -> None:
        """At the foot of the last page, its last rule on the edge of the type area."""
        if self.paper.is_turned_at_the_end:
            # upright again; a page that has only the 版记 bears no number (7.5)
            bare(self.section(Turn.UPRIGHT))
            self.lines(1)
        # further lines of 抄送 begin below what follows its colon
        place = indented(4 * SMALL_SIGN, SMALL_SIGN, -3 * SMALL_SIGN)
        ends = tab_at_right(WIDTH - SMALL_SIGN)
        lines = [paragraph(run(line), "Imprint", ends, place) for line in imprint_lines(imprint)]
        edges = {"top": g.THICK_RULE, "bottom": g.THICK_RULE, "insideH": g.THIN_RULE}
        borders = "".join(f"<w:{edge} {ruled(mm)}/>" for edge, mm in edges.items())
        rows = "".join(row([line], [WIDTH]) for line in lines)
        self.put(table(rows, [WIDTH], borders, margin=0, placed=AT_FOOT))
        self.line("", "Normal", spaced(1))

    # -- pages ---------------------------------------------------------------------------------

    def section(self, turn: Turn) -> Section:
        section: Section = self.document.add_section(WD_SECTION.NEW_PAGE)
        # the paragraph in which the section before ends takes no room
        self.document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)
        self.lay_out(section, turn)
        number(section, turn)
        return section

    def lay_out(self, section: Section, turn: Turn) -> None:
        lay_out(section, turn)
        self.width = WIDTH if turn is Turn.UPRIGHT else g.TEXT_HEIGHT * g.MM_IN_POINTS


# LibreOffice lets a table as wide as the text float only where it is placed on the page
AT_FOOT = (
    '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="page" '
    f'w:tblpX="{twips(g.LEFT * g.MM_IN_POINTS)}" w:tblpYSpec="bottom"/>'
    '<w:tblOverlap w:val="never"/>'
)


def cells(words: tuple[str, ...], style: str) -> list[str]:
    return [paragraph(run(text), style) for text in words]


def lay_out(section: Section, turn: Turn) -> None:
    """Turned, the page keeps its binding edge, which is then above."""
    upright = {"top": g.TOP, "bottom": g.BOTTOM, "left": g.LEFT, "right": g.RIGHT}
    is_upright = turn is Turn.UPRIGHT
    sides = (g.PAGE_WIDTH, g.PAGE_HEIGHT) if is_upright else (g.PAGE_HEIGHT, g.PAGE_WIDTH)
    section.page_width, section.page_height = map(Mm, sides)
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    for edge, mm in (upright if is_upright else g.TURNED).items():
        setattr(section, f"{edge}_margin", Mm(mm))
    below = (g.BOTTOM if is_upright else g.TURNED["bottom"]) - g.NUMBER_BELOW_TEXT
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    section._sectPr.append(element(f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/>'))
    section.footer_distance, section.header_distance = Mm(below - FOOTER_BELOW_DASH), Mm(18)


def furnish(section: Section, ribbon: str) -> None:
    """Page numbers, odd ones at the right, even ones at the left, one character from the edge; and
    the ribbon above."""
    number(section, Turn.UPRIGHT)
    for header in (section.header, section.even_page_header):
        refill(header, run(ribbon, looks(Face.BLACK, 12, g.RED)) if ribbon else "", "Header")


def number(section: Section, turn: Turn) -> None:
    """Odd ones at the right, even ones at the left, one character from the edge: of the paper, so
    that a turned page bears its number where the others have it (7.5)."""
    words = run("— ") + PAGE_FIELD + run(" —")
    odd, even = section.footer, section.even_page_footer
    right, left = (indented(right=SMALL_SIGN), RIGHT), (indented(left=SMALL_SIGN), LEFT)
    if turn is Turn.UPRIGHT:
        refill(odd, words, "Footer", *right)
        refill(even, words, "Footer", *left)
        return
    across = g.BOTTOM - g.NUMBER_BELOW_TEXT - FOOTER_BELOW_DASH
    box = across, g.LEFT, SMALL_SIGN / g.MM_IN_POINTS, g.TEXT_WIDTH
    for footer, side in ((odd, right), (even, left)):
        refill(footer, turned(paragraph(words, "Footer", *side), *box), "Footer")


def bare(section: Section) -> None:
    for part in (section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
        refill(part, "", "Footer")


def refill(part: _Footer | _Header, runs: str, style: str, *properties: str) -> None:
    part.is_linked_to_previous = False
    old = part.paragraphs[0]._p
    old.getparent().replace(old, element(paragraph(runs, style, *properties)))


if __name__ == "__main__":
    limit_engine(sys.argv[1])
    # from the process that asked, which is ours
    sys.stdout.buffer.write(written(*pickle.load(sys.stdin.buffer)))  # noqa: S301
