"""Which meetings: the adjectives, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from baolian.records.people.models import User
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import is_whole_site

if TYPE_CHECKING:
    from baolian.records.meetings.models.meetings import Meeting  # noqa: F401 - named below as text


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def coming(self) -> MeetingQuerySet:
        """Called, and neither held nor cancelled: the next one first."""
        return self.filter(occurrence=None).order_by("begins_at", "id")

    def held(self) -> MeetingQuerySet:
        """The latest first."""
        return self.filter(occurrence__is_held=True).order_by("-begins_at", "-id")

    def cancelled(self) -> MeetingQuerySet:
        return self.filter(occurrence__is_held=False).order_by("-begins_at", "-id")

    def visible_to(self, user: User) -> MeetingQuerySet:
        """Held in his subtree; he or an office of it was invited, or was given work there."""
        scopes = user.scopes()
        return self if is_whole_site(scopes) else self.visible_in(scopes, user.answers_as)

    def visible_in(self, scopes: list[str], people: list[int]) -> MeetingQuerySet:
        """The same by subtrees and officers, for statements that are built once."""
        keys = self.order_by().values("pk")
        arms = (
            keys.filter(below_any(scopes, "attendees__organisation__path")),
            keys.filter(attendees__officer__in=people),
            keys.filter(below_any(scopes, "agenda__decisions__organisation__path")),
            keys.filter(agenda__decisions__owner__in=people),
        )
        here = keys.filter(below_any(scopes, "organisation__path"))
        return self.filter(pk__in=here.union(*arms))
