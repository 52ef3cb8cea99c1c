"""What a meeting is about, in order."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baolian.records.matters.models import Matter
from baolian.records.subjects.models import Subject


class AlreadyOnAgenda(Exception):
    """The matter is on this agenda."""


class AgendaItem(models.Model):
    """A matter, a subject or a plain topic. `topic` are the words on the agenda, which everybody
    who is invited reads; the matter itself opens to those who may see it."""

    APPEND_ONLY: ClassVar = True

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="agenda")
    position = models.IntegerField()
    topic = models.CharField(max_length=500)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="agenda_items")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="agenda_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_place_once"),
            models.UniqueConstraint(
                fields=["meeting", "matter"],
                condition=Q(matter__isnull=False),
                name="matter_once_on_agenda",
            ),
            models.CheckConstraint(
                condition=Q(matter=None) | Q(subject=None), name="agenda_item_about_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.topic}"
