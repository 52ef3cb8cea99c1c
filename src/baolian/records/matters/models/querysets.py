"""Which matters: the adjectives, and who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

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
        stopped = Suspension.objects.filter(
            matter=OuterRef("pk"), until=None, since__lt=OuterRef("due_at")
        )
        return self.unresolved().filter(~Exists(stopped), due_at__lt=now)

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
        paired = Pairing.objects.current().filter(officer__in=people).values("subject")
        arms = everything.filter(owner__in=people).union(
            everything.filter(first_receiver__in=people),
            everything.filter(subject__in=paired),
            everything.filter(below_any(scopes, "org_path")),
            everything.filter(below_any(scopes, "subject__place_path")),
        )
        return self.filter(pk__in=arms)
