"""Who enters on behalf of whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.people.dates import DatedQuerySet, last_day
from baolian.records.people.models.officers import Officer


class LiaisonEnded(Exception):
    """The officer had ceased to act for the leader before."""


class Liaison(models.Model):
    """`officer` enters on behalf of `leader`; the journal names both."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="liaison_for")
    leader = models.ForeignKey(Officer, models.PROTECT, related_name="liaisons")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = DatedQuerySet["Liaison"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "leader"], condition=Q(until=None), name="liaison_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer} > {self.leader}"

    @classmethod
    def appoint(cls, act: Act, officer: Officer, leader: Officer) -> Liaison:
        liaison = cls(officer=officer, leader=leader, since=act.today)
        with act.page() as page:
            page.line("liaison appointed", leader).add(liaison)
        return liaison

    def end(self, act: Act) -> None:
        """From today on nothing is entered on the leader's behalf by this officer. Raises
        LiaisonEnded."""
        if self.until is not None:
            raise LiaisonEnded(f"{self} ended on {self.until}")
        with act.page() as page:
            page.line("liaison ended", self.leader).change(self, until=last_day(self, act.today))
