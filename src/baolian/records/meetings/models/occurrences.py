"""What became of a meeting that was called."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Occurrence(models.Model):
    """It was held, or cancelled for a reason: one row, so that it cannot be both."""

    APPEND_ONLY: ClassVar = True

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="occurrence")
    is_held = models.BooleanField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_held=True) | ~Q(reason=""), name="cancelled_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {'held' if self.is_held else 'cancelled'}"
