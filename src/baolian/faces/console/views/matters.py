"""A matter: what it is, who answers, how its clocks stand, what was done."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from baolian.faces.console.deadlines import clocks_of
from baolian.faces.console.history import history_of
from baolian.faces.console.rows import for_rows, matter_rows, row_of, slip_rows
from baolian.faces.console.steps import Tried, status_of
from baolian.faces.console.views.matter_steps import Standing, matter_of, offers
from baolian.faces.console.views.slip_steps import starts
from baolian.faces.console.views.subjects import officers_seen
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import role_name, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter, Resolution
from baolian.records.matters.rights import Rights
from baolian.records.pairings.models import Pairing
from baolian.records.rulebook.models import edition_of
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Visit
from baolian.routines.supervision.models import Slip


class MatterPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return matter_page(request, act, matter_of(act, pk), None)


def matter_page(
    request: HttpRequest, act: Act, matter: Matter, tried: Tried | None
) -> HttpResponse:
    slips = slips_of(act, matter)
    standing = Standing(matter)
    context = {
        "matter": matter,
        "row": row_of(act, matter),
        "standing": standing,
        "sees_subject": Subject.objects.visible_to(act.by).filter(pk=matter.subject_id).exists(),
        "known": known_of(act, matter),
        "parent": parent_of(act, matter),
        "parties": parties_of(act, matter),
        "clocks": clocks_of(act, matter),
        "handlings": matter.handlings.select_related("organisation", "officer").order_by("id"),
        "outcomes": outcomes_of(act, matter),
        "visits": visits_of(act, matter),
        "tasks": tasks_of(act, matter),
        "slips": slip_rows(slips),
        "history": history_of(act, matter, *slips),
        "offers": [*offers(act, matter, standing, tried), *starts(act, matter, tried)],
        "refusal": tried and tried.refusal,
    }
    return render(request, "console/matters/matter.html", context, status=status_of(tried))


def known_of(act: Act, matter: Matter) -> set[int]:
    """Which of the officers on the page have a page that this user may open."""
    holders = Pairing.objects.on(act.today).filter(subject=matter.subject_id).values("officer")
    named = Q(pk__in=holders) | Q(pk__in=[matter.owner_id or 0, matter.first_receiver_id or 0])
    return set(officers_seen(act).filter(named).values_list("pk", flat=True))


def slips_of(act: Act, matter: Matter) -> list[Slip]:
    visible = Slip.objects.visible_to(act.by).filter(matter=matter)
    return list(for_rows(visible).order_by("id"))


def parties_of(act: Act, matter: Matter) -> list[dict[str, Any]]:
    """The three parties: one line a tier of the pack, whether or not somebody stands there."""
    pack = edition_of(matter, act.rulebook).pack
    pairings = Pairing.objects.on(act.today).filter(subject=matter.subject_id)
    holders = list(pairings.select_related("officer").order_by("id"))
    return [
        {
            "tier": said(tier.name),
            "holders": [
                {"officer": p.officer, "role": role_name(pack, p.role)}
                for p in holders
                if p.tier == tier.code
            ],
        }
        for tier in pack.tiers
    ]


def outcomes_of(act: Act, matter: Matter) -> list[tuple[Resolution, bool]]:
    """Every resolution, and whether this reader may read how the enterprise rated it."""
    found = matter.resolutions.select_related("by__officer", "confirmation__by__officer")
    rights = Rights(act.by, matter)
    return [(one, rights.can_read_rating(one)) for one in found.order_by("-cycle")]


def visits_of(act: Act, matter: Matter) -> Any:
    visible = Visit.objects.visible_to(act.by).filter(raised__matter=matter)
    return visible.prefetch_related("visitors__officer")


def tasks_of(act: Act, matter: Matter) -> Any:
    visible = Matter.objects.visible_to(act.by).filter(parent=matter).noting_stops()
    return matter_rows(act, visible.select_related("organisation", "subject").order_by("id"))


def parent_of(act: Act, matter: Matter) -> Matter | None:
    """Whoever handles a task may have no part in what it is a part of."""
    return Matter.objects.visible_to(act.by).filter(pk=matter.parent_id or 0).first()
