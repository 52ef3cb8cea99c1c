"""Which slips: the adjectives, and who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import models

from baolian.records.pairings.models import paired_subjects
from baolian.records.people.models import User
from baolian.records.people.paths import below, below_any
from baolian.records.subjects.models import is_whole_site

if TYPE_CHECKING:
    from baolian.routines.supervision.models.slips import Slip

SIGNERS = ("leader", "supervisor")

# each has its index: neither is ever many
DRAFT = models.Q(settled_at=None, issued_at=None, signed=True)
OWED = models.Q(settled_at=None, issued_at__isnull=False)


class Marks(NamedTuple):
    """What decides who may see a slip."""

    office_path: str
    org_path: str
    issued_at: datetime | None
    owner: int | None
    subject: int


# as columns of a slip
MARKS = ("office_path", "org_path", "issued_at", "matter__owner", "matter__subject")


def is_seen_by(slip: Slip, user: User) -> bool:
    """What `visible_to` says, of a row that has been read with its matter."""
    matter = slip.matter
    places = (slip.office_path, slip.org_path)
    return are_seen_by(Marks(*places, slip.issued_at, matter.owner_id, matter.subject_id), user)


def are_seen_by(marks: Marks, user: User) -> bool:
    """The same of its marks alone."""
    scopes, signing = user.scopes(), user.scopes(*SIGNERS)
    if is_whole_site(signing) or begins_with(marks.office_path, signing):
        return True
    if marks.issued_at is None:
        return False
    here = is_whole_site(scopes) or begins_with(marks.org_path, scopes)
    own = marks.owner in user.answers_as
    return here or own or marks.subject in paired_subjects(user)


def begins_with(path: str, scopes: list[str]) -> bool:
    return any(path.startswith(scope) for scope in scopes)


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
        return self.filter(DRAFT, deadline__met_at=None)

    def waiting_for_reply(self) -> SlipQuerySet:
        return self.filter(OWED)

    def to_sign(self, user: User) -> SlipQuerySet:
        """Drafts that this person may sign."""
        return self.drafted_in(user.charges(*SIGNERS))

    def drafted_in(self, paths: list[str]) -> SlipQuerySet:
        """Drafts that the signers of these subtrees may sign."""
        return self.waiting_for_signature().filter(below_any(paths, "office_path"))

    def to_answer(self, user: User) -> SlipQuerySet:
        """Slips to which this person's own organisations owe a reply."""
        return self.owed_by([place.pk for place in user.workplaces])

    def owed_by(self, organisations: list[int]) -> SlipQuerySet:
        """Slips to which one of them owes a reply."""
        return self.waiting_for_reply().filter(organisation__in=organisations)

    def visible_to(self, user: User) -> SlipQuerySet:
        """All of one's office to who may sign there, or acts for him; issued ones to one's subtree
        and the paired.

        A draft is not yet a slip: the organisation it would address does not see it.
        """
        arms = arms_of(user)
        if arms is None:
            return self
        if is_whole_site(user.scopes()):
            return self.seen_by(user)
        # each arm asks within what is asked already, so that a long list is gathered by its indexes
        everything = self.order_by().values("pk")
        first, *rest = (everything.filter(arm) for arm in arms)
        return self.filter(pk__in=first.union(*rest))

    def seen_by(self, user: User) -> SlipQuerySet:
        """The same, of slips that are few already: one condition, looked up slip by slip."""
        one = models.Q()
        for arm in arms_of(user) or ():
            one |= arm
        return self.filter(one)


def arms_of(user: User) -> list[models.Q] | None:
    """Why somebody may see a slip, each reason by itself; None for who sees all of them."""
    scopes, signing = user.scopes(), user.scopes(*SIGNERS)
    if is_whole_site(signing):
        return None
    drafts, issued = below_any(signing, "office_path"), models.Q(issued_at__isnull=False)
    if is_whole_site(scopes):
        return [drafts, issued]
    return [
        drafts,
        issued & below_any(scopes, "org_path"),
        issued & models.Q(matter__subject__in=paired_subjects(user)),
        issued & models.Q(matter__owner__in=user.answers_as),
    ]
