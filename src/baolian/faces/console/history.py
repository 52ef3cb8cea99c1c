"""The journal of one thing as sentences: when, who, for whom, what, and the reason given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from baolian.faces.parts.words import label_words, limit_words, name_words, verb_words
from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.models import Entry
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter, Resolution
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation
from baolian.records.visits.models import Visit

# no history on a page is longer; the command `baolian verify` reads them all
MOST = 500
# what a page shows of it before somebody asks for all
FIRST = 20


@dataclass(frozen=True)
class Sentence:
    at: datetime
    who: str
    on_behalf_of: str
    did: str
    names: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Told:
    """A history by days, newest first. `more`: where there is more of it."""

    days: Sequence[tuple[date, Sequence[Sentence]]]
    more: str


def told_of(
    act: Act,
    request: HttpRequest,
    address: str,
    *things: models.Model,
    handlers: Iterable[Organisation] = (),
) -> Told:
    """The latest, or as many as a page can bear where the address asks for the whole history.
    `address`: of the thing's page, which may not be the one that was asked for. `handlers`: those
    that the page has read already."""
    most = MOST if "history" in request.GET else FIRST
    entries = latest_of(things, most + 1)
    lines = sentences(act, entries[:most], handlers)
    by_day = groupby(lines, key=lambda line: day_of(line.at))
    days = [(day, list(of_day)) for day, of_day in by_day]
    is_cut = len(entries) > most and most == FIRST
    return Told(days, f"{address}?history=all#history" if is_cut else "")


class Said(NamedTuple):
    """Of an entry, what is told. `leader`: on whose behalf it was done."""

    at: datetime
    verb: str
    note: str
    changes: str
    account: str
    name: str | None
    leader: str | None


def latest_of(things: Iterable[models.Model], most: int) -> list[Said]:
    names = [f"{thing._meta.label_lower}:{thing.pk}" for thing in things]
    return [Said(*columns) for columns in LATEST[most].rows(names)]


def about(names: list[str]) -> models.QuerySet[Any, Any]:
    leader = Officer.objects.filter(pk=OuterRef("on_behalf_of")).values("name")
    entries = Entry.objects.filter(about__in=names).order_by("-id")
    person = "by__username", "by__officer__name", Subquery(leader)
    return entries.values_list("at", "verb", "note", "changes", *person)


LATEST = {most: prepared(most=most)(about) for most in (FIRST + 1, MOST + 1)}


def sentences(
    act: Act, entries: Sequence[Said], handlers: Iterable[Organisation] = ()
) -> list[Sentence]:
    told = [(entry, rows := json.loads(entry.changes), guarded_in(rows)) for entry in entries]
    seen = seen_among(act, {key for _entry, _rows, keys in told for key in keys})
    shown = [one for one in told if not one[2] or any(key in seen for key in one[2])]
    to = handlers_in((rows for _entry, rows, _keys in shown), handlers)
    return [
        Sentence(
            entry.at,
            name_words(entry.account, entry.name),
            entry.leader or "",
            done_words(entry.verb, rows),
            (*(word for key in keys if (word := seen.get(key))), *facts_in(rows, to)),
            entry.note or note_in(rows),
        )
        for entry, rows, keys in shown
    ]


PAIRING, VISIT = "pairings.pairing:", "visits.visit:"


def guarded_in(written: dict[str, Any]) -> list[str]:
    """Names of the rows in an entry that not everybody sees who sees what it is about."""
    return [key for key in written if key.startswith((PAIRING, VISIT))]


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


def done_words(verb: str, written: dict[str, Any]) -> str:
    """A matter that a ledger brought in was not raised with whoever imported it."""
    sources = (row.get("source") for key, row in written.items() if key.startswith(MATTER))
    if verb == "opened" and Matter.Source.IMPORT in sources:
        return gettext("依台账登记事项")
    return verb_words(verb)


# -- what an entry says beside its verb: to whom it was handed, how it ended, which slip -----------

Rows = dict[str, dict[str, Any]]
MATTER, HANDLING, RESOLUTION = "matters.matter:", "matters.handling:", "matters.resolution:"
EXTENSION = "matters.extension:"
CONFIRMATION, SLIP = "matters.confirmation:", "supervision.slip:"
# what was said of a first contact, and when it was struck off; an enterprise's words are elsewhere
NOTED = ("matters.firstcontact:", "matters.closure:")
# what was answered to a slip: of a long answer the beginning, the whole stands on the slip's page
REPLY, REPLY_LENGTH = "supervision.reply:", 120


def handlers_in(entries: Iterable[Rows], known: Iterable[Organisation]) -> dict[int, str]:
    """Names of the organisations to which something was handed."""
    names = {organisation.pk: organisation.name for organisation in known}
    rows = (row for written in entries for key, row in written.items() if key.startswith(HANDLING))
    keys = {row["organisation_id"] for row in rows if "organisation_id" in row} - names.keys()
    if keys:
        names |= dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    return names


def note_in(written: Rows) -> str:
    """Never what the enterprise said: not everybody may read that."""
    notes = (str(row.get("note") or "") for key, row in written.items() if key.startswith(NOTED))
    replies = (str(row.get("text") or "") for key, row in written.items() if key.startswith(REPLY))
    return next(notes, "") or Truncator(next(replies, "")).chars(REPLY_LENGTH)


def facts_in(written: Rows, handlers: dict[int, str]) -> list[str]:
    """Never how the enterprise rated it: not everybody may read that."""
    found = (fact_in(key, row, handlers) for key, row in written.items())
    return [words for words in found if words]


def fact_in(key: str, row: dict[str, Any], handlers: dict[int, str]) -> str:
    if key.startswith(HANDLING):
        name = handlers.get(row.get("organisation_id", 0), "")
        # handed over and received at one stroke: only a ledger says so
        is_claim = name and row.get("received_at")
        return gettext("台账称由%(office)s承办、已签收") % {"office": name} if is_claim else name
    if key.startswith(EXTENSION) and "unit" in row:
        return limit_words(row["n"], row["unit"])
    if key.startswith(RESOLUTION) and "outcome" in row:
        outcome = label_words(Resolution.Outcome(row["outcome"]).label)
        is_claim = row.get("is_claim")
        return gettext("台账称：%(outcome)s") % {"outcome": outcome} if is_claim else outcome
    if key.startswith(CONFIRMATION) and "is_solved" in row:
        return gettext("企业确认已解决") if row["is_solved"] else gettext("企业认为没有解决")
    if key.startswith(SLIP) and "facts" in row:
        lang = "en" if (get_language() or "").startswith("en") else "zh"
        return str(json.loads(row["facts"])[f"rung_{lang}"])
    return ""
