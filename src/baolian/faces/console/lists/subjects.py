"""Whom the office serves, each with who answers for it and what is still to be done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.console.addresses import page_of
from baolian.faces.console.lists.columns import Column, link
from baolian.faces.console.lists.filters import Choice, Filters, Words
from baolian.faces.console.lists.listing import Listing, in_order
from baolian.faces.console.lists.offers import pairing_roles, places
from baolian.faces.console.lists.states import State
from baolian.faces.parts.keysets import Order
from baolian.faces.parts.words import listed, subject_kind_words
from baolian.records.journal.acts import Act
from baolian.records.lookup.narrowing import narrowed
from baolian.records.lookup.questions import Question
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing, gaps, paired_subjects
from baolian.records.people.paths import below
from baolian.records.subjects.models import Enterprise, Subject, SubjectQuerySet
from baolian.records.visits.models import Visit


class SubjectFilters(Filters):
    near = ("q", "town", "lacking", "mine")

    q = Words(label=_("名称或统一社会信用代码"))
    town = Choice(places, label=_("所在地"))
    lacking = Choice(pairing_roles, label=_("缺谁负责"))
    mine = forms.BooleanField(label=_("只看我的"), required=False)

    def by_q(self, rows: SubjectQuerySet, words: str) -> Any:
        holder = Enterprise.objects.filter(uscc=words.strip().upper())
        if key := holder.values_list("subject", flat=True).first():
            return rows.filter(pk=key)
        return narrowed(rows, Question(words), [(Subject.FOUND, "id")])

    def by_town(self, rows: SubjectQuerySet, key: str) -> SubjectQuerySet:
        return rows.filter(below(self.listing.offer.places.paths[key], "place_path"))

    def by_lacking(self, rows: SubjectQuerySet, role: str) -> Any:
        return gaps(rows, [role], self.act.today)

    def by_mine(self, rows: SubjectQuerySet, _on: bool) -> SubjectQuerySet:  # noqa: FBT001 - a field's value
        return rows.filter(pk__in=paired_subjects(self.act.by))


@dataclass
class Line:
    subject: Subject
    more: dict[str, Any] = field(default_factory=dict)


def subject_link(line: Line) -> SafeString:
    return link(page_of("subject", line.subject.pk), line.subject.name)


@cache
def ledger() -> str:
    return reverse("ledger")


def number_link(state: str) -> Callable[[Line], SafeString | str]:
    """How many of its matters, leading to them; nothing for none."""

    def cell(line: Line) -> SafeString | str:
        n = line.more.get(state, 0)
        address = f"{ledger()}?subject={line.subject.pk}&kind=every"
        return link(address if state == "open" else f"{address}&state={state}", n) if n else ""

    return cell


COLUMNS: tuple[Column, ...] = (
    Column(
        "number", _("编号"), lambda one: one.subject.pk, sort="number", css="first soft nowrap",
        width=9,
    ),
    Column(
        "name", pgettext_lazy("column", "名称"), lambda one: one.subject.name, subject_link,
        sort="name", css="main", width=36, is_head=True,
    ),
    Column(
        "kind", _("对象类型"), lambda one: subject_kind_words(one.subject.kind),
        has_term=False,
    ),
    Column("town", _("所在地"), lambda one: one.subject.place.name, width=16, has_term=False),
    Column(
        "uscc", _("统一社会信用代码"), lambda one: one.more.get("uscc", ""), css="nowrap",
        width=20,
    ),
    Column(
        "holders", _("包联责任人"), lambda one: listed(one.more.get("holders", ())),
        css="wide", width=26,
    ),
    Column(
        "open", _("未办结"), lambda one: one.more.get("open", 0), number_link("open"), css="number",
        width=8,
    ),
    Column(
        "overdue", _("逾期"), lambda one: one.more.get("overdue", 0), number_link("overdue"),
        css="number", width=8,
    ),
    Column("visited", _("最近走访"), lambda one: one.more.get("visited"), css="nowrap", width=12),
    Column("entered", _("录入"), lambda one: one.subject.entered_on, css="nowrap", width=12),
)  # fmt: skip

SORTS = ("name", "-number", "number")


class Subjects(Listing):
    code = "subjects"
    model = Subject
    title: ClassVar[str | Promise] = pgettext_lazy("list", "服务对象")
    columns = COLUMNS
    shown = ("name", "kind", "town", "holders", "open", "overdue", "visited")
    orders: ClassVar = {"number": Order("id"), "name": Order("name")}
    states: ClassVar = {
        "all": State(_("全部"), SORTS),
        **{str(value): State(_(label), SORTS) for value, label in Subject.Kind.choices},
    }
    usual_state = "all"
    filters = SubjectFilters
    nothing: ClassVar[str | Promise] = _("没有符合条件的服务对象。")
    none_yet: ClassVar[str | Promise] = _("您的查看范围内还没有服务对象。")

    def in_state(self, rows: SubjectQuerySet, state: str) -> SubjectQuerySet:
        return rows if state == "all" else rows.kind(state)

    def key(self, row: Line) -> int:
        return int(row.subject.pk)

    def read(self, keys: Sequence[int], columns: Iterable[Column]) -> list[Line]:
        found = Subject.objects.filter(pk__in=keys).select_related("place")
        lines = {s.pk: Line(s) for s in in_order(keys, {s.pk: s for s in found})}
        wanted = {column.code for column in columns}
        for codes, note in NOTES:
            if not wanted.isdisjoint(codes):
                note(self.act, lines)
        return list(lines.values())


def note_codes(_act: Act, lines: dict[int, Line]) -> None:
    for enterprise in Enterprise.objects.filter(subject__in=lines):
        lines[enterprise.subject_id].more["uscc"] = enterprise.uscc


def note_holders(act: Act, lines: dict[int, Line]) -> None:
    """Those that this account may know of, in the order in which they were paired."""
    held = Pairing.objects.on(act.today).visible_to(act.by).filter(subject__in=lines)
    names: dict[int, list[str]] = defaultdict(list)
    for subject, name in held.order_by("id").values_list("subject", "officer__name"):
        if name not in names[subject]:
            names[subject].append(name)
    for key, some in names.items():
        lines[key].more["holders"] = some


def note_matters(act: Act, lines: dict[int, Line]) -> None:
    visible = Matter.objects.visible_to(act.by).unresolved().filter(subject__in=lines)
    late = Q(due_at__lt=act.at, is_stopped=False)
    counted = visible.noting_stops().order_by().values("subject")
    for row in counted.annotate(undone=Count("*"), late=Count("pk", filter=late)):
        lines[row["subject"]].more |= {"open": row["undone"], "overdue": row["late"]}


def note_visits(act: Act, lines: dict[int, Line]) -> None:
    visible = Visit.objects.visible_to(act.by).filter(subject__in=lines)
    for row in visible.order_by().values("subject").annotate(last=Max("visited_on")):
        lines[row["subject"]].more["visited"] = row["last"]


Note = Callable[[Act, dict[int, Line]], None]
NOTES: tuple[tuple[tuple[str, ...], Note], ...] = (
    (("uscc",), note_codes),
    (("holders",), note_holders),
    (("open", "overdue"), note_matters),
    (("visited",), note_visits),
)
