"""Slips: those to sign, those to answer, and every one that may be seen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.history import history_of
from baolian.faces.console.rows import slip_row, slip_rows
from baolian.faces.console.steps import Tried, status_of
from baolian.faces.console.views.slip_steps import offers, slip_of
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import counted, page_of
from baolian.faces.parts.words import STAGES, limit_words, said
from baolian.records.journal.acts import Act
from baolian.routines.supervision.models import Slip

SHOWN = ("all", "to_sign", "to_answer")


class Slips(View):
    """`?show=to_sign`, `to_answer`, or all of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        show = request.GET.get("show", "all")
        found = {
            "to_sign": Slip.objects.to_sign(act.by),
            "to_answer": Slip.objects.to_answer(act.by),
        }.get(show, Slip.objects.visible_to(act.by))
        related = found.select_related("issue", "withdrawal", "organisation", "deadline")
        page = page_of(request, related.order_by("-id"))
        total, is_exact = counted(found)
        context = {
            "show": show if show in SHOWN else "all",
            "page": page,
            "rows": slip_rows(page.rows),
            "total": total,
            "is_exact": is_exact,
        }
        return render(request, "console/slips/slips.html", context)


class SlipPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return slip_page(request, act, slip_of(act, pk), None)


def slip_page(request: HttpRequest, act: Act, slip: Slip, tried: Tried | None) -> HttpResponse:
    row = slip_row(slip)
    told = row.told
    context = {
        "slip": slip,
        "row": row,
        "stage": STAGES.get(told["stage"], told["stage"]),
        "why": why_words(slip, told),
        "limit": limit_words(told["limit_n"], told["limit_unit"]),
        "used": limit_words(told["used"], told["limit_unit"]),
        "owed": slip.reply_deadline if slip.issued_at else None,
        "replies": slip.replies.select_related("by__officer", "refusal__by__officer", "deadline"),
        "history": history_of(slip),
        "offers": offers(act, slip, tried),
        "refusal": tried and tried.refusal,
    }
    return render(request, "console/slips/slip.html", context, status=status_of(tried))


def why_words(slip: Slip, told: dict[str, Any]) -> str:
    """Which rule of the ladder fell, from the facts frozen in the slip."""
    match told["trigger"]:
        case "before_due":
            limit = limit_words(told["trigger_n"], told["trigger_unit"])
            return _("到期前%(limit)s") % {"limit": limit}
        case "overdue":
            limit = limit_words(told["trigger_n"], told["trigger_unit"])
            return _("逾期%(limit)s") % {"limit": limit}
        case "share_used":
            return _("用去时限的%(percent)d%%") % {"percent": told["trigger_percent"]}
        case "reply_missed":
            rung = slip.edition.pack.rung(told["trigger_rung"])
            return _("%(rung)s未按时答复或答复未获认可") % {"rung": said(rung.name)}
    return _("人工发起")
