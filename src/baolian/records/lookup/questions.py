"""What somebody typed, as a question to the index that no sign of his can break.

A question is a tree: ("and", parts), ("or", parts), ("phrase", tokens, is_begun). Each engine
writes it in its own language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from baolian.records.lookup.folding import END, START, fold, pairs, runs
from baolian.records.lookup.found import INITIALS, MARK, SYLLABLE, TEXT, Found
from baolian.records.lookup.pinyin import cuts

LONGEST, PIECES = 100, 8
Tree = tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """Pieces stand apart by spaces and are all to be found, each in one stretch."""

    typed: str

    @cached_property
    def pieces(self) -> list[str]:
        return [p for p in map(fold, self.typed[:LONGEST].split()) if p][:PIECES]

    @cached_property
    def folded(self) -> str:
        return "".join(self.pieces)

    @property
    def is_empty(self) -> bool:
        return not self.typed.strip()

    @property
    def is_too_short(self) -> bool:
        """Nothing in it is two characters long."""
        return not any(len(piece) > 1 for piece in self.pieces)

    @property
    def number(self) -> int | None:
        """A record's own number: `7`, `#7`."""
        digits = self.folded
        is_one = digits.isascii() and digits.isdigit() and len(digits) < 19
        return int(digits) if is_one else None

    @property
    def may_be_pinyin(self) -> bool:
        return any(sign.isascii() and sign.isalpha() for sign in self.folded)

    def contained(self, found: Found) -> Tree:
        """What contains every piece."""
        return ("and", [contains(found, piece) for piece in self.pieces])

    def begun(self, found: Found) -> Tree:
        """What begins with all of it."""
        return anchored(found, self.folded, is_whole=False)

    def whole(self, found: Found) -> Tree:
        """What is called just so."""
        return anchored(found, self.folded, is_whole=True)


def contains(found: Found, piece: str) -> Tree:
    if len(piece) == 1:  # beside a longer one it narrows
        return phrase(found, TEXT, [piece], is_begun=True)
    ways = [phrase(found, TEXT, pairs(piece))]
    if found.is_name:
        ways += in_pinyin(found, piece)
    if len(cut := runs(piece)) > 1 and all(len(run) > 1 for run in cut):
        ways.append(("and", [contains(found, run) for run in cut]))
    return ("or", ways)


def in_pinyin(found: Found, piece: str) -> list[Tree]:
    if not (piece.isascii() and piece.isalnum()):
        return []
    ways = [phrase(found, INITIALS, pairs(piece))]
    return ways + [phrase(found, SYLLABLE, one, is_begun=True) for one in cuts(piece)]


def anchored(found: Found, text: str, *, is_whole: bool) -> Tree:
    closed = START + text + END * is_whole
    ways = [phrase(found, TEXT, pairs(closed))]
    if found.is_name and text.isascii():
        ways.append(phrase(found, INITIALS, pairs(closed)))
        end = [END] if is_whole else []
        for one in cuts(text):
            ways.append(phrase(found, SYLLABLE, [START, *one, *end], is_begun=not is_whole))
    return ("or", ways)


def phrase(found: Found, what: str, said: Sequence[str], *, is_begun: bool = False) -> Tree:
    return ("phrase", found.tokens(what, said), is_begun)


def marked(found: Found, marks: Sequence[str]) -> Tree:
    return ("or", [phrase(found, MARK, [mark]) for mark in marks])
