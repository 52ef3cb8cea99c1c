"""Who answers for which subject, from a day, until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import row_with
from baolian.records.people.dates import DatedQuerySet, holds, last_day, lasts_on
from baolian.records.people.models import Officer, Organisation, User
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import Subject, is_whole_site


class AlreadyEnded(Exception):
    """The pairing had ended before."""


class PairingQuerySet(DatedQuerySet["Pairing"]):
    def visible_to(self, user: User) -> PairingQuerySet:
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        keys = self.order_by().values("pk")
        own = keys.filter(officer__in=user.answers_as)
        here = keys.filter(below_any(scopes, "subject__place_path"))
        return self.filter(pk__in=own.union(here))


@dataclass(frozen=True)
class Making:
    """What it takes to pair: an officer, or an organisation with its lead officer."""

    subject: Subject
    officer: Officer
    role: str
    tier: str
    organisation: Organisation | None = None
    stream: str = ""
    document: str = ""
    since: date | None = None


class Pairing(models.Model):
    """A named holder answers for a subject. Ended, never deleted, and may begin again.

    `officer` is always a person: the holder, or the lead person of the organisation that holds.
    `role`, `tier` and `stream` are codes of the pack. The three parties are pairings, one a tier.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="pairings")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="pairings")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="pairings"
    )
    role = models.CharField(max_length=40)
    tier = models.CharField(max_length=40)
    stream = models.CharField(max_length=60, blank=True)
    document = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "officer", "role"], condition=Q(until=None), name="pairing_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="pairing_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer} > {self.subject}"

    @property
    def office_kind(self) -> str:
        """Of the organisation that holds or that the holder leads in it; empty without one."""
        return str(self.organisation.kind) if self.organisation else ""

    @classmethod
    def make(cls, act: Act, making: Making) -> Pairing:
        return cls.make_all(act, [making])[0]

    @classmethod
    def make_all(cls, act: Act, makings: Iterable[Making]) -> list[Pairing]:
        made = []
        with act.page() as page:
            for m in makings:
                pairing = row_with(
                    cls,
                    subject=m.subject,
                    officer=m.officer,
                    organisation=m.organisation,
                    role=m.role,
                    tier=m.tier,
                    stream=m.stream,
                    document=m.document,
                    since=m.since or act.today,
                )
                line = page.line("paired", m.subject)
                line.add(pairing)
                made.append(pairing)
        return made

    def end(self, act: Act, reason: str) -> None:
        """From today another answers; no change of lead without a cause (一抓到底). One that begins
        later never will."""
        if self.until is not None:
            raise AlreadyEnded(f"{self} ended on {self.until}")
        with act.page() as page:
            line = page.line("unpaired", self.subject, note=reason)
            line.change(self, until=last_day(self, act.today))


def paired_subjects(user: User) -> list[int]:
    """Keys of the subjects for which he answers on his day, or the leader he enters for: asked once
    of an account that stands on a day."""
    known: list[int] | None = user.__dict__.get(User.PAIRED)
    if known is None:
        rows = ever_answered_for_by.rows(user.answers_as)
        # a subject for which he answers in two roles is there once, in the order of the rows
        held = {subject: None for subject, since, until in rows if holds(user.day, since, until)}
        known = user.__dict__[User.PAIRED] = list(held)
    return known


@prepared()
def ever_answered_for_by(officers: list[int]) -> models.QuerySet[Any, Any]:
    return Pairing.objects.filter(officer__in=officers).values_list("subject", "since", "until")


def gaps(
    subjects: models.QuerySet[Subject], roles: Sequence[str], day: date
) -> models.QuerySet[Subject]:
    """Subjects for which nobody stands in one of `roles` on `day`."""
    lacking = Q(pk__in=[])
    for role in roles:
        held = Pairing.objects.on(day).filter(subject=OuterRef("pk"), role=role)
        lacking |= Q(~Exists(held))
    return subjects.filter(lacking)


def load(day: date) -> models.QuerySet[Officer]:
    """Officers with `load`: for how many subjects each answers on `day`, most first."""
    # two roles for one subject are one subject
    standing = Count("pairings__subject", filter=lasts_on(day, "pairings__"), distinct=True)
    return Officer.objects.annotate(load=standing).filter(load__gt=0).order_by("-load", "id")
