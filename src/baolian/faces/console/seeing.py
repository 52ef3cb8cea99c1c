"""Whose pages a reader may open: officers and subjects that he sees, of many or of a few."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.people.paths import below_any
from baolian.records.subjects.models import Subject


def officers_seen(act: Act, among: Iterable[int] | None = None) -> QuerySet[Officer]:
    """Colleagues in scope, holders of the pairings one may see, and oneself; among these keys."""
    scopes = act.by.scopes()
    every, posts, pairings = Officer.objects.all(), Post.objects.all(), Pairing.objects.all()
    if among is not None:
        keys = list(among)
        every = every.filter(pk__in=keys)
        posts, pairings = posts.filter(officer__in=keys), pairings.filter(officer__in=keys)
    here = posts.filter(organisation__in=Organisation.objects.filter(below_any(scopes)))
    holders = pairings.visible_to(act.by).values("officer")
    arms = holders.union(here.values("officer"))
    return every.filter(pk__in=arms) | every.filter(pk__in=act.by.answers_as)


def known_among(act: Act, officers: Iterable[int]) -> set[int]:
    """Which of these officers have a page that this user may open: `officers_seen`, for a few."""
    asked = {*officers}
    known = asked & {*act.by.answers_as}
    held = ever_posted.rows([*(asked - known)])
    known |= {officer for officer, path in held if act.by.sees(path)}
    if rest := asked - known:
        paired = Pairing.objects.visible_to(act.by).filter(officer__in=rest)
        known |= {*paired.values_list("officer", flat=True)}
    return known


@prepared()
def ever_posted(officers: list[int]) -> QuerySet[Any, Any]:
    return Post.objects.filter(officer__in=officers).values_list("officer", "organisation__path")


def sees_subject(act: Act, subject: Subject) -> bool:
    """Whoever went once, or answered once, need not see the subject any more."""
    return bool(seen_among(act, [subject]))


def seen_among(act: Act, subjects: Iterable[Subject]) -> set[int]:
    """Which of these subjects have a page that this user may open."""
    asked = {subject.pk: act.by.sees(subject.place_path) for subject in subjects}
    seen = {key for key, is_here in asked.items() if is_here}
    if rest := asked.keys() - seen:
        visible = Subject.objects.visible_to(act.by).filter(pk__in=rest)
        seen |= {*visible.values_list("pk", flat=True)}
    return seen


def sees_subject_of(act: Act, matter: Matter) -> bool:
    # as the subjects' own `visible_to`: whoever handles its open matter must be able to ring it
    handles = matter.closed_at is None and act.by.sees(matter.org_path)
    return handles or sees_subject(act, matter.subject)


def sees_chain(act: Act, subject: Subject) -> bool:
    """A county's project may be a link of the prefecture's chain, which is kept up there."""
    chain = subject.project.chain if hasattr(subject, "project") else None
    return chain is not None and sees_subject(act, chain)
