"""The journal of one thing as sentences: when, who, for whom, what, and the reason given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from baolian.faces.parts.words import person_words, verb_words
from baolian.records.journal.acts import Act
from baolian.records.journal.models import Entry
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer
from baolian.records.visits.models import Visit

# no history on a page is longer; the command `baolian verify` reads them all
MOST = 500


@dataclass(frozen=True)
class Sentence:
    at: datetime
    who: str
    on_behalf_of: str
    did: str
    names: tuple[str, ...]
    note: str


def history_of(act: Act, *things: models.Model) -> list[Sentence]:
    """The entries about these things, newest first; without those that tell of rows the reader
    may not see, as who else answers for a subject and why he ceased to."""
    names = [f"{thing._meta.label_lower}:{thing.pk}" for thing in things]
    entries = Entry.objects.filter(about__in=names).select_related("by__officer")
    return sentences(act, list(entries.order_by("-id")[:MOST]))


def sentences(act: Act, entries: list[Entry]) -> list[Sentence]:
    told = {entry.pk: guarded_in(entry) for entry in entries}
    seen = seen_among(act, {key for keys in told.values() for key in keys})
    shown = [e for e in entries if not told[e.pk] or any(key in seen for key in told[e.pk])]
    answering = {e.on_behalf_of for e in shown if e.on_behalf_of}
    names = dict(Officer.objects.filter(pk__in=answering).values_list("pk", "name"))
    return [
        Sentence(
            e.at,
            person_words(e.by),
            names.get(e.on_behalf_of or 0, ""),
            verb_words(e.verb),
            tuple(word for key in told[e.pk] if (word := seen.get(key))),
            e.note,
        )
        for e in shown
    ]


PAIRING, VISIT = "pairings.pairing:", "visits.visit:"


def guarded_in(entry: Entry) -> list[str]:
    """Names of the rows in an entry that not everybody sees who sees what it is about."""
    return [key for key in entry.written if key.startswith((PAIRING, VISIT))]


def seen_among(act: Act, keys: set[str]) -> dict[str, str]:
    """Those that this reader may see, each with the name to say beside what was done."""
    by_kind = {
        kind: [key.removeprefix(kind) for key in keys if key.startswith(kind)]
        for kind in (PAIRING, VISIT)
    }
    seen: dict[str, str] = {}
    if by_kind[PAIRING]:
        pairings = Pairing.objects.visible_to(act.by).filter(pk__in=by_kind[PAIRING])
        holders = pairings.values_list("pk", "officer__name")
        seen |= {f"{PAIRING}{pk}": name for pk, name in holders}
    if by_kind[VISIT]:
        visits = Visit.objects.visible_to(act.by).filter(pk__in=by_kind[VISIT])
        seen |= {f"{VISIT}{pk}": "" for pk in visits.values_list("pk", flat=True)}
    return seen
