"""Names as their pinyin: initials (`dfqs`) and syllables (`dan feng qing shui`).

The readings are pypinyin's; the reading is ours, because a ledger brings a hundred thousand names
and pypinyin takes 0.2 ms for each.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import islice
from typing import Any

LONGEST_PHRASE = 4  # longer phrases are proverbs
ALTERNATIVES = 4  # of a first character (a surname: 单, 曾) or of letters that can be cut twice
MANY = 60  # letters; nobody types a longer name


@cache
def readings() -> tuple[dict[str, Any], dict[int, str]]:
    """Of phrases and of single characters; loaded when the first name needs them (30 MB)."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # noqa: PLC0415

    return PHRASES_DICT, PINYIN_DICT


@lru_cache(maxsize=3000)
def plain(syllable: str) -> str:
    """`lǜ` -> `lv`, as it is typed."""
    bare = syllable.replace("ü", "v")
    for tone in "ǖǘǚǜ":
        bare = bare.replace(tone, "v")
    spread = unicodedata.normalize("NFD", bare)
    return "".join(sign for sign in spread if sign.isascii() and sign.isalpha())


@lru_cache(maxsize=20_000)
def of_character(sign: str) -> tuple[str, ...]:
    """Its readings, the usual one first; a letter or digit reads as itself."""
    if sign.isascii():
        return (sign,)
    known = readings()[1].get(ord(sign), "")
    return tuple(dict.fromkeys(filter(None, map(plain, known.split(",")))))


def of_phrase(text: str, start: int) -> list[str]:
    """Syllables of the longest known phrase at `start`: 银行 is not read like 行 alone."""
    phrases = readings()[0]
    for length in range(min(LONGEST_PHRASE, len(text) - start), 1, -1):
        if known := phrases.get(text[start : start + length]):
            return [plain(syllable[0]) for syllable in known]
    return []


@lru_cache(maxsize=2000)
def syllables(folded: str) -> tuple[str, ...]:
    """One for each character that has a reading."""
    found: list[str] = []
    place = 0
    while place < len(folded):
        if phrase := of_phrase(folded, place):
            found += phrase
            place += len(phrase)
        else:
            found += of_character(folded[place])[:1]
            place += 1
    return tuple(found)


def initials(folded: str) -> list[str]:
    """The usual one first, then those with another reading of the first character."""
    if folded.isascii():
        return []  # such a name is its own initials
    usual = "".join(syllable[:1] for syllable in syllables(folded))
    others = (reading[:1] + usual[1:] for reading in of_character(folded[0])[:ALTERNATIVES])
    return list(dict.fromkeys([usual, *others]))


@cache
def known_syllables() -> frozenset[str]:
    every = (plain(one) for known in readings()[1].values() for one in known.split(","))
    return frozenset(one for one in every if len(one) > 1 or one in "aeo")


def cuts(letters: str) -> list[list[str]]:
    """Ways to read letters as syllables, the last of which may be begun only: `danfengq`."""
    if not letters.isalpha() or not letters.isascii() or len(letters) > MANY:
        return []
    return list(islice(cut(letters), ALTERNATIVES))


def cut(letters: str) -> Any:
    for length in range(min(6, len(letters)), 0, -1):
        head, rest = letters[:length], letters[length:]
        if not rest:
            if is_begun(head):
                yield [head]
        elif head in known_syllables():
            for tail in cut(rest):
                yield [head, *tail]


@lru_cache(maxsize=3000)
def is_begun(letters: str) -> bool:
    return any(one.startswith(letters) for one in known_syllables())
