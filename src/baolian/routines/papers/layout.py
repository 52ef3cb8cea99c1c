"""What both writers work out alike: how wide words are, where titles break, where one signs."""

from __future__ import annotations

import re
from typing import NamedTuple

from baolian.routines.papers.geometry import CHARACTERS, MM_IN_POINTS, SIZE_2, TEXT_WIDTH
from baolian.routines.papers.paper import Block, Closing, Paragraph, closing_day

WIDTH_IN_POINTS = TEXT_WIDTH * MM_IN_POINTS
# the mark has no fixed size; this much looks like an office's, and no larger than its superior's
LARGEST_MARK = 44.0

# what a title's line does not break within: quoted or bracketed words, numbers with their sign
WHOLE = re.compile(
    r"“[^”]{1,16}”|（[^）]{1,16}）|〔[^〕]*〕\d+号|\d+[年月日号%]?|[A-Za-z]+|.", re.DOTALL
)
# a break within a word is worth so many characters of uneven lines
TORN = 3
NOT_FIRST = "，。、；：？！）”》〕的"


def characters(words: str) -> float:
    """How wide, in characters; a digit or a Latin letter takes half of one."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def mark_size(mark: str) -> float:
    return min(LARGEST_MARK, WIDTH_IN_POINTS / max(characters(mark), 1))


def title_lines(title: str, size: float = SIZE_2) -> list[str]:
    """Lines of about the same length, whole words kept where they can be told (7.3.1)."""
    room = WIDTH_IN_POINTS / size
    n = -(-characters(title) // room)
    lines, left = [], title
    while n > 1:
        line, left = broken(left, characters(left) / n, room)
        lines.append(line)
        n -= 1
    return [*lines, left] if left else lines


def broken(words: str, wanted: float, room: float) -> tuple[str, str]:
    """The words up to the best break about `wanted` characters on, and what is left."""
    parts = WHOLE.findall(words)
    found = []
    for n in range(1, len(parts)):
        so_far = characters("".join(parts[:n]))
        if so_far <= room and parts[n][0] not in NOT_FIRST:
            tears = 0 if is_between_words(parts[n - 1], parts[n]) else TORN
            found.append((abs(so_far - wanted) + tears, n))
    at = min(found)[1] if found else int(room)
    return "".join(parts[:at]), "".join(parts[at:])


def is_between_words(before: str, after: str) -> bool:
    """As far as it can be told without a dictionary."""
    return len(before) > 1 or len(after) > 1 or before in "的于，、" or after in "关在"


class Standing(NamedTuple):
    """How many characters from the right edge the signing body and the day end, and how many lines
    above them are blank: a seal of 42 mm, pressed on both, begins within a line of the text."""

    body: float
    day: float
    blanks: int


def standing_of(closing: Closing) -> Standing:
    """7.3.5.1 with a seal: the day four from the right, the body centred over it. 7.3.5.2 without:
    the body two from the right, the day's first sign two to the right of the body's first.

    A body too long for that stands one from the right, and the day is centred below it.
    """
    body = characters(closing.body)
    day = characters(closing_day(closing))
    if not closing.sealed:
        behind = body - 2 - day
        return Standing(2.0 - min(behind, 0.0), 2.0 + max(behind, 0.0), 1)
    end = 4.0 + (day - body) / 2
    return Standing(end, 4.0, 2) if end >= 1 else Standing(1.0, 1.0 + (body - day) / 2, 2)


# a signature takes along so much of the text that it never stands alone on a page
SHORT_LINES = 4


def is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and characters(block.text) <= SHORT_LINES * CHARACTERS
