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
    r"“[^”]{1,16}”|（[^）]{1,16}）|〔[^〕]*〕\d+号|\d+(?:[年月日号%]|[万亿]?元)?|[A-Za-z][A-Za-z\d]*|.",
    re.DOTALL,
)
# a break within a word is worth so many characters of uneven lines
TORN = 3
# more than any unevenness: only where nothing else fits
FORBIDDEN = 1_000
NOT_FIRST = "，。、；：？！）”》〕的"


def characters(words: str) -> float:
    """How wide, in characters; a digit or a Latin letter takes half of one."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in words)


def mark_size(mark: str) -> float:
    return min(LARGEST_MARK, WIDTH_IN_POINTS / max(characters(mark), 1))


def title_lines(title: str, size: float = SIZE_2) -> list[str]:
    """Lines that fit, of about the same length, whole words kept where they can be told (7.3.1)."""
    room = WIDTH_IN_POINTS / size
    parts = [part for whole in WHOLE.findall(title) for part in cut(whole, room)]
    needed = lines_needed([characters(part) for part in parts], room)
    lines, at = [], 0
    for n in range(needed[0], 0, -1):
        end = best_break(parts, needed, room, at, n) if n > 1 else len(parts)
        lines.append("".join(parts[at:end]))
        at = end
    return lines


def cut(whole: str, room: float) -> list[str]:
    """What is longer than a line breaks between any two of its signs."""
    return [whole] if characters(whole) <= room else [*whole]


def lines_needed(widths: list[float], room: float) -> list[int]:
    """How many lines take what begins at each part, the last of them nothing at all."""
    needed = [0] * (len(widths) + 1)
    for at in reversed(range(len(widths))):
        end, so_far = at, 0.0
        while end < len(widths) and so_far + widths[end] <= room:
            so_far += widths[end]
            end += 1
        needed[at] = 1 + needed[end]
    return needed


def best_break(parts: list[str], needed: list[int], room: float, at: int, n: int) -> int:
    """Where the first of `n` lines ends that hold what begins at `at`: the rest fits the others."""
    wanted, so_far = characters("".join(parts[at:])) / n, 0.0
    found = []
    for end in range(at + 1, len(parts)):
        so_far += characters(parts[end - 1])
        if so_far > room:
            break
        if needed[end] < n:
            found.append((abs(so_far - wanted) + tear(parts[end - 1], parts[end]), end))
    return min(found)[1]


def tear(before: str, after: str) -> int:
    if after[0] in NOT_FIRST:
        return FORBIDDEN
    return 0 if is_between_words(before, after) else TORN


def is_between_words(before: str, after: str) -> bool:
    """As far as it can be told without a dictionary."""
    return len(before) > 1 or len(after) > 1 or before in "的于，、；：" or after in "关在"


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
