"""What of a model is found: a class attribute FOUND says it, and the journal's pages obey.

    class Subject(models.Model):
        FOUND: ClassVar = Found("s", "name", is_name=True)

A token is the kind's letter, a letter for what it is, and what was said: `st丹凤` (a pair of the
text), `sidf` (initials), `sydan` (a syllable), `skp0001` (a mark).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from baolian.records.lookup.folding import END, START, fold, framed, pairs
from baolian.records.lookup.pinyin import initials, syllables

TEXT, INITIALS, SYLLABLE, MARK = "t", "i", "y", "k"


def no_marks(_row: Any) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Found:
    """`text` is the column that is found, `key` the column that names what is shown.

    `marks` are coarse words for who may see the row: a search asks for some of them and so finds
    at once what visible_to will let through; it decides, they only narrow. `depends`: further
    columns that marks are made of. `related`: foreign keys that they look through. What has
    `closing` set is over, and comes last.
    """

    kind: str
    text: str
    is_name: bool = False
    key: str = "id"
    closing: str = ""
    marks: Callable[[Any], Iterable[str]] = no_marks
    depends: frozenset[str] = frozenset()
    related: tuple[str, ...] = ()

    def is_touched_by(self, columns: Iterable[str]) -> bool:
        own = {self.text, self.closing} | self.depends
        return not own.isdisjoint(columns)

    def words(self, row: models.Model) -> list[str]:
        """Tokens in their order; every part begins and ends with a sign of its own."""
        folded = fold(getattr(row, self.text))
        words = self.tokens(TEXT, pairs(framed(folded)))
        if self.is_name and not folded.isascii():
            for letters in initials(folded):
                words += self.tokens(INITIALS, pairs(framed(letters)))
            words += self.tokens(SYLLABLE, [START, *syllables(folded), END])
        return words

    def tokens(self, what: str, said: Iterable[str]) -> list[str]:
        head = self.kind + what
        return [head + one for one in said]

    def is_over(self, row: models.Model) -> bool:
        return bool(self.closing) and getattr(row, self.closing) is not None


def found_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if hasattr(model, "FOUND")]
