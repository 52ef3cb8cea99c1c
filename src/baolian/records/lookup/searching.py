"""Search: the index proposes, `visible_to` decides, the best come first.

First what is called just so, then what begins so, then what contains it; what is open before
what is over; then the newest. Where not all have room, kinds take turns: six projects that begin
so leave room for the enterprises that contain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from baolian.records.lookup.engines import Answer, Asking, answered
from baolian.records.lookup.folding import fold
from baolian.records.lookup.found import Found
from baolian.records.lookup.pinyin import initials, syllables
from baolian.records.lookup.questions import Question, Tree, marked

WHOLE, BEGUN, CONTAINED = range(3)
# how many a search looks at, of one kind, where no mark says who may see them
LOOKED_AT = 200
SPARE = 10


@dataclass(frozen=True, eq=False)
class Sight:
    """One kind of thing as one person sees it.

    `seen` takes keys and gives those rows among them that he may see. `marks`: what he sees bears
    one of them; None when he sees all. `sees_more`: he may also see some that bear none of them.
    `text` is what a row is ranked by. `sort` numbers the sorts within the kind, in the order in
    which equals are listed; `spare`: as many more are looked at, so that each sort is among them.
    """

    found: Found
    seen: Callable[[Sequence[int]], models.QuerySet[Any]]
    text: Callable[[Any], str] = str
    is_over: Callable[[Any], bool] = lambda _row: False
    marks: Sequence[str] | None = None
    sees_more: bool = False
    is_numbered: bool = False
    sort: Callable[[Any], int] = lambda _row: 0
    spare: int = SPARE


@dataclass(frozen=True)
class Hit:
    """`place` is that of its kind among the kinds that were asked for."""

    rank: int
    is_over: bool
    place: int
    sort: int
    row: Any

    @property
    def order(self) -> tuple[int, bool, int, int, int]:
        return self.rank, self.is_over, self.place, self.sort, -self.row.pk


@dataclass(frozen=True)
class Hits:
    """`is_all`: there is nothing more that he may see."""

    hits: list[Hit]
    is_all: bool


def search(
    question: Question, sights: Sequence[Sight], most: int, in_all: int | None = None
) -> Hits:
    """At most `most` of each kind, and `in_all`, best first."""
    proposals = proposed(question, sights, most)
    found: list[Hit] = []
    is_all = True
    for place, (sight, proposal) in enumerate(zip(sights, proposals, strict=True)):
        hits = hits_of(question, sight, place, proposal.keys)
        found += in_turns(hits, most)
        is_all = is_all and proposal.is_all and len(hits) <= most
    shown = in_turns(found, len(found) if in_all is None else in_all)
    return Hits(shown, is_all and len(shown) == len(found))


def in_turns(hits: Sequence[Hit], n: int) -> list[Hit]:
    """`n` of them, best first; when there are more, every sort of every kind gives its best, then
    its second, and so on."""
    turns: Counter[tuple[int, int]] = Counter()
    best: list[tuple[int, Hit]] = []
    for hit in sorted(hits, key=lambda hit: hit.order):
        turns[hit.place, hit.sort] += 1
        best.append((turns[hit.place, hit.sort], hit))
    # stable: within a turn they stay best first
    best.sort(key=lambda one: one[0])
    return sorted((hit for _turn, hit in best[:n]), key=lambda hit: hit.order)


def hits_of(question: Question, sight: Sight, place: int, keys: list[int]) -> list[Hit]:
    number = question.number if sight.is_numbered else None
    if number is not None:
        keys = [*keys, number]
    rows = sight.seen(list(dict.fromkeys(keys))) if keys else ()
    hits = [hit_of(question, sight, place, row, is_it=row.pk == number) for row in rows]
    return sorted(hits, key=lambda hit: hit.order)


def proposed(question: Question, sights: Sequence[Sight], most: int) -> list[Answer]:
    """Of each kind the newest, and when there are more, with them what is called so."""
    if question.is_too_short:
        return [Answer([], is_all=True) for _ in sights]
    own = [s for s in sights if s.marks != []]
    # the index only proposes: should some of it not be his, there are others in reserve
    n = {s: most + s.spare for s in sights}
    asked = [asking(question.contained, s, n[s]) for s in own]
    first = dict(zip(own, answered(asked), strict=True))
    beyond = {s: look for s in sights if (look := looked_beyond(question, s, first.get(s), n[s]))}
    cut = [s for s in own if is_cut(s, first[s])]
    called = [asking(ask, s, n[s]) for s in cut for ask in called_so(question)]
    more = answered([*beyond.values(), *called])
    keys: dict[Found, list[int]] = {s.found: list(first[s].keys) for s in own}
    for ask, answer in zip([*beyond.values(), *called], more, strict=True):
        keys.setdefault(ask.found, []).extend(answer.keys)
    # how many there are that he may not see is nothing he is told
    return [Answer(keys.get(s.found, []), is_all=s not in first or first[s].is_all) for s in sights]


def looked_beyond(question: Question, sight: Sight, own: Answer | None, n: int) -> Asking | None:
    """What bears no mark of his: all of it while there is room, else what is called just so."""
    if sight.marks is None or not sight.sees_more:
        return None
    if own is None or own.is_all:
        return Asking(sight.found, question.contained(sight.found), LOOKED_AT)
    return Asking(sight.found, question.whole(sight.found), n)


def called_so(question: Question) -> list[Callable[[Found], Tree]]:
    return [question.begun, question.whole]


def is_cut(sight: Sight, answer: Answer) -> bool:
    return sight.found.is_name and not answer.is_all


def asking(ask: Callable[[Found], Tree], sight: Sight, n: int) -> Asking:
    """Narrowed to the marks of what he sees."""
    tree = ask(sight.found)
    narrowed = [marked(sight.found, sight.marks)] if sight.marks is not None else []
    return Asking(sight.found, ("and", [tree, *narrowed]), n)


def hit_of(question: Question, sight: Sight, place: int, row: Any, *, is_it: bool) -> Hit:
    rank = WHOLE if is_it else rank_of(question, sight.found, sight.text(row))
    return Hit(rank, sight.is_over(row), place, sight.sort(row), row)


def rank_of(question: Question, found: Found, text: str) -> int:
    folded, asked = fold(text), question.folded
    names = [folded]
    if found.is_name and question.may_be_pinyin:
        names += [*initials(folded), "".join(syllables(folded))]
    if asked in names:
        return WHOLE
    return BEGUN if any(name.startswith(asked) for name in names) else CONTAINED
