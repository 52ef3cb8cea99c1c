"""Somebody went, saw, and perhaps delivered something. A past fact."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.races import persistent
from baolian.records.matters.models import Matter, Opening
from baolian.records.people.dates import lasts_on
from baolian.records.people.models import Officer, Organisation, User
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import Subject, is_whole_site


class NotYetHappened(ValueError):
    """A visit is a past fact; its day lies in the future."""


class TooLongAgo(ValueError):
    """Its day lies more than a year back: a slip of the keyboard, 1022 for 2022."""


class NobodyWent(ValueError):
    """A visit names at least one officer who went."""


# what is entered by hand is of this year or the last; no rule of an office asks for older visits
OLDEST = timedelta(days=366)


def earliest(today: date) -> date:
    """The first day of which a visit can still be logged."""
    return today - OLDEST


def refuse_day(visited_on: date, today: date) -> None:
    """Raises NotYetHappened, TooLongAgo."""
    if visited_on > today:
        raise NotYetHappened(f"{visited_on} is after today, {today}")
    if visited_on < earliest(today):
        raise TooLongAgo(f"{visited_on} is before {earliest(today)}")


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, user: User) -> VisitQuerySet:
        scopes = user.scopes()
        if is_whole_site(scopes):
            return self
        people, keys = user.answers_as, Visit.objects.values("pk")
        standing = lasts_on(user.day, "subject__pairings__")
        paired = keys.filter(standing, subject__pairings__officer__in=people)
        here = keys.filter(below_any(scopes, "subject__place_path"))
        mine = keys.filter(visitors__officer__in=people)
        return self.filter(pk__in=mine.union(here, paired))


@dataclass(frozen=True)
class Raising:
    """A difficulty raised on a visit, and to whom it is handed, if that is known already."""

    summary: str
    category: str = ""
    organisation: Organisation | None = None


@dataclass(frozen=True)
class Going:
    """What it takes to log a visit; `client_id` is made by the phone or the form."""

    subject: Subject
    officers: Sequence[Officer]
    visited_on: date
    seen: str = ""
    delivered: str = ""
    difficulties: Sequence[Raising] = ()
    client_id: uuid.UUID | None = None


class Visit(models.Model):
    client_id = models.UUIDField(unique=True)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="visits")
    visited_on = models.DateField(db_index=True)
    seen = models.TextField(blank=True)
    delivered = models.TextField(blank=True)
    logged_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    def __str__(self) -> str:
        return f"visit to {self.subject_id} on {self.visited_on}"

    @classmethod
    @persistent
    def log(cls, act: Act, going: Going) -> Visit:
        """One transaction: the visit, who went, and every difficulty raised.

        Sent twice with one `client_id`, it is logged once: a phone resends after a lost reply.
        Raises NotYetHappened, TooLongAgo, NobodyWent.
        """
        refuse_day(going.visited_on, act.today)
        if not going.officers:
            raise NobodyWent("name who went")
        key = going.client_id or uuid.uuid4()
        return cls.objects.filter(client_id=key).first() or cls.logged(act, going, key)

    @classmethod
    def logged(cls, act: Act, going: Going, key: uuid.UUID) -> Visit:
        visit = cls(
            client_id=key,
            subject=going.subject,
            visited_on=going.visited_on,
            seen=going.seen,
            delivered=going.delivered,
            logged_at=act.at,
        )
        # an officer named twice went once
        went = dict.fromkeys(going.officers)
        with act.page() as page:
            raised = Matter.open_on(page, [opening(going, r) for r in going.difficulties])
            line = page.line("visited", going.subject)
            line.add(visit)
            for officer in went:
                line.add(Visitor(visit=visit, officer=officer))
            for matter in raised:
                line.add(Raised(visit=visit, matter=matter))
        return visit


def opening(going: Going, raising: Raising) -> Opening:
    return Opening(
        kind="difficulty",
        subject=going.subject,
        summary=raising.summary,
        category=raising.category,
        source=Matter.Source.VISIT,
        organisation=raising.organisation,
        # who was asked first stays answerable until a receipt passes it on (首问负责)
        first_receiver=going.officers[0],
    )


class Visitor(models.Model):
    """An officer who went; several make a joint visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="visitors")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="visits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "officer"], name="visitor_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} on {self.visit_id}"


class Raised(models.Model):
    """A matter that a visit raised."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="raised")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="raised_on")

    def __str__(self) -> str:
        return f"{self.matter_id} raised on {self.visit_id}"
