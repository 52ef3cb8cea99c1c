"""Which matters: the adjectives, and who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef

from baolian.records.matters.models.suspensions import Suspension
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import User
from baolian.records.people.paths import below, below_any
from baolian.records.subjects.models import is_whole_site

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter  # noqa: F401 - named in quotes below


class MatterQuerySet(models.QuerySet["Matter"]):
    def open(self) -> MatterQuerySet:
        return self.filter(closed_at=None)

    def unresolved(self) -> MatterQuerySet:
        return self.filter(resolved_at=None, closed_at=None)

    def overdue(self, now: datetime) -> MatterQuerySet:
        """Past due; a clock that was stopped before that moves what is due by the pause."""
        return self.unresolved().filter(~is_stopped(), due_at__lt=now)

    def noting_stops(self) -> MatterQuerySet:
        """With `is_stopped`: suspended before it was due, so that nothing is late yet."""
        return self.annotate(is_stopped=is_stopped())

    def unconfirmed(self) -> MatterQuerySet:
        """Said to be resolved, and the enterprise has not been asked in this cycle."""
        waiting = self.open().filter(resolved_at__isnull=False)
        return waiting.filter(resolutions__cycle=F("cycle"), resolutions__confirmation=None)

    def below(self, path: str) -> MatterQuerySet:
        return self.filter(below(path, "org_path"))

    def difficulties(self) -> MatterQuerySet:
        """First of the three lists (问题清单)."""
        return self.filter(kind="difficulty")

    def tasks(self) -> MatterQuerySet:
        """Third of the three lists (任务清单)."""
        return self.filter(kind__in=["task", "milestone"])

    def visible_to(self, user: User) -> MatterQuerySet:
        """Own, paired, handled in one's subtree, or about a subject in one's subtree."""
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        people, everything = user.answers_as, self.model.objects.values("pk")
        paired = Pairing.objects.on(user.day).filter(officer__in=people).values("subject")
        arms = everything.filter(owner__in=people).union(
            everything.filter(first_receiver__in=people),
            everything.filter(subject__in=paired),
            everything.filter(below_any(scopes, "org_path")),
            everything.filter(below_any(scopes, "subject__place_path")),
        )
        return self.filter(pk__in=arms)


def is_stopped() -> Exists:
    """Of the matter at hand (OuterRef): does a suspension run that began before it was due?"""
    running = Suspension.objects.filter(matter=OuterRef("pk"), until=None)
    return Exists(running.filter(since__lt=OuterRef("due_at")))
