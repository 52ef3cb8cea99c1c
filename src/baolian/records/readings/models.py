"""Indicators, plans and measured numbers. Statistics carry their source, records their rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import Subject, is_whole_site


class AboutNothing(ValueError):
    """A reading is about a subject or about an organisation, one of the two."""


class ReadingQuerySet(models.QuerySet["Reading"]):
    def standing(self) -> ReadingQuerySet:
        """Those that no correction has replaced."""
        return self.filter(correction=None)

    def of(self, indicator: str) -> ReadingQuerySet:
        return self.filter(indicator=indicator)

    def visible_to(self, user: User) -> ReadingQuerySet:
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        subjects = Subject.objects.visible_to(user).values("pk")
        here = Organisation.objects.filter(below_any(scopes)).values("pk")
        return self.filter(Q(subject__in=subjects) | Q(organisation__in=here))


@dataclass(frozen=True)
class Taking:
    """What it takes to enter a reading; numbers are integers in the indicator's unit."""

    indicator: str
    begins_on: date
    ends_on: date
    source: str
    subject: Subject | None = None
    organisation: Organisation | None = None
    plan: int | None = None
    actual: int | None = None
    qualifier: str = ""


class Reading(models.Model):
    """One indicator, one subject or organisation, one period: a month or a cumulative range.

    `plan` and `actual` are integers in the unit the pack gives the indicator (fen, basis
    points, count, square metres); `qualifier` is the word that came with the number (约, 近, 余).
    """

    class Qualifier(models.TextChoices):
        ABOUT = "about", "约"
        NEARLY = "nearly", "近"
        OVER = "over", "余"
        AT_LEAST = "at_least", "以上"

    indicator = models.CharField(max_length=60)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="readings")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="readings"
    )
    begins_on = models.DateField()
    ends_on = models.DateField()
    plan = models.BigIntegerField(null=True)
    actual = models.BigIntegerField(null=True)
    qualifier = models.CharField(max_length=10, blank=True, choices=Qualifier.choices)
    source = models.CharField(max_length=200)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "subject", "begins_on", "ends_on"],
                condition=Q(corrects=None, subject__isnull=False),
                name="subject_reading_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "organisation", "begins_on", "ends_on"],
                condition=Q(corrects=None, organisation__isnull=False),
                name="organisation_reading_once",
            ),
            models.CheckConstraint(
                condition=Q(subject=None, organisation__isnull=False)
                | Q(subject__isnull=False, organisation=None),
                name="reading_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("begins_on")), name="reading_period_forward"
            ),
        ]
        indexes = [models.Index(fields=["indicator", "ends_on"], name="reading_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.begins_on}/{self.ends_on}"

    @classmethod
    def take(cls, act: Act, taking: Taking) -> Reading:
        return cls.take_all(act, [taking])[0]

    @classmethod
    def take_all(cls, act: Act, takings: Iterable[Taking]) -> list[Reading]:
        """Enter readings; a second one for the same period is refused: correct the first."""
        made = [reading_of(taking) for taking in takings]
        with act.page() as page:
            for reading in made:
                about = reading.subject or reading.organisation
                if about is None:
                    raise AboutNothing("a reading names a subject or an organisation")
                page.line("read", about).add(reading)
        return made

    def correct(
        self,
        act: Act,
        *,
        plan: int | None,
        actual: int | None,
        source: str,
        qualifier: str = "",
    ) -> Reading:
        """A new row beside the old one; what was published with the old one stays as it was."""
        better = Reading(
            indicator=self.indicator,
            subject=self.subject,
            organisation=self.organisation,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
            plan=plan,
            actual=actual,
            source=source,
            qualifier=qualifier,
            corrects=self,
        )
        with act.page() as page:
            page.line("reading corrected", self).add(better)
        return better


def reading_of(taking: Taking) -> Reading:
    return Reading(
        indicator=taking.indicator,
        subject=taking.subject,
        organisation=taking.organisation,
        begins_on=taking.begins_on,
        ends_on=taking.ends_on,
        plan=taking.plan,
        actual=taking.actual,
        qualifier=taking.qualifier,
        source=taking.source,
    )
