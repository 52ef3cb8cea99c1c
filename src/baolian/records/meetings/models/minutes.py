"""The minutes of a meeting, version after version, and the chair's approval of one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Minutes(models.Model):
    """Every version is kept. `reason`: why one that had been approved was corrected."""

    APPEND_ONLY: ClassVar = True

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="minutes")
    version = models.IntegerField()
    text = models.TextField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="minutes_version_once"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_say_something"),
        ]

    def __str__(self) -> str:
        return f"minutes {self.version} of {self.meeting_id}"

    @property
    def is_approved(self) -> bool:
        return getattr(self, "approval", None) is not None


class Approval(models.Model):
    """The chair stands by these minutes."""

    APPEND_ONLY: ClassVar = True

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="approval")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"approval of {self.minutes_id}"
