"""Which matters: the adjectives, and who may see them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.db import models
from django.db.models import Exists, OuterRef, Q

from baolian.records.matters.models.outcomes import Confirmation
from baolian.records.matters.models.suspensions import Suspension
from baolian.records.pairings.models import paired_subjects
from baolian.records.people.models import User, place_marks
from baolian.records.people.paths import ancestors, below, below_any
from baolian.records.subjects.models import is_whole_site

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter


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
        return self.resolved().filter(~is_confirmed())

    def denied(self) -> MatterQuerySet:
        """Said to be resolved, and the enterprise, asked in this cycle, says that they are not."""
        return self.resolved().filter(is_confirmed(is_solved=False))

    def unassigned(self) -> MatterQuerySet:
        """Nobody handles them."""
        return self.unresolved().filter(organisation=None)

    def suspended(self) -> MatterQuerySet:
        """Their clocks stand still."""
        running = Suspension.objects.filter(until=None)
        return self.unresolved().filter(pk__in=running.values("matter"))

    def resolved(self) -> MatterQuerySet:
        """Said to be resolved, and not struck off."""
        return self.open().filter(resolved_at__isnull=False)

    def closed(self) -> MatterQuerySet:
        return self.filter(closed_at__isnull=False)

    def below(self, path: str) -> MatterQuerySet:
        return self.filter(below(path, "org_path"))

    def placed_below(self, path: str) -> MatterQuerySet:
        """Those of subjects that lie there, whoever handles them."""
        return self.filter(below(path, "place_path"))

    def difficulties(self) -> MatterQuerySet:
        """First of the three lists (问题清单)."""
        return self.filter(kind="difficulty")

    def tasks(self) -> MatterQuerySet:
        """Third of the three lists (任务清单)."""
        return self.filter(kind__in=["task", "milestone"])

    def visible_to(self, user: User) -> MatterQuerySet:
        """Own, paired, handled in one's subtree, or about a subject in one's subtree.

        All of it columns of the matter itself: one condition, so that the database may walk the
        order of a list and stop at the end of its page, or gather the few rows there are.
        """
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        return self.seen_from(scopes, user.answers_as, paired_subjects(user))

    def seen_from(
        self, scopes: list[str], people: list[int], subjects: list[int]
    ) -> MatterQuerySet:
        """The same for who sees into these subtrees, answers as these officers, for these subjects:
        a statement that is prepared knows how many they are, and not which."""
        own = Q(owner__in=people) | Q(first_receiver__in=people)
        here = below_any(scopes, "org_path") | below_any(scopes, "place_path")
        return self.filter(own | Q(subject__in=subjects) | here)


class Marked(Protocol):
    """A matter, or of it what decides who may see it."""

    @property
    def org_path(self) -> str: ...
    @property
    def place_path(self) -> str: ...
    @property
    def owner_id(self) -> int | None: ...
    @property
    def first_receiver_id(self) -> int | None: ...
    @property
    def subject_id(self) -> int: ...


def is_seen_by(matter: Marked, user: User) -> bool:
    """What `visible_to` says, of a row that has been read."""
    scopes, people = user.scopes(), user.answers_as
    if is_whole_site(scopes) or matter.owner_id in people or matter.first_receiver_id in people:
        return True
    paths = (matter.org_path, matter.place_path)
    if any(path.startswith(scope) for path in paths for scope in scopes):
        return True
    return matter.subject_id in paired_subjects(user)


MARKED_BY = frozenset({"org_path", "owner_id", "first_receiver_id", "subject_id"})


def marks_of(matter: Matter) -> list[str]:
    """Words for who sees it, in the index of what is found: the arms of `visible_to`."""
    paths = {*ancestors(matter.org_path), *ancestors(matter.subject.place_path)}
    people = sorted({key for key in (matter.owner_id, matter.first_receiver_id) if key})
    marks = [f"s{matter.subject_id}", *(f"o{key}" for key in people)]
    return marks + place_marks(sorted(paths))


def own_marks(user: User) -> list[str]:
    """What his own matters bear; those of the subjects that he sees bear their marks."""
    return [f"o{key}" for key in user.answers_as]


def is_stopped() -> Exists:
    """Of the matter at hand (OuterRef): does a suspension run that began before it was due?"""
    running = Suspension.objects.filter(matter=OuterRef("pk"), until=None)
    return Exists(running.filter(since__lt=OuterRef("due_at")))


def is_confirmed(**said: bool) -> Exists:
    """Of the matter at hand: has the enterprise given its word in this cycle? Not joined, but asked
    of each: the others, already struck off, are a hundred times as many."""
    found = Confirmation.objects.filter(resolution__matter=OuterRef("pk"), **said)
    return Exists(found.filter(resolution__cycle=OuterRef("cycle")))
