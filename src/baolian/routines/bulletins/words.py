"""All that a page says of a bulletin: made from its figures for a draft, kept when published.

A later version may show numbers in other words; what was published goes on in the words it had.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from baolian.records.journal.encoding import canonical
from baolian.records.matters.months import Month
from baolian.routines.bulletins import markdown
from baolian.routines.bulletins.sentences import Segment, Sentence, sentences

if TYPE_CHECKING:
    from baolian.routines.bulletins.models import Bulletin, Figure

CAPTIONS = ("label", "value", "counts", "period", "source")


@dataclass(frozen=True)
class Caption:
    """A figure in words: what stands beside its number wherever that is shown alone."""

    figure: Figure
    label: str
    value: str
    counts: str
    period: str
    source: str


@dataclass(frozen=True)
class Words:
    """One copy in one language; every number knows its figure, and so its records."""

    as_of: str
    sentences: list[Sentence]
    captions: list[Caption]
    # empty where the copy does not show it, and in copies older than the course
    course: list[Month]

    def caption(self, code: str) -> Caption:
        return next(caption for caption in self.captions if caption.figure.code == code)


def spoken(
    bulletin: Bulletin,
    figures: Sequence[Figure],
    published_at: datetime | None,
    lang: str,
    course: list[Month],
) -> Words:
    """In today's words."""
    return Words(
        markdown.as_of(bulletin, published_at, lang),
        sentences(bulletin, figures, lang),
        [caption(figure, lang) for figure in figures],
        course,
    )


def caption(figure: Figure, lang: str) -> Caption:
    return Caption(
        figure,
        figure.label(lang),
        figure.show(lang),
        figure.counts(lang),
        figure.period(lang),
        figure.source_of(lang),
    )


def packed(words: Words) -> str:
    """As canonical JSON; figures by their codes."""
    return canonical(
        {
            "as_of": words.as_of,
            "sentences": [
                [[part.text, part.figure and part.figure.code] for part in sentence]
                for sentence in words.sentences
            ],
            "captions": [
                [caption.figure.code, *(getattr(caption, name) for name in CAPTIONS)]
                for caption in words.captions
            ],
            "course": [[f"{m.first}", m.opened, m.resolved] for m in words.course],
        }
    )


def unpacked(text: str, figures: Iterable[Figure]) -> Words:
    """What `packed` packed, with the figures of their codes."""
    found = {figure.code: figure for figure in figures}
    kept = json.loads(text)
    return Words(
        kept["as_of"],
        [tuple(Segment(words, found.get(code)) for words, code in s) for s in kept["sentences"]],
        [Caption(found[code], *words) for code, *words in kept["captions"]],
        [Month(date.fromisoformat(first), *counts) for first, *counts in kept.get("course", [])],
    )
