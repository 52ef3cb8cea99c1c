"""Where the console shows a record, by its name in the journal: `matters.matter:7`."""

from __future__ import annotations

from functools import cache

from django.db import models
from django.urls import reverse

PAGES = {
    "matters.matter": "matter",
    "subjects.subject": "subject",
    "people.officer": "officer",
    "visits.visit": "visit",
    "meetings.meeting": "meeting",
    "supervision.slip": "slip",
    "bulletins.bulletin": "bulletin",
    "pairings.pairing": "pairing",
    "readings.reading": "reading",
    "exchange.import": "import",
}


ANY_KEY = 1234567890  # stands in no address itself


def address_of(name: str) -> str:
    """The address, or nothing for what has no page."""
    label, _, key = name.partition(":")
    page = PAGES.get(label)
    return page_of(page, int(key)) if page and key.isdigit() else ""


def page_of(page: str, key: int) -> str:
    """What `reverse` says of a page of one record, resolved once: lists lead to dozens of them."""
    before, after = around_key(page)
    return f"{before}{key}{after}"


@cache
def around_key(page: str) -> tuple[str, str]:
    before, after = reverse(page, args=[ANY_KEY]).split(str(ANY_KEY))
    return before, after


def address_of_record(record: models.Model) -> str:
    """The page of a record; nothing for one that has none."""
    return address_of(f"{record._meta.label_lower}:{record.pk}")
