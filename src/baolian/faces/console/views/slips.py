"""Slips: those to sign, those to answer, and every one that may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.deadlines import again_words
from baolian.faces.console.forms.slips import OfficeForm
from baolian.faces.console.history import told_of
from baolian.faces.console.remaining import Left, left_of
from baolian.faces.console.rows import OWED_AGAIN, REFUSED, SlipRow, for_rows, slip_row, slip_rows
from baolian.faces.console.seeing import sees_subject_of
from baolian.faces.console.steps import Offer, Tried, status_of
from baolian.faces.console.trials import trials_of, trials_over
from baolian.faces.console.views.slip_steps import (
    hindrance,
    is_draft,
    is_withdrawn,
    main_of,
    offers,
    slip_of,
)
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import counted, page_of
from baolian.faces.parts.words import STAGES, limit_words, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import REPLY, Deadline
from baolian.records.matters.models.querysets import is_seen_by
from baolian.records.people.paths import below
from baolian.routines.supervision.causes import why_words
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.words import counted_in

TO_SIGN, TO_ANSWER, ALL = "to_sign", "to_answer", "all"


class Slips(View):
    """`?show=to_sign`, `to_answer`, or all of them; `&organisation=` those sent to one office and
    to what lies below it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        show = request.GET.get("show", ALL)
        mine = {TO_SIGN: Slip.objects.to_sign(act.by), TO_ANSWER: Slip.objects.to_answer(act.by)}
        show = show if show in mine else ALL
        form = OfficeForm(act, request.GET)
        found = addressed(mine.get(show, Slip.objects.visible_to(act.by)), form.path)
        page = page_of(request, for_rows(found).order_by("id" if show in mine else "-id"))
        total, is_exact = counted(found)
        context = {
            "tabs": tabs(act, mine, show),
            "show": show,
            "form": form,
            "page": page,
            "rows": with_left(act, slip_rows(page.rows)),
            "total": total,
            "is_exact": is_exact,
            "trials": trials_over(act),
        }
        return render(request, "console/slips/slips.html", context)


def addressed(slips: QuerySet[Slip], path: str) -> QuerySet[Slip]:
    return slips.filter(below(path, "org_path")) if path else slips


def tabs(act: Act, mine: Mapping[str, QuerySet[Slip]], show: str) -> list[dict[str, Any]]:
    """All, and what this reader may ever have to do: who signs nothing is not told that none
    waits."""
    words = {ALL: _("全部")}
    if act.by.charges("leader", "supervisor") or show == TO_SIGN:
        words[TO_SIGN] = _("待我签发")
    if act.by.workplaces or show == TO_ANSWER:
        words[TO_ANSWER] = _("待我单位答复")
    return [
        {
            "words": words[name],
            "address": f"?show={name}",
            "is_here": name == show,
            "count": counted(mine[name])[0] if name in mine else None,
        }
        for name in words
    ]


def with_left(act: Act, rows: Sequence[SlipRow]) -> list[tuple[SlipRow, Left | None]]:
    """Each with what is left of its reply's limit, where one is owed."""
    slips = [row.slip for row in rows]
    running = Deadline.objects.running().of_stage(REPLY)
    owed = running.filter(origin__in=[slip.deadline_id for slip in slips])
    read = owed.select_related("matter", "calendar").order_by("cycle")
    clocks = {(clock.origin_id, clock.rung): clock for clock in read} if slips else {}
    lefts = (clocks.get((slip.deadline_id, slip.position)) for slip in slips)
    return [
        (row, left_of(act, clock, None) if clock else None)
        for row, clock in zip(rows, lefts, strict=True)
    ]


class SlipPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return slip_page(request, act, slip_of(act, pk), None)


def slip_page(request: HttpRequest, act: Act, slip: Slip, tried: Tried | None) -> HttpResponse:
    row = slip_row(slip)
    trials = trials_of(act, slip)
    owed = slip.reply_deadline if slip.issued_at else None
    offered = [o for o in offers(act, slip, tried) if not (trials and is_untried(o))]
    context = {
        "slip": slip,
        "row": row,
        **paper(slip, row.told),
        # it may lie with others by now, and be closed
        "sees_matter": is_seen_by(slip.matter, act.by),
        "sees_subject": sees_subject_of(act, slip.matter),
        "hindrance": hindrance(slip),
        "trials": trials,
        "is_draft": is_draft(slip),
        "is_withdrawn": is_withdrawn(slip),
        "is_refused": row.state in (REFUSED, OWED_AGAIN),
        "next": next_of(act, slip) if row.state is REFUSED else None,
        "owed": owed,
        "left": left_of(act, owed, None) if owed and not owed.met_at else None,
        "replies": slip.replies.select_related("by__officer", "refusal__by__officer", "deadline"),
        "told": told_of(act, request, f"/slips/{slip.pk}/", slip),
        "main": main_of(offered),
        "offers": offered,
        "to_sign": next_to_sign(act, slip),
        "refusal": tried and tried.refusal,
        "trail": [(f"{said(row.rung)} {row.number}".strip(), "")],
    }
    return render(request, "console/slips/slip.html", context, status=status_of(tried))


def paper(slip: Slip, told: dict[str, Any]) -> dict[str, Any]:
    """What the paper says, from the facts frozen in the slip."""
    reply = slip.pack_rung.reply
    return {
        "stage": STAGES.get(told["stage"], told["stage"]),
        "why": why_words(slip.edition.pack, told),
        "limit": limit_words(told["limit_n"], told["limit_unit"]),
        "used": limit_words(told["used"], told["limit_unit"]),
        "days": str(counted_in(slip.calendar, told)),
        "again": again_words(told["inherited"], told["reopened_n"], told["limit_unit"]),
        "reply_limit": limit_words(reply.n, reply.unit.value) if reply else "",
    }


def is_untried(offer: Offer) -> bool:
    """A signature that nobody has asked for: in a trial it would only be refused."""
    return offer.slug == "signature" and not offer.is_open


def next_of(act: Act, slip: Slip) -> Slip | None:
    """The slip to which a refused reply led, once this reader may know of it."""
    later = Slip.objects.visible_to(act.by).filter(deadline=slip.deadline_id)
    return later.filter(position__gt=slip.position).order_by("position").first()


def next_to_sign(act: Act, slip: Slip) -> Slip | None:
    """Another that waits for this reader's signature, the oldest."""
    if not act.by.charges("leader", "supervisor"):
        return None
    return Slip.objects.to_sign(act.by).exclude(pk=slip.pk).order_by("id").first()
