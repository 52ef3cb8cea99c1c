"""What waits for me, what runs out first on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views import View

from baolian.faces.console.notices import SHOWN, heard_by
from baolian.faces.console.rows import for_rows, matter_rows, slip_rows
from baolian.faces.console.trials import trials_over
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import counted
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
class Listed:
    """The beginning of a list, and how long all of it is."""

    rows: Sequence[Any]
    total: int
    is_exact: bool
    # where the whole of it is
    address: str

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


def listed(found: QuerySet[Any], address: str) -> Listed:
    """Counts only a list that is cut: most of them are short."""
    rows = list(found[: MOST + 1])
    total, is_exact = counted(found) if len(rows) > MOST else (len(rows), True)
    return Listed(rows[:MOST], total, is_exact, address)


@dataclass(frozen=True)
class Due:
    deadline: Deadline
    stage: str | Promise
    is_overdue: bool
    is_paused: bool


def waiting_for(act: Act) -> dict[str, Any]:
    to_sign = slips(Slip.objects.to_sign(act.by), in_slips("to_sign"))
    notices = heard_by(act)
    return {
        "now": act.at,
        "due": due_of(act),
        "call_backs": call_backs_of(act),
        "to_assign": rows(act, to_assign(act), in_ledger(state="unassigned", **of_me(act))),
        "to_call_back": rows(act, to_call_back(act), in_ledger(state="to_call_back")),
        "to_sign": to_sign,
        "to_answer": slips(Slip.objects.to_answer(act.by), in_slips("to_answer")),
        "trials": trials_over(act) if to_sign else [],
        "notices": notices[:SHOWN],
        "notices_cut": len(notices) > SHOWN,
    }


def in_ledger(**query: str) -> str:
    return f"{reverse('ledger')}?{urlencode(query)}"


def in_slips(show: str) -> str:
    return f"{reverse('slips')}?{urlencode({'show': show})}"


def of_me(act: Act) -> dict[str, str]:
    """What a clerk has to assign is all of it; of anybody else's, only what he was asked first."""
    return {} if act.by.charges("clerk") else {"mine": "on"}


def due_of(act: Act) -> Listed:
    """Deadlines on what I own, or the leader I act for, and receipts that my organisation owes."""
    people = act.by.answers_as
    owned = Q(matter__owner__in=people) & ~Q(stage=Stage.RECEIPT)
    handled = Q(matter__organisation__in=act.by.workplaces)
    found = Deadline.objects.running().filter(owned | handled, matter__resolved_at=None)
    whole = in_ledger(mine="on", state="open")
    return dues(act, found.filter(matter__closed_at=None), whole)


def call_backs_of(act: Act) -> Listed:
    """By when the enterprises are to be asked: for the clerks, who ask them."""
    found = call_backs().filter(matter__in=unconfirmed_here(act))
    return dues(act, found, in_ledger(state="to_call_back"))


def call_backs() -> QuerySet[Deadline]:
    return Deadline.objects.running().of_stage(Stage.CALL_BACK)


def dues(act: Act, found: QuerySet[Deadline], address: str) -> Listed:
    running = Suspension.objects.filter(matter=OuterRef("matter"), until=None)
    noted = found.annotate(suspended_since=Subquery(running.values("since")[:1]))
    first = listed(noted.select_related("matter__subject").order_by("due_at", "id"), address)
    return replace(first, rows=[due(act, deadline) for deadline in first.rows])


def due(act: Act, deadline: Any) -> Due:
    since = deadline.suspended_since
    stage = STAGES.get(deadline.stage, deadline.stage)
    is_paused = since is not None and deadline.is_pausable
    return Due(deadline, stage, deadline.is_overdue(act.at, since), is_paused)


def to_assign(act: Act) -> MatterQuerySet:
    """Nobody handles them yet: for the clerk, and for whoever was asked first."""
    charges = act.by.charges("clerk")
    asked = Q(first_receiver__in=act.by.answers_as)
    mine = below_any(charges, "org_path") | asked
    return Matter.objects.unresolved().filter(mine, organisation=None)


def to_call_back(act: Act) -> MatterQuerySet:
    """Those of them that no clock runs for: what a ledger claims."""
    return unconfirmed_here(act).exclude(pk__in=call_backs().values("matter"))


def unconfirmed_here(act: Act) -> MatterQuerySet:
    """Resolved, and the enterprise has not been asked yet."""
    here = below_any(act.by.charges("clerk"), "org_path")
    return Matter.objects.difficulties().unconfirmed().filter(here)


def rows(act: Act, matters: MatterQuerySet, address: str) -> Listed:
    related = matters.noting_stops().select_related("subject", "organisation")
    first = listed(related.order_by("due_at", "id"), address)
    return replace(first, rows=matter_rows(act, first.rows))


def slips(found: QuerySet[Slip], address: str) -> Listed:
    first = listed(for_rows(found).order_by("id"), address)
    return replace(first, rows=slip_rows(first.rows))
