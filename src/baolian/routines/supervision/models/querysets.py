"""Which slips: the adjectives, and who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from baolian.records.pairings.models import Pairing
from baolian.records.people.models import User
from baolian.records.people.paths import below, below_any
from baolian.records.subjects.models import is_whole_site

if TYPE_CHECKING:
    from baolian.routines.supervision.models.slips import Slip  # noqa: F401 - in the base

SIGNERS = ("leader", "supervisor")


class SlipQuerySet(models.QuerySet["Slip"]):
    def issued(self) -> SlipQuerySet:
        """Signed slips and reminders that went out; withdrawn ones too."""
        return self.filter(issued_at__isnull=False)

    def standing(self) -> SlipQuerySet:
        """Issued and not withdrawn."""
        return self.issued().filter(withdrawal=None)

    def below(self, path: str) -> SlipQuerySet:
        return self.filter(below(path, "org_path"))

    def waiting_for_signature(self) -> SlipQuerySet:
        """Drafts that may still be signed: neither withdrawn nor overtaken by the work itself."""
        drafts = self.filter(settled_at=None, issued_at=None, signed=True)
        return drafts.filter(deadline__met_at=None)

    def waiting_for_reply(self) -> SlipQuerySet:
        return self.filter(settled_at=None, issued_at__isnull=False)

    def to_sign(self, user: User) -> SlipQuerySet:
        """Drafts that this person may sign."""
        charges = user.charges(*SIGNERS)
        return self.waiting_for_signature().filter(below_any(charges, "office_path"))

    def to_answer(self, user: User) -> SlipQuerySet:
        """Slips to which this person's own organisations owe a reply."""
        return self.waiting_for_reply().filter(organisation__in=user.workplaces)

    def visible_to(self, user: User) -> SlipQuerySet:
        """All of one's office to who may sign there, or acts for him; issued ones to one's subtree
        and the paired.

        A draft is not yet a slip: the organisation it would address does not see it.
        """
        scopes, signing = user.scopes(), user.scopes(*SIGNERS)
        if is_whole_site(signing):
            return self
        people, everything = user.answers_as, self.model.objects.values("pk")
        drafts = everything.filter(below_any(signing, "office_path"))
        if is_whole_site(scopes):
            return self.filter(models.Q(issued_at__isnull=False) | models.Q(pk__in=drafts))
        paired = Pairing.objects.on(user.day).filter(officer__in=people).values("subject")
        issued = everything.filter(issued_at__isnull=False)
        arms = drafts.union(
            issued.filter(below_any(scopes, "org_path")),
            issued.filter(matter__subject__in=paired),
            issued.filter(matter__owner__in=people),
        )
        return self.filter(pk__in=arms)
