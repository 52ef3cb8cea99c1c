"""A new site begins in a trial period: it drafts, and issues nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import ancestors
from baolian.rules.clock import Limit, Unit


class AlreadyOnTrial(Exception):
    """The organisation has had its trial period."""


class NotOnTrial(Exception):
    """The trial period is over."""


class TrialQuerySet(models.QuerySet["Trial"]):
    def running_at(self, moment: datetime) -> TrialQuerySet:
        return self.filter(since__lte=moment, until__gt=moment)

    def covering(self, path: str) -> TrialQuerySet:
        """Trials of the organisation at `path` and of those above it."""
        return self.filter(organisation__path__in=ancestors(path))


class Trial(models.Model):
    """From `since` until `until` nothing below the organisation goes out. One an organisation."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="trial")
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = TrialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="trial_forward")
        ]

    def __str__(self) -> str:
        return f"trial of {self.organisation}"

    @classmethod
    def begin(cls, act: Act, organisation: Organisation, working_days: int = 0) -> Trial:
        """Begin the trial: `working_days` from now, or as many as the pack in force says."""
        if cls.objects.filter(organisation=organisation).exists():
            raise AlreadyOnTrial(f"{organisation} has had its trial period")
        edition = act.rulebook.edition_for(organisation.path, act.today)
        days = Limit(working_days or edition.pack.trial.working_days, Unit.WORKING_DAY)
        until = act.rulebook.clock(edition).due(act.at, days).at
        trial = cls(organisation=organisation, since=act.at, until=until)
        with act.page() as page:
            page.line("trial begun", organisation).add(trial)
        return trial

    def can_end(self, user: User) -> bool:
        """Whoever answers for the slips that will then go out, or keeps the ledger they rest on."""
        return user.reaches(self.organisation.path, "leader", "supervisor", "clerk")

    def end(self, act: Act) -> None:
        """End it before its time; a named person decides that the office is ready."""
        if act.at >= self.until:
            raise NotOnTrial(f"the trial of {self.organisation} ended at {self.until:%Y-%m-%d}")
        with act.page() as page:
            page.line("trial ended", self.organisation).change(self, until=act.at)
