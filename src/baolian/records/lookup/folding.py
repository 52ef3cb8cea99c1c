"""Texts as they are found: folded, cut into pieces, cut into pairs of characters.

Two characters are the shortest thing that is looked for, so the index holds every pair.
"""

from __future__ import annotations

import unicodedata

# stand before and after a text, so that "begins with" and "is" are phrases like any other; no
# folded text holds them
START, END = "\ue000", "\ue001"


def fold(text: str) -> str:
    """Full and half width, upper and lower case become one; signs and spaces are left out."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def pairs(text: str) -> list[str]:
    """`清水泵` -> `清水`, `水泵`; nothing for a single character."""
    return [text[n : n + 2] for n in range(len(text) - 1)]


def framed(text: str) -> str:
    return f"{START}{text}{END}"


def runs(text: str) -> list[str]:
    """A folded text where it goes over from Latin letters and digits to others: `丹凤qs`."""
    found: list[str] = []
    for n, sign in enumerate(text):
        if n and sign.isascii() == text[n - 1].isascii():
            found[-1] += sign
        else:
            found.append(sign)
    return found
