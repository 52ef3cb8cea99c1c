"""The clock of a matter stands still, for a stated reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AlreadySuspended(Exception):
    """The matter's clock stands still already."""


class NotSuspended(Exception):
    """The matter's clock is running."""


class Suspension(models.Model):
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="suspensions")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(until=None), name="one_running_suspension"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="suspension_forward"
            ),
        ]

    def __str__(self) -> str:
        return f"suspension of {self.matter_id}"
