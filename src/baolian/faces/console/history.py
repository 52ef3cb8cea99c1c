"""The journal of one thing as sentences: when, who, for whom, what, and the reason given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from baolian.faces.parts.words import person_words, verb_words
from baolian.records.journal.models import Entry
from baolian.records.people.models import Officer

# no history on a page is longer; the command `baolian verify` reads them all
MOST = 500


@dataclass(frozen=True)
class Sentence:
    at: datetime
    who: str
    on_behalf_of: str
    did: str
    note: str


def history_of(*things: models.Model) -> list[Sentence]:
    """The entries about these things, newest first."""
    names = [f"{thing._meta.label_lower}:{thing.pk}" for thing in things]
    entries = Entry.objects.filter(about__in=names).select_related("by__officer")
    return sentences(list(entries.order_by("-id")[:MOST]))


def sentences(entries: Iterable[Entry]) -> list[Sentence]:
    entries = list(entries)
    answering = {e.on_behalf_of for e in entries if e.on_behalf_of}
    names = dict(Officer.objects.filter(pk__in=answering).values_list("pk", "name"))
    return [
        Sentence(
            e.at, person_words(e.by), names.get(e.on_behalf_of or 0, ""), verb_words(e.verb), e.note
        )
        for e in entries
    ]
