"""Second of the three lists (责任清单): who answers for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.console.addresses import page_of
from baolian.faces.console.lists.columns import Column, link
from baolian.faces.console.lists.filters import Choice, Filters, Words
from baolian.faces.console.lists.listing import Listing, in_order
from baolian.faces.console.lists.offers import (
    pairing_roles,
    places,
    streams,
    subject_kinds,
    tiers,
)
from baolian.faces.console.lists.states import State
from baolian.faces.console.seeing import seen_among
from baolian.faces.parts.keysets import Order
from baolian.faces.parts.words import (
    home_pack,
    role_name,
    stream_name,
    subject_kind_words,
    tier_name,
)
from baolian.records.lookup.narrowing import narrowed
from baolian.records.lookup.questions import Question
from baolian.records.pairings.models import Pairing, PairingQuerySet
from baolian.records.people.models import Officer
from baolian.records.people.paths import below
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Pack


class PairingFilters(Filters):
    near = ("q", "role", "town", "mine")

    q = Words(label=_("姓名或服务对象"))
    role = Choice(pairing_roles, label=_("职责"))
    town = Choice(places, label=_("所在地"))
    mine = forms.BooleanField(label=_("只看我的"), required=False)
    kind = Choice(subject_kinds, label=_("对象类型"))
    tier = Choice(tiers, label=_("层级"))
    stream = Choice(streams, label=_("工作专班"))

    def by_q(self, rows: PairingQuerySet, words: str) -> Any:
        by = [(Officer.FOUND, "officer_id"), (Subject.FOUND, "subject_id")]
        return narrowed(rows, Question(words), by)

    def by_kind(self, rows: PairingQuerySet, code: str) -> PairingQuerySet:
        return rows.filter(subject__kind=code)

    def by_town(self, rows: PairingQuerySet, key: str) -> PairingQuerySet:
        path = self.listing.offer.places.paths[key]
        return rows.filter(below(path, "subject__place_path"))

    def by_mine(self, rows: PairingQuerySet, _on: bool) -> PairingQuerySet:  # noqa: FBT001 - a field's value
        return rows.filter(officer__in=self.act.by.answers_as)


@dataclass(frozen=True)
class Line:
    """`has_page`: the subject's, for this reader, who sees his own pairing after it has ended."""

    pairing: Pairing
    pack: Pack | None
    has_page: bool

    @property
    def role(self) -> str:
        return role_name(self.pack, self.pairing.role, self.pairing.office_kind)


def officer_link(line: Line) -> SafeString:
    return link(page_of("officer", line.pairing.officer_id), line.pairing.officer.name)


def subject_link(line: Line) -> SafeString | str:
    if not line.has_page:
        return line.pairing.subject.name
    return link(page_of("subject", line.pairing.subject_id), line.pairing.subject.name)


def since_link(line: Line) -> SafeString:
    return link(page_of("pairing", line.pairing.pk), line.pairing.since)


COLUMNS: tuple[Column, ...] = (
    Column(
        "number", _("编号"), lambda one: one.pairing.pk, sort="number", css="first soft nowrap",
        width=9,
    ),
    Column(
        "officer", _("责任人"), lambda one: one.pairing.officer.name, officer_link, css="nowrap",
        is_head=True,
    ),
    Column(
        "organisation", _("单位"), lambda one: str(one.pairing.organisation or ""), width=22,
        has_term=False,
    ),
    Column(
        "role", _("职责"), lambda one: one.role, width=16,
        has_term=False,
    ),
    Column(
        "subject", _("服务对象"), lambda one: one.pairing.subject.name, subject_link, css="main",
        width=36, has_term=False,
    ),
    Column(
        "kind", _("对象类型"), lambda one: subject_kind_words(one.pairing.subject.kind),
        has_term=False,
    ),
    Column(
        "town", _("所在地"), lambda one: one.pairing.subject.place.name, width=16, has_term=False,
    ),
    Column("tier", _("层级"), lambda one: tier_name(one.pack, one.pairing.tier), has_term=False),
    Column(
        "stream", _("工作专班"), lambda one: stream_name(one.pack, one.pairing.stream), width=20,
    ),
    Column("document", _("依据文号"), lambda one: one.pairing.document, width=20),
    Column(
        "since", _("起始"), lambda one: one.pairing.since, since_link, sort="since", css="nowrap",
    ),
    Column("until", _("结束"), lambda one: one.pairing.until, css="nowrap"),
)  # fmt: skip

SORTS = ("number", "-number", "since", "-since")


class Pairings(Listing):
    code = "pairings"
    model = Pairing
    title: ClassVar[str | Promise] = _("责任台账")
    columns = COLUMNS
    shown = ("officer", "organisation", "role", "subject", "kind", "town", "tier", "since")
    orders: ClassVar = {"number": Order("id"), "since": Order("since")}
    states: ClassVar = {
        "standing": State(pgettext_lazy("pairing", "在岗"), SORTS),
        "ahead": State(pgettext_lazy("pairing", "尚未开始"), SORTS),
        "ended": State(pgettext_lazy("pairing", "已结束"), SORTS),
        "all": State(_("全部"), SORTS),
    }
    usual_state = "standing"
    filters = PairingFilters
    ways = ("counts", "exports", "gaps", "docx", "pdf")
    nothing: ClassVar[str | Promise] = _("没有符合条件的结对。")
    none_yet: ClassVar[str | Promise] = _("您的查看范围内还没有结对。")

    def in_state(self, rows: PairingQuerySet, state: str) -> PairingQuerySet:
        match state:
            case "standing":
                return rows.on(self.act.today)
            case "ahead":
                return rows.unended().filter(since__gt=self.act.today)
            case "ended":
                return rows.filter(until__lte=self.act.today)
        return rows

    def key(self, row: Line) -> int:
        return int(row.pairing.pk)

    def read(self, keys: Sequence[int], columns: Iterable[Column]) -> list[Line]:
        related = ("subject__place", "officer", "organisation")
        found = Pairing.objects.filter(pk__in=keys).select_related(*related)
        pairings = in_order(keys, {pairing.pk: pairing for pairing in found})
        pack = home_pack(self.act)
        seen = seen_among(self.act, {pairing.subject for pairing in pairings})
        return [Line(one, pack, one.subject_id in seen) for one in pairings]
