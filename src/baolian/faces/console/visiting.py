"""How long a subject has not been visited, and what there is to talk about when somebody goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext, ngettext

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import paired_subjects
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Visit, Visitor

# whom one goes to, and last what one looks after from a desk
KINDS = tuple(
    Subject.Kind(kind) for kind in ("enterprise", "project", "park", "village", "sector", "chain")
)
# of its visits the page of a matter names
FEW = 5


@dataclass(frozen=True)
class Attention:
    """Of a subject: its last visit, and its matters as far as the reader sees them."""

    subject: Subject
    last_on: date | None
    days: int | None
    open: int = 0
    overdue: int = 0
    to_ask: int = 0

    @property
    def since(self) -> str:
        if self.days is None:
            return gettext("还没有走访过")
        if self.days == 0:
            return gettext("今天走访过")
        return ngettext("%(n)d天没有走访", "%(n)d天没有走访", self.days) % {"n": self.days}

    @property
    def reasons(self) -> list[str]:
        """What to speak of there."""
        counts = (
            (self.to_ask, gettext("回访已办结的 %(n)d 件")),
            (self.overdue, gettext("说明逾期的 %(n)d 件")),
            (self.open - self.overdue, gettext("告知在办的 %(n)d 件进展")),
        )
        return [words % {"n": n} for n, words in counts if n > 0]


def attention_to(act: Act, subjects: Sequence[Subject]) -> list[Attention]:
    """In the order given; two questions for all of them."""
    keys = [subject.pk for subject in subjects]
    if not keys:
        return []
    last = last_visits(act, keys)
    counts = counts_by_subject(act, keys)
    return [
        Attention(
            subject,
            on := last.get(subject.pk),
            (act.today - on).days if on else None,
            **counts.get(subject.pk, {}),
        )
        for subject in subjects
    ]


def last_visits(act: Act, keys: Iterable[int]) -> dict[int, date]:
    visible = Visit.objects.visible_to(act.by).filter(subject__in=list(keys))
    latest = visible.order_by("subject", "-visited_on").values_list("subject", "visited_on")
    found: dict[int, date] = {}
    for key, on in latest:
        found.setdefault(key, on)
    return found


def counts_by_subject(act: Act, keys: Iterable[int]) -> dict[int, dict[str, int]]:
    visible = Matter.objects.visible_to(act.by).filter(subject__in=list(keys), closed_at=None)
    named = states(act)
    counted = visible.order_by().values("subject").annotate(**named).values_list("subject", *named)
    return {key: dict(zip(named, numbers, strict=True)) for key, *numbers in counted}


def states(act: Act) -> dict[str, Count]:
    """To be counted of matters that are not struck off."""
    everything = Matter.objects.filter(closed_at=None)
    late = everything.overdue(act.at).values("pk")
    asked = everything.difficulties().unconfirmed().values("pk")
    return {
        "open": Count("pk", filter=Q(resolved_at=None)),
        "overdue": Count("pk", filter=Q(pk__in=late)),
        "to_ask": Count("pk", filter=Q(pk__in=asked)),
    }


def longest_unvisited(act: Act) -> QuerySet[Subject]:
    """Those that this person answers for, by kind: never visited, then longest ago."""
    mine = Subject.objects.filter(pk__in=paired_subjects(act.by))
    visits = Visit.objects.filter(subject=OuterRef("pk")).order_by("-visited_on")
    noted = mine.annotate(last_on=Subquery(visits.values("visited_on")[:1]))
    kinds = Case(*(When(kind=kind, then=Value(n)) for n, kind in enumerate(KINDS)))
    return noted.select_related("place").order_by(kinds, F("last_on").asc(nulls_first=True), "id")


def sees_visits(act: Act, subject: Subject) -> bool:
    """All of them. Others see those on which they went themselves, and know of no last one."""
    return act.by.sees(subject.place_path) or subject.pk in paired_subjects(act.by)


class Seen(NamedTuple):
    """Of a visit, what a line says of it."""

    pk: int
    visited_on: date
    seen: str


def visits_since(act: Act, subject: Subject, day: date, *, but: int | None) -> list[Seen]:
    """The latest few from that day on, as far as this reader may see them, and one more; without
    the one that the page names already."""
    if sees_visits(act, subject):
        found = latest_since.rows(subject.pk, day, but or 0)
    else:
        found = own_since.rows(subject.pk, day, but or 0, act.by.answers_as)
    return [Seen(*row) for row in found]


@prepared(most=FEW + 1)
def latest_since(subject: int, day: date, but: int) -> QuerySet[Any, Any]:
    visits = Visit.objects.filter(subject=subject, visited_on__gte=day).exclude(pk=but)
    return visits.order_by("-visited_on", "-id").values_list(*Seen._fields)


@prepared(most=FEW + 1)
def own_since(subject: int, day: date, but: int, people: list[int]) -> QuerySet[Any, Any]:
    """Those on which one of these officers went."""
    went = Exists(Visitor.objects.filter(visit=OuterRef("pk"), officer__in=people))
    visits = Visit.objects.filter(went, subject=subject, visited_on__gte=day).exclude(pk=but)
    return visits.order_by("-visited_on", "-id").values_list(*Seen._fields)


def visits_to(act: Act, subject: Subject) -> QuerySet[Any]:
    visible = Visit.objects.visible_to(act.by).filter(subject=subject)
    return visible.prefetch_related("visitors__officer").order_by("-visited_on", "-id")
