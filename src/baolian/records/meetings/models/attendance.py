"""Who was invited to a meeting, and who came."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baolian.records.people.models import Officer, Organisation


class Attendee(models.Model):
    """An officer by name, or an organisation that sends somebody."""

    APPEND_ONLY: ClassVar = True

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendees")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="invitations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="invitations"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "officer"],
                condition=Q(officer__isnull=False),
                name="officer_invited_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=Q(organisation__isnull=False),
                name="organisation_invited_once",
            ),
            models.CheckConstraint(
                condition=Q(officer=None, organisation__isnull=False)
                | Q(officer__isnull=False, organisation=None),
                name="officer_or_organisation_invited",
            ),
        ]

    def __str__(self) -> str:
        return str(self.officer or self.organisation)


class Attendance(models.Model):
    """Present, or absent for a reason. Of several, the one with the highest revision stands."""

    APPEND_ONLY: ClassVar = True

    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="attendances")
    revision = models.IntegerField()
    is_present = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendee", "revision"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(is_present=True) | ~Q(reason=""), name="absent_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee_id} {'present' if self.is_present else 'absent'}"

    def says_as(self, other: Attendance) -> bool:
        return (self.is_present, self.reason) == (other.is_present, other.reason)
