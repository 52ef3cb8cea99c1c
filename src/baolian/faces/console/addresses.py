"""Where the console shows a record, by its name in the journal: `matters.matter:7`."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

PAGES = {
    "matters.matter": "matter",
    "subjects.subject": "subject",
    "people.officer": "officer",
    "visits.visit": "visit",
    "supervision.slip": "slip",
    "bulletins.bulletin": "bulletin",
    "pairings.pairing": "pairing",
    "readings.reading": "reading",
}


def address_of(name: str) -> str:
    """The address, or nothing for what has no page."""
    label, _, key = name.partition(":")
    page = PAGES.get(label)
    return reverse(page, args=[int(key)]) if page and key.isdigit() else ""


def address_of_record(record: models.Model) -> str:
    """The page of a record; nothing for one that has none."""
    return address_of(f"{record._meta.label_lower}:{record.pk}")
