"""A paper as GB/T 9704-2012 sees it: head, title, addressees, body, signature, imprint, annexes.

Plain text throughout, in Chinese: what it looks like is the writers' business (word.py,
typesetting.py), what it says that of `documents/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from baolian.routines.charts import Chart

# 机关代字, the year in full in 六角括号, the number without leading zeros (7.2.5); a space stands
# where the office writes its number in by hand
NUMBER = re.compile(r"[\u4e00-\u9fff（）]{0,20}〔(19|20)\d{2}〕([1-9]\d{0,4}|\u3000)号")


class WrongNumber(ValueError):
    """A document number that the standard does not know."""


class Face(StrEnum):
    """Type faces of the standard, by what they are for."""

    BODY = "body"  # 仿宋
    TITLE = "title"  # 小标宋
    BLACK = "black"  # 黑体
    KAI = "kai"  # 楷体
    SONG = "song"  # 宋体


class Turn(StrEnum):
    UPRIGHT = "upright"
    LANDSCAPE = "landscape"


# -- heads -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RedHead:
    """Of the fifteen kinds of 公文 (中办发〔2012〕14号) alone: the red 发文机关标志 and a number.

    With a `signer` (上行文) the number goes to the left. Raises WrongNumber.
    """

    mark: str
    number: str
    signer: str = ""

    def __post_init__(self) -> None:
        if not NUMBER.fullmatch(self.number):
            raise WrongNumber(f"{self.number!r}; expected one like 商政发〔2022〕1号")


@dataclass(frozen=True)
class PlainHead:
    """Of 督办单, 简报 and their like, which are no 公文: the paper's name, whose it is and its
    number or day, in black."""

    name: str
    left: str
    right: str


# -- blocks ------------------------------------------------------------------------------------


class Level(StrEnum):
    """一、 （一） 1. （1）: black, kai, and twice the body's face (7.3.3)."""

    FIRST = "一、"
    SECOND = "（一）"
    THIRD = "1."
    FOURTH = "（1）"

    @property
    def face(self) -> Face:
        return {Level.FIRST: Face.BLACK, Level.SECOND: Face.KAI}.get(self, Face.BODY)


@dataclass(frozen=True)
class Paragraph:
    """With a first line indented by two characters, unless it is `flush`."""

    text: str
    flush: bool = False


@dataclass(frozen=True)
class Heading:
    """`text` carries its own number."""

    level: Level
    text: str


@dataclass(frozen=True)
class Table:
    """`shares` are the columns' parts of the width. The head stands again on every page.

    `tall`: rows as high as three lines, to be written or stamped in.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    caption: str = ""
    tall: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart; where none can be drawn, the table of the same numbers stands in its place."""

    chart: Chart
    note: str = ""

    @property
    def as_table(self) -> Table:
        chart = self.chart
        return Table(chart.head, chart.rows, (1,) * len(chart.head), chart.title)


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Paragraph | Heading | Table | Picture | PageBreak


# -- what closes it ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Closing:
    """Who signs, and on which day (成文日期); `signed_on` is None on a draft.

    `sealed`: the day stands four characters from the right and the body centred over it, with room
    for the seal; else both as 7.3.5.2 has them.
    """

    body: str
    signed_on: date | None
    sealed: bool = True


@dataclass(frozen=True)
class Imprint:
    """版记: who gets copies, who printed it, on which day."""

    printer: str
    printed_on: date
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """On a page of its own; wide tables turn it."""

    title: str
    blocks: tuple[Block, ...]
    turn: Turn = Turn.UPRIGHT


@dataclass(frozen=True)
class Paper:
    """`ribbon` stands at the top of every page: 演示数据, 草稿, 已撤回. `note`: 附注.

    Without a head it is the annex of a document that somebody else writes: its annexes alone.
    """

    title: str
    head: RedHead | PlainHead | None
    blocks: tuple[Block, ...]
    dated: date
    addressees: tuple[str, ...] = ()
    closing: Closing | None = None
    note: str = ""
    imprint: Imprint | None = None
    annexes: tuple[Annex, ...] = ()
    ribbon: str = ""

    @property
    def annex_notes(self) -> tuple[str, ...]:
        """附件说明: each name, numbered when there are several, nothing behind it (7.3.4)."""
        if self.head is None:
            return ()
        if len(self.annexes) == 1:
            return (self.annexes[0].title,)
        return tuple(f"{n}.{annex.title}" for n, annex in enumerate(self.annexes, 1))

    @property
    def is_turned_at_the_end(self) -> bool:
        """Does the last page lie on its side, where a 版记 has no place?"""
        return bool(self.annexes) and self.annexes[-1].turn is Turn.LANDSCAPE

    @property
    def charts(self) -> list[Chart]:
        """Every chart in the order of the paper: drawn together by one process."""
        blocks = [*self.blocks, *(block for annex in self.annexes for block in annex.blocks)]
        return [block.chart for block in blocks if isinstance(block, Picture)]


def day_words(day: date) -> str:
    """Arabic, the year in full, no padding zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def closing_day(closing: Closing) -> str:
    """A draft leaves room for its day."""
    return day_words(closing.signed_on) if closing.signed_on else "    年  月  日"


def annex_label(paper: Paper, n: int) -> str:
    """附件 in the corner of an annex, numbered as in the list of annexes."""
    return "附件" if len(paper.annexes) == 1 else f"附件{n}"


def imprint_lines(imprint: Imprint) -> tuple[str, ...]:
    """抄送 with a full stop behind the last; who printed it and when, apart by a tab (7.4)."""
    last = f"{imprint.printer}\t{day_words(imprint.printed_on)}印发"
    return (f"抄送：{'，'.join(imprint.copies)}。", last) if imprint.copies else (last,)
