"""Filters of the ledger. Their names stand in addresses that people have sent to each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.lists.filters import Choice, Day, Filters, Key, Long, Words
from baolian.faces.console.lists.offers import (
    Choices,
    Offer,
    categories,
    kinds,
    organisations,
    places,
    sources,
)
from baolian.faces.console.mine import answering, is_mine
from baolian.records.journal.acts import midnight
from baolian.records.lookup.narrowing import narrowed
from baolian.records.lookup.questions import Question
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.people.models import Officer
from baolian.records.subjects.models import Subject

USUAL, EVERY = "difficulty", "every"
TASKS = ("task", "milestone")


def other_kinds(offer: Offer) -> Choices:
    return [(EVERY, gettext("全部类型")), *((c, words) for c, words in kinds(offer) if c != USUAL)]


class Kind(Choice):
    """A ledger of difficulties lists difficulties, unless it is asked for another kind, or for
    every one: what nobody chose is told as what it is."""

    def offer(self, offer: Offer) -> None:
        super().offer(offer)
        self.offered[0] = ("", dict(kinds(offer)).get(USUAL, _("困难")))
        self.choices = self.offered

    def to_python(self, value: Any) -> str:
        # an address that names them means what one without a kind means
        said: str = super().to_python(value)
        return "" if said == USUAL else said


class MatterFilters(Filters):
    """`organisation` and `town` are keys and mean the whole subtree: who handles it, and where the
    subject lies."""

    near = ("q", "category", "town", "organisation", "mine")

    q = Words(label=_("关键词"))
    category = Choice(categories, label=_("类别"))
    town = Long(places, label=_("所在地"))
    organisation = Long(organisations, label=_("承办单位"))
    mine = forms.BooleanField(label=_("只看我的"), required=False)
    kind: Choice = Kind(other_kinds, label=_("类型"))
    source = Choice(sources, label=_("来源"))
    due_by = Day(label=_("办结到期不晚于"))
    opened_from = Day(label=_("登记自"))
    opened_to = Day(label=_("登记至"))
    resolved_from = Day(label=_("办结自"))
    subject = Key(label=_("服务对象"))
    owner = Key(label=_("责任人"))

    def narrow(self, rows: QuerySet[Any]) -> Any:
        found: Any = super().narrow(rows)
        return found if "kind" in self.read else self.of_no_kind(found)

    def of_no_kind(self, rows: MatterQuerySet) -> MatterQuerySet:
        """What stands there as long as no kind is chosen."""
        return rows.difficulties()

    def by_q(self, rows: MatterQuerySet, words: str) -> Any:
        by = [(Matter.FOUND, "id"), (Subject.FOUND, "subject_id")]
        return narrowed(rows, Question(words), by)

    def by_kind(self, rows: MatterQuerySet, code: str) -> MatterQuerySet:
        return rows if code == EVERY else rows.filter(kind=code)

    def by_town(self, rows: MatterQuerySet, key: str) -> MatterQuerySet:
        return rows.placed_below(self.listing.offer.places.paths[key])

    def by_organisation(self, rows: MatterQuerySet, key: str) -> MatterQuerySet:
        return rows.below(self.listing.offer.organisations.paths[key])

    def by_mine(self, rows: MatterQuerySet, _on: bool) -> MatterQuerySet:  # noqa: FBT001 - a field's value
        return rows.filter(is_mine(*answering(self.act)))

    def by_due_by(self, rows: MatterQuerySet, day: date) -> MatterQuerySet:
        return rows.filter(due_at__lt=midnight(day + timedelta(days=1)))

    def by_opened_from(self, rows: MatterQuerySet, day: date) -> MatterQuerySet:
        return rows.filter(opened_at__gte=midnight(day))

    def by_opened_to(self, rows: MatterQuerySet, day: date) -> MatterQuerySet:
        return rows.filter(opened_at__lt=midnight(day + timedelta(days=1)))

    def by_resolved_from(self, rows: MatterQuerySet, day: date) -> MatterQuerySet:
        return rows.filter(resolved_at__gte=midnight(day))

    def said_subject(self, key: int) -> str:
        """Its name is for those who may see it."""
        found = Subject.objects.visible_to(self.act.by).filter(pk=key).first()
        return str(found) if found else gettext("第 %(key)s 号") % {"key": key}

    def said_owner(self, key: int) -> str:
        mine = Matter.objects.visible_to(self.act.by).filter(owner=key).exists()
        found = Officer.objects.filter(pk=key).first() if mine else None
        return str(found) if found else gettext("第 %(key)s 号") % {"key": key}


def task_kinds(offer: Offer) -> Choices:
    return [(code, words) for code, words in kinds(offer) if code in TASKS]


class TaskFilters(MatterFilters):
    kind = Choice(task_kinds, label=_("类型"))

    def of_no_kind(self, rows: MatterQuerySet) -> MatterQuerySet:
        return rows
