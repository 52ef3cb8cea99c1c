"""Signed and sent (签发): the act that makes a slip of a draft and gives it a number."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from baolian.records.journal.pages import Line
from baolian.records.lookup.found import Found
from baolian.records.matters.models import Deadline
from baolian.records.people.models import Organisation


class Counter(models.Model):
    """The last number an office gave in a year; moved in the transaction that uses it: no gap."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_counter_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def advance(cls, line: Line, office: Organisation, year: int) -> int:
        """The next number; who takes the same at the same time is overtaken or a twin."""
        counter = cls.objects.filter(organisation=office, year=year).first()
        if counter is None:
            line.add(cls(organisation=office, year=year, last=1))
            return 1
        line.change(counter, last=counter.last + 1)
        return counter.last


class Issue(models.Model):
    """Who signed a slip, when, under which number of which office; and the reply it asks for."""

    FOUND: ClassVar = Found("n", "number", key="slip_id")

    slip = models.OneToOneField("supervision.Slip", models.PROTECT, related_name="issue")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    year = models.IntegerField()
    n = models.IntegerField()
    number = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    reply_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, related_name="asked_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "n"], name="slip_number_once")
        ]

    def __str__(self) -> str:
        return self.number
