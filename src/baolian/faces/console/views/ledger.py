"""The ledger: the three lists of difficulties, responsibilities and tasks."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View

from baolian.faces.console.forms.ledger import LedgerFilter, PairingFilter
from baolian.faces.console.rows import matter_rows
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import counted, page_of
from baolian.faces.parts.replies import reply
from baolian.faces.parts.words import (
    home_pack,
    label_words,
    role_name,
    said,
    stream_name,
    tier_name,
)
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.pairings.models import Pairing, gaps
from baolian.records.subjects.models import Subject
from baolian.rules.packs import Pack, SubjectKind


class Ledger(View):
    """First of the three lists (问题清单), with every other kind of matter behind the filter."""

    title: str | Promise = _("台账")
    template = "console/ledger/ledger.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        form = LedgerFilter(act, home_pack(act), request.GET or None)
        chosen = form.chosen(self.matters(act)) if form.is_bound else self.matters(act)
        page = page_of(request, ordered(chosen, request.GET.get("state", "")))
        total, is_exact = counted(chosen)
        context = {
            "title": self.title,
            "form": form,
            "page": page,
            "rows": matter_rows(act, page.rows),
            "is_narrowed": form.is_bound,
            "total": total,
            "is_exact": is_exact,
        }
        return reply(request, "console/ledger/_matters.html", self.template, context)

    def matters(self, act: Act) -> MatterQuerySet:
        return Matter.objects.visible_to(act.by)


class Tasks(Ledger):
    """Third of the three lists (任务清单)."""

    title = _("任务清单")

    def matters(self, act: Act) -> MatterQuerySet:
        return Matter.objects.tasks().visible_to(act.by)


def ordered(matters: MatterQuerySet, state: str) -> QuerySet[Matter]:
    """The newest first; what is still to be done by the day it is due."""
    found = matters.noting_stops().select_related("subject", "organisation", "owner")
    if state in ("open", "overdue", "unassigned", "to_call_back"):
        return found.order_by(F("due_at").asc(nulls_last=True), "id")
    return found.order_by("-id")


class Pairings(View):
    """Second of the three lists (责任清单): who answers for whom, and for whom nobody does."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        pack = home_pack(act)
        form = PairingFilter(act, pack, request.GET or None)
        visible = Pairing.objects.on(act.today).visible_to(act.by)
        chosen = form.chosen(visible) if form.is_bound else visible
        related = chosen.select_related("subject__place", "officer", "organisation")
        page = page_of(request, related.order_by("id"))
        total, is_exact = counted(chosen)
        context = {
            "form": form,
            "page": page,
            "rows": [pairing_row(pack, pairing) for pairing in page.rows],
            "total": total,
            "is_exact": is_exact,
            "lacking": lacking(act, pack),
        }
        return render(request, "console/ledger/pairings.html", context)


def pairing_row(pack: Pack | None, pairing: Pairing) -> dict[str, Any]:
    return {
        "pairing": pairing,
        "role": role_name(pack, pairing.role),
        "tier": tier_name(pack, pairing.tier),
        "stream": stream_name(pack, pairing.stream),
        "kind": label_words(pairing.subject.get_kind_display()),
    }


def lacking(act: Act, pack: Pack | None) -> list[dict[str, Any]]:
    """For each kind of subject, how many have nobody in a role that the pack asks for."""
    found = []
    for kind in SubjectKind:
        for role in pack.required_roles(kind) if pack else ():
            subjects = Subject.objects.visible_to(act.by).kind(kind)
            some = list(gaps(subjects, [role.code], act.today).order_by("id")[:20])
            if some:
                n, _all = counted(gaps(subjects, [role.code], act.today))
                kind_words = label_words(Subject.Kind(kind).label)
                found.append(
                    {"kind": kind_words, "role": said(role.name), "n": n, "subjects": some}
                )
    return found
