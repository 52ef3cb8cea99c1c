"""What changed on my matters since the last working day: who did what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from baolian.faces.console.addresses import address_of
from baolian.faces.console.duties.gathering import Gathered, Item
from baolian.faces.console.duties.lines import sheets_of
from baolian.faces.console.history import done_words, guarded_in
from baolian.faces.console.notices import MATTER, SLIP
from baolian.faces.parts.words import name_words
from baolian.records.journal.acts import Act, midnight
from baolian.records.journal.models import Entry
from baolian.records.journal.prepared import Keys, prepared
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import paired_subjects
from baolian.records.people.models import Officer

# lines shown, and how many matters are asked about of each kind
SHOWN, ASKED = 8, 100


@dataclass(frozen=True)
class Line:
    """`did` on what, and where that is shown."""

    at: datetime
    who: str
    on_behalf_of: str
    did: str
    summary: str
    address: str


@dataclass(frozen=True)
class News:
    since: date
    lines: list[Line]
    is_cut: bool


def news_of(act: Act, since: date, all_of: Gathered, told: dict[str, str]) -> News:
    """Newest first, by others than me: what I did myself I know. Of what waits for me, of the
    subjects I answer for, and of whatever I was `told` (names with summaries)."""
    items = all_of.items[:ASKED]
    names = dict.fromkeys([*told, *paired_names(act), *map(name_of, items)])
    if not names:
        return News(since, [], is_cut=False)
    entries = [Told(*row) for row in told_of.rows(Keys(names), midnight(since), act.by.pk)]
    # what tells of rows that not everybody sees is told on the page of the thing itself
    open_to_all = [entry for entry in entries if not guarded_in(json.loads(entry.changes))]
    shown = open_to_all[:SHOWN]
    summaries = told | summaries_of({entry.about for entry in shown} - set(told))
    return News(since, lines(shown, summaries), len(open_to_all) > SHOWN)


class Told(NamedTuple):
    """An entry with what a line says of it."""

    at: datetime
    verb: str
    about: str
    on_behalf_of: int | None
    changes: str
    account: str
    officer: str | None


@prepared(most=2 * SHOWN)
def told_of(names: list[str], since: datetime, reader: int) -> QuerySet[Any, Any]:
    """What others than the reader did."""
    entries = Entry.objects.filter(about__among=names, at__gte=since)
    of = ("at", "verb", "about", "on_behalf_of", "changes", "by__username", "by__officer__name")
    return entries.exclude(by=reader).order_by("-id").values_list(*of)


def last_working_day(act: Act) -> date:
    """Before today, by the calendar in force."""
    day, calendar = act.today - timedelta(days=1), act.rulebook.current_calendar.working
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def paired_names(act: Act) -> list[str]:
    """Open matters of the subjects I answer for."""
    subjects = paired_subjects(act.by)
    return [f"{MATTER}{key}" for (key,) in open_of.rows(Keys(subjects))] if subjects else []


@prepared(most=ASKED)
def open_of(subjects: list[int]) -> QuerySet[Any, Any]:
    found = Matter.objects.open().filter(subject__among=subjects).order_by()
    return found.values_list("pk")


def summaries_of(things: set[str]) -> dict[str, str]:
    """Of matters and slips, by their names in the journal."""
    matters = Keys(int(name.removeprefix(MATTER)) for name in things if name.startswith(MATTER))
    found = {f"{MATTER}{key}": words for key, words in named.rows(matters)} if matters else {}
    slips = [int(name.removeprefix(SLIP)) for name in things if name.startswith(SLIP)]
    said = {f"{SLIP}{key}": sheet.told["summary"] for key, sheet in sheets_of(slips).items()}
    return found | said


@prepared()
def named(matters: list[int]) -> QuerySet[Any, Any]:
    return Matter.objects.filter(pk__among=matters).values_list("pk", "summary")


def name_of(item: Item) -> str:
    return f"{SLIP}{item.slip}" if item.slip else f"{MATTER}{item.matter}"


def lines(entries: list[Told], names: dict[str, str]) -> list[Line]:
    keys = {entry.on_behalf_of for entry in entries if entry.on_behalf_of}
    leaders = dict(Officer.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}
    return [
        Line(
            entry.at,
            name_words(entry.account, entry.officer),
            leaders.get(entry.on_behalf_of or 0, ""),
            done_words(entry.verb, json.loads(entry.changes)),
            names[entry.about],
            address_of(entry.about),
        )
        for entry in entries
    ]
