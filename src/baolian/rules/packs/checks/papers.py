"""The bulletin's rates, the numbers of documents, and the words that the law reserves."""

import re
from collections.abc import Iterator, Sequence

from baolian.rules.packs.checks.looking import named, tables, unknown
from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import Fault, Loc, inside
from baolian.rules.packs.words import RATES, DocumentKind, PlaceKind

PLACEHOLDER = r"\{(.*?)\}"
PLACEHOLDERS = ("mark", "year", "n")
NEEDS_YEAR_AND_N = Text(
    zh="同时含有 {year} 和 {n} 的编号格式", en="a number pattern with both {year} and {n}"
)
# GB/T 9704-2012, 7.2.5: 机关代字〔2024〕1号, in 六角括号 and without 第 (facts 1.3)
NEEDS_OFFICIAL_FORM = Text(
    zh="发文字号的格式 {mark}〔{year}〕{n}号（GB/T 9704-2012）",
    en="the form of a document number, {mark}〔{year}〕{n}号 (GB/T 9704-2012)",
)
NUMBERED_IN_NUMBERING = Text(
    zh="空缺：督办单的编号写在 [numbering]", en="nothing: a slip's number is that of [numbering]"
)
NEEDS_A_MARK = Text(
    zh="有 {mark} 的编号格式所用的机关代字", en="the mark that its number pattern puts at {mark}"
)
OFFICIAL = "{mark}〔{year}〕{n}号"
RESERVED = "督查"
NOT_RESERVED = Text(
    zh="不含“督查”的名称：政府督查依法限于县级以上（国令733号），乡镇用“督办”或“督促”",
    en="a name without 督查: by law only governments at county level and above carry it out "
    "(State Council decree 733); a town says 督办 or 督促",
)


def rates(data: object) -> Iterator[Fault]:
    for key in ("published_rates", "internal_rates"):
        listed = inside(inside(data, "bulletin"), key)
        for n, rate in enumerate(listed if isinstance(listed, list) else ()):
            yield from unknown(("bulletin", key, n), rate, [str(code) for code in RATES])


def slip_numbers(data: object) -> Iterator[Fault]:
    pattern = inside(inside(data, "numbering"), "slip")
    yield from number_pattern(("numbering", "slip"), pattern)


def document_numbers(data: object) -> Iterator[Fault]:
    for kind, document in named(data, "documents"):
        loc = ("documents", kind)
        yield from placeholders((*loc, "head"), inside(document, "head"), ["office"])
        pattern = document.get("number")
        yield from number_pattern((*loc, "number"), pattern)
        if kind == DocumentKind.SLIP:
            yield from unwanted(loc, document)
        elif "mark" not in document and "{mark}" in str(inside(pattern, "zh")):
            yield Fault((*loc, "mark"), None, NEEDS_A_MARK)
        zh = inside(pattern, "zh")
        is_official = kind in (DocumentKind.LETTER, DocumentKind.CIRCULAR)
        if is_official and isinstance(zh, str) and zh != OFFICIAL:
            yield Fault((*loc, "number", "zh"), zh, NEEDS_OFFICIAL_FORM)


def unwanted(loc: Loc, document: dict[str, object]) -> Iterator[Fault]:
    """Two places for one number would come to differ."""
    for key in ("mark", "number"):
        if key in document:
            yield Fault((*loc, key), document[key], NUMBERED_IN_NUMBERING)


def number_pattern(loc: Loc, pattern: object) -> Iterator[Fault]:
    yield from placeholders(loc, pattern, PLACEHOLDERS)
    for lang, text in both(pattern):
        if not {"year", "n"} <= set(re.findall(PLACEHOLDER, text)):
            yield Fault((*loc, lang), text, NEEDS_YEAR_AND_N)


def placeholders(loc: Loc, pattern: object, known: Sequence[str]) -> Iterator[Fault]:
    for lang, text in both(pattern):
        for word in re.findall(PLACEHOLDER, text):
            yield from unknown((*loc, lang), word, known)


def both(text: object) -> Iterator[tuple[str, str]]:
    """A bilingual text by its languages."""
    for lang, words in text.items() if isinstance(text, dict) else ():
        if isinstance(words, str):
            yield lang, words


def reserved_words(data: object) -> Iterator[Fault]:
    """Of a pack that holds for towns only; a county's own 督查室 may say what it is."""
    places = [place.get("kind") for _, place in tables(data, "places")]
    above = {PlaceKind.PREFECTURE, PlaceKind.COUNTY}
    if not places or above.intersection(map(str, places)):
        return
    for loc, name in names(data):
        if isinstance(name, str) and RESERVED in name:
            yield Fault(loc, name, NOT_RESERVED)


def names(data: object) -> Iterator[tuple[Loc, object]]:
    """What an action or a paper is called."""
    for n, rung in tables(data, "ladder"):
        yield ("ladder", n, "name", "zh"), inside(inside(rung, "name"), "zh")
    numbering = inside(data, "numbering")
    yield ("numbering", "mark"), inside(numbering, "mark")
    yield ("numbering", "slip", "zh"), inside(inside(numbering, "slip"), "zh")
    for kind, document in named(data, "documents"):
        yield ("documents", kind, "head", "zh"), inside(inside(document, "head"), "zh")
        yield ("documents", kind, "mark"), document.get("mark")


CHECKS = (rates, slip_numbers, document_numbers, reserved_words)
