"""What filters offer to choose from: what the reader's pack names, organisations in his scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from baolian.faces.console.choices import Office, in_tree
from baolian.faces.parts.words import home_edition, said, source_words, subject_kind_words
from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter
from baolian.records.people.models import Organisation
from baolian.records.people.paths import WIDTH, below_any
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Pack

Choices = Iterable[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Tree:
    """Organisations in the order of a select, indented by level; `paths` and `keys` of each other.
    Equal is only the very same: it is kept, and what is made of it is kept by it."""

    choices: Sequence[tuple[str, str]]
    paths: dict[str, str]
    keys: dict[str, str]


def tree(offices: Sequence[Office]) -> Tree:
    top = min((len(o.path) for o in offices), default=0)
    choices = [
        (str(o.pk), "\u3000" * ((len(o.path) - top) // WIDTH) + o.name)
        for o in in_tree(offices, "")
    ]
    paths = {str(o.pk): o.path for o in offices}
    return Tree(choices, paths, {path: key for key, path in paths.items()})


@lru_cache(maxsize=256)
def trees(rows: tuple[tuple[int, str, str, str], ...]) -> tuple[Tree, Tree]:
    """Of all these offices, and of the places among them. They are read for every page, and a
    prefecture has hundreds: the same rows give the trees that were made of them before."""
    offices = [Office(*row) for row in rows]
    return tree(offices), tree([o for o in offices if o.kind in Organisation.PLACES])


@dataclass(frozen=True)
class Offer:
    """`edition` is the mark of the pack's: whoever is offered the same sees the same choices."""

    edition: str
    organisations: Tree
    places: Tree
    pack: Pack | None = field(compare=False)

    @classmethod
    def to(cls, act: Act) -> Offer:
        """A filter offers nothing that finds nothing: only organisations in his scope."""
        every, places = trees(tuple(offices_below.rows(act.by.scopes())))
        edition = home_edition(act)
        if edition is None:
            return cls("", every, places, None)
        return cls(edition.hash, every, places, edition.pack)


@prepared()
def offices_below(paths: list[str]) -> QuerySet[Any, Any]:
    seen = Organisation.objects.filter(below_any(paths)).order_by("path")
    return seen.values_list(*Office._fields)


def organisations(offer: Offer) -> Choices:
    return offer.organisations.choices


def places(offer: Offer) -> Choices:
    return offer.places.choices


def categories(offer: Offer) -> Choices:
    return [(c.code, said(c.name)) for c in offer.pack.categories] if offer.pack else ()


def kinds(offer: Offer) -> Choices:
    return [(c, said(kind.name)) for c, kind in offer.pack.kinds.items()] if offer.pack else ()


def pairing_roles(offer: Offer) -> Choices:
    return [(r.code, said(r.name)) for r in offer.pack.pairing_roles] if offer.pack else ()


def tiers(offer: Offer) -> Choices:
    return [(t.code, said(t.name)) for t in offer.pack.tiers] if offer.pack else ()


def streams(offer: Offer) -> Choices:
    return [(s.code, said(s.name)) for s in offer.pack.streams] if offer.pack else ()


def sources(_offer: Offer) -> Choices:
    return [(source, source_words(source)) for source in Matter.Source.values]


def subject_kinds(_offer: Offer) -> Choices:
    return [(kind, subject_kind_words(kind)) for kind in Subject.Kind.values]
