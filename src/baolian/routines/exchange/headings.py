"""Which field a heading means, whatever its words, order, brackets and units."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from baolian.routines.exchange.ledgers import OWN_NUMBER, Field, LedgerKind
from baolian.routines.exchange.values import half_width, squashed

_UNIT = r"(?:单位[::])?(?:亿元|百万元|千万元|万元|千元|元|人|户|个|亩|%|平方米)"
_BRACKETED_UNIT = re.compile(rf"[(\[【<]\s*{_UNIT}\s*[)\]】>]|[/、]\s*{_UNIT}$")
_MARKS = re.compile(r"[\W_]+")
_LEVELS = {"chosen": 4, "exact": 3, "normalised": 3, "beside": 3, "contained": 1}
OWN_NUMBER_FIELD = "own_number"


@dataclass(frozen=True)
class Heading:
    """The words above a column; `group` is the merged heading above it, if the header has two."""

    text: str
    group: str = ""

    @property
    def readings(self) -> tuple[str, ...]:
        """The texts to try, the fuller one first: 包联责任人 over 姓名 means 包联责任人姓名."""
        joined = self.group + self.text
        return (joined, self.text) if self.group and self.group != self.text else (self.text,)


@dataclass(frozen=True)
class Match:
    """A column's field and how it was found; `rivals` are columns (0-based) that mean the same."""

    field: str | None = None
    how: str | None = None
    rivals: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidates:
    """The fields a heading may mean, and by which rule. `how` is None where there are none."""

    how: str | None = None
    fields: tuple[str, ...] = ()


def normal(heading: str) -> str:
    """A heading without units, brackets, spaces and punctuation: 总投资（万元） becomes 总投资."""
    bare = _BRACKETED_UNIT.sub("", half_width(heading).strip())
    return _MARKS.sub("", bare).lower()


@cache
def _index(code: str, fields: tuple[Field, ...]) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    exact: dict[str, tuple[str, ...]] = {}
    loose: dict[str, tuple[str, ...]] = {}
    for field in fields:
        for word in dict.fromkeys(field.synonyms):
            exact[squashed(word)] = (*exact.get(squashed(word), ()), field.code)
        for word in dict.fromkeys(normal(word) for word in field.synonyms):
            loose[word] = (*loose.get(word, ()), field.code)
    return exact, loose


def candidates(heading: Heading, kind: LedgerKind) -> Candidates:
    """What a heading may mean in a kind of ledger: same words, same bare words, or contained."""
    exact, loose = _index(kind.code, kind.fields)
    for how, table, form in (("exact", exact, squashed), ("normalised", loose, normal)):
        for text in heading.readings:
            if found := table.get(form(text)):
                return Candidates(how, found)
    for text in heading.readings:
        if found := _contained(normal(text), loose):
            return Candidates("contained", found)
    return Candidates()


def _contained(text: str, loose: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fields of the longest synonym at the heading's end, or of four characters inside it.

    A Chinese noun phrase ends with what it is: 联系的企业 is an enterprise, 企业规模 is not.
    """
    best: tuple[str, ...] = ()
    longest = 1
    for word, fields in loose.items():
        asks = ("是否" in text) == ("是否" in word)
        fits = text.endswith(word) or (len(word) >= 4 and word in text)
        if asks and fits and len(word) > longest:
            best, longest = fields, len(word)
    return best


def match_columns(headings: Sequence[Heading | None], kind: LedgerKind) -> dict[int, Match]:
    """Column (0-based) -> its match; a column without a heading is left out.

    Each field goes to one column, that with the strongest rule; an equally strong second column
    is recorded as a rival. A heading of two fields (联系电话) goes by the name left of it.
    """
    found = {
        at: candidates(heading, kind)
        for at, heading in enumerate(headings)
        if heading is not None and not _is_own_number(heading)
    }
    matches = _single(found)
    for at, options in found.items():
        if len(options.fields) > 1:
            matches[at] = _by_neighbour(at, options, matches, kind)
    for at, heading in enumerate(headings):
        if heading is not None and _is_own_number(heading):
            matches[at] = Match(OWN_NUMBER_FIELD, "exact")
    return matches


def _is_own_number(heading: Heading) -> bool:
    return squashed(heading.text) in OWN_NUMBER


def _single(found: Mapping[int, Candidates]) -> dict[int, Match]:
    matches = dict.fromkeys(found, Match())
    wanted: dict[str, list[int]] = {}
    for at, options in found.items():
        if len(options.fields) == 1:
            wanted.setdefault(options.fields[0], []).append(at)
    for field, columns in wanted.items():
        best = max(_LEVELS[str(found[at].how)] for at in columns)
        winner, *rivals = [at for at in columns if _LEVELS[str(found[at].how)] == best]
        matches[winner] = Match(field, found[winner].how, tuple(rivals))
    return matches


def _by_neighbour(
    at: int, options: Candidates, matches: Mapping[int, Match], kind: LedgerKind
) -> Match:
    taken = {match.field for match in matches.values()}
    free = [code for code in options.fields if code not in taken]
    for left in range(at - 1, -1, -1):
        neighbour = matches.get(left, Match()).field
        for code in free:
            if neighbour and neighbour in kind.by_code[code].beside:
                return Match(code, "beside")
    return Match()


def strength(matches: Mapping[int, Match], kind: LedgerKind) -> int:
    """How well a header fits a kind of ledger; 0 when fewer than two fields are found."""
    fields = {m.field: m.how for m in matches.values() if m.field and m.field != OWN_NUMBER_FIELD}
    if len(fields) < 2:
        return 0
    required = [field.code for field in kind.fields if field.required]
    whole = all(code in fields for code in required)
    unread = sum(match.field is None for match in matches.values())
    return 10 * sum(_LEVELS[str(how)] for how in fields.values()) + 60 * whole - unread


def nearest(heading: Heading, kind: LedgerKind) -> Field | None:
    """The field whose words look most like an unknown heading, or None."""
    words = {normal(word): field for field in kind.fields for word in field.synonyms}
    close = difflib.get_close_matches(normal(heading.text), words, n=1, cutoff=0.5)
    return words[close[0]] if close else None
