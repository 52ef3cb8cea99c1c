"""A record behind a number, as one line of a list: its name, what tells it apart, its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from baolian.faces.console.addresses import address_of_record
from baolian.faces.console.readings import shown
from baolian.faces.console.rows import for_rows, row_of, slip_row
from baolian.faces.parts.words import label_words, pack_for, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.people.models import Officer
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.routines.supervision.models import Slip

# what each line reads besides the record itself, fetched for the whole page at once
RELATED: dict[type[Model], tuple[str, ...]] = {
    Matter: ("subject", "organisation"),
    Reading: ("subject", "organisation"),
    Subject: ("place",),
}


@dataclass(frozen=True)
class RecordLine:
    words: str
    more: str
    address: str


def with_related(records: QuerySet[Any]) -> QuerySet[Any]:
    if records.model is Officer:
        return records.prefetch_related("posts__organisation")
    if records.model is Slip:
        return for_rows(records)
    if isinstance(records, MatterQuerySet):
        records = records.noting_stops()
    return records.select_related(*RELATED.get(records.model, ()))


def record_line(act: Act, record: Model) -> RecordLine:
    words, more = described(act, record)
    return RecordLine(words, more, address_of_record(record))


def described(act: Act, record: Model) -> tuple[str, str]:
    match record:
        case Officer():
            return record.name, str(record.post_on(act.today) or "")
        case Subject():
            return record.name, f"{label_words(record.get_kind_display())} · {record.place}"
        case Matter():
            row = row_of(act, record)
            parts = str(record.subject), row.category, str(row.state.words)
            # a task has no category
            return record.summary, " · ".join(filter(None, parts))
        case Reading():
            return reading_words(act, record)
        case Slip():
            slip = slip_row(record)
            return f"{said(slip.rung)} {slip.number}", f"{slip.told['summary']}"
    return str(record), ""


def reading_words(act: Act, reading: Reading) -> tuple[str, str]:
    if reading.subject:
        about, path = reading.subject.name, reading.subject.place_path
    else:
        organisation = reading.organisation
        about, path = (organisation.name, organisation.path) if organisation else ("", "")
    line = shown(pack_for(act, path), reading)
    return about, f"{line.indicator} {line.actual} · {line.period}"
