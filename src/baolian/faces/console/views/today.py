"""What waits for me, what runs out first on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.views import View

from baolian.faces.console.notices import heard_by
from baolian.faces.console.rows import MatterRow, SlipRow, matter_rows, slip_rows
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import STAGES
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Deadline, Matter, Suspension
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.people.paths import below_any
from baolian.routines.supervision.models import Slip
from baolian.rules.packs import Stage

# today is a list to work through, not the ledger: the rest is behind a link
MOST = 50


class Home(View):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("today")


class Today(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        return render(request, "console/today/today.html", waiting_for(act))


@dataclass(frozen=True)
class Due:
    deadline: Deadline
    stage: str | Promise
    is_overdue: bool
    is_paused: bool


def waiting_for(act: Act) -> dict[str, Any]:
    return {
        "now": act.at,
        "due": due_of(act),
        "call_backs": call_backs_of(act),
        "to_assign": rows(act, to_assign(act)),
        "to_call_back": rows(act, to_call_back(act)),
        "to_sign": slips(Slip.objects.to_sign(act.by)),
        "to_answer": slips(Slip.objects.to_answer(act.by)),
        "notices": heard_by(act),
        "most": MOST,
    }


def due_of(act: Act) -> list[Due]:
    """Deadlines on what I or my leader own, and receipts that my organisation owes."""
    people = act.by.answers_as
    owned = Q(matter__owner__in=people) & ~Q(stage=Stage.RECEIPT)
    handled = Q(matter__organisation__in=act.by.workplaces)
    found = Deadline.objects.running().filter(owned | handled, matter__resolved_at=None)
    return dues(act, found.filter(matter__closed_at=None))


def call_backs_of(act: Act) -> list[Due]:
    """By when the enterprises are to be asked: for the clerks, who ask them."""
    return dues(act, call_backs().filter(matter__in=unconfirmed_here(act)))


def call_backs() -> QuerySet[Deadline]:
    return Deadline.objects.running().of_stage(Stage.CALL_BACK)


def dues(act: Act, found: QuerySet[Deadline]) -> list[Due]:
    running = Suspension.objects.filter(matter=OuterRef("matter"), until=None)
    noted = found.annotate(suspended_since=Subquery(running.values("since")[:1]))
    first = noted.select_related("matter__subject").order_by("due_at", "id")[:MOST]
    return [due(act, deadline) for deadline in first]


def due(act: Act, deadline: Any) -> Due:
    since = deadline.suspended_since
    stage = STAGES.get(deadline.stage, deadline.stage)
    is_paused = since is not None and deadline.is_pausable
    return Due(deadline, stage, deadline.is_overdue(act.at, since), is_paused)


def to_assign(act: Act) -> MatterQuerySet:
    """Nobody handles them yet: for the clerk, and for whoever was asked first."""
    scopes = act.by.scopes("clerk")
    asked = Q(first_receiver__in=act.by.answers_as)
    mine = below_any(scopes, "org_path") | asked
    return Matter.objects.unresolved().filter(mine, organisation=None)


def to_call_back(act: Act) -> MatterQuerySet:
    """Those of them that no clock runs for: what a ledger claims."""
    return unconfirmed_here(act).exclude(pk__in=call_backs().values("matter"))


def unconfirmed_here(act: Act) -> MatterQuerySet:
    """Resolved, and the enterprise has not been asked yet."""
    here = below_any(act.by.scopes("clerk"), "org_path")
    return Matter.objects.difficulties().unconfirmed().filter(here)


def rows(act: Act, matters: MatterQuerySet) -> Sequence[MatterRow]:
    found = (
        matters.noting_stops().select_related("subject", "organisation").order_by("due_at", "id")
    )
    return matter_rows(act, found[:MOST])


def slips(found: QuerySet[Slip]) -> Sequence[SlipRow]:
    return slip_rows(
        found.select_related("organisation", "issue", "withdrawal", "deadline").order_by("id")[
            :MOST
        ]
    )
