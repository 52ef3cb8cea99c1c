"""Slips: those to sign, those to answer, and every one that may be seen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.deadlines import again_words
from baolian.faces.console.history import history_of
from baolian.faces.console.rows import OWED_AGAIN, REFUSED, for_rows, slip_row, slip_rows
from baolian.faces.console.steps import Offer, Tried, status_of
from baolian.faces.console.trials import trials_of, trials_over
from baolian.faces.console.views.slip_steps import hindrance, offers, slip_of
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
        page = page_of(request, for_rows(found).order_by("-id"))
        total, is_exact = counted(found)
        context = {
            "show": show if show in SHOWN else "all",
            "page": page,
            "rows": slip_rows(page.rows),
            "total": total,
            "is_exact": is_exact,
            "trials": trials_over(act),
        }
        return render(request, "console/slips/slips.html", context)


class SlipPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return slip_page(request, act, slip_of(act, pk), None)


def slip_page(request: HttpRequest, act: Act, slip: Slip, tried: Tried | None) -> HttpResponse:
    row = slip_row(slip)
    told = row.told
    trials = trials_of(act, slip)
    context = {
        "slip": slip,
        "row": row,
        "stage": STAGES.get(told["stage"], told["stage"]),
        "why": why_words(slip, told),
        "limit": limit_words(told["limit_n"], told["limit_unit"]),
        "used": limit_words(told["used"], told["limit_unit"]),
        "again": again_words(told["inherited"], told["reopened_n"], told["limit_unit"]),
        "hindrance": hindrance(slip),
        "trials": trials,
        "is_refused": row.state in (REFUSED, OWED_AGAIN),
        "next": next_of(act, slip) if row.state is REFUSED else None,
        "owed": slip.reply_deadline if slip.issued_at else None,
        "replies": slip.replies.select_related("by__officer", "refusal__by__officer", "deadline"),
        "history": history_of(act, slip),
        "offers": [o for o in offers(act, slip, tried) if not (trials and is_untried(o))],
        "refusal": tried and tried.refusal,
    }
    return render(request, "console/slips/slip.html", context, status=status_of(tried))


def is_untried(offer: Offer) -> bool:
    """A signature that nobody has asked for: in a trial it would only be refused."""
    return offer.slug == "signature" and not offer.is_open


def next_of(act: Act, slip: Slip) -> Slip | None:
    """The slip to which a refused reply led, once this reader may know of it."""
    later = Slip.objects.visible_to(act.by).filter(deadline=slip.deadline_id)
    return later.filter(position__gt=slip.position).order_by("position").first()


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
