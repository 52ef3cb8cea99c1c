"""My numbers, and those of the office whose ledger I keep; each leads to its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.duties.gathering import MOST, Draft
from baolian.faces.console.duties.waiting import to_assign, to_call_back
from baolian.faces.console.mine import Keys, Paths, answering, is_mine
from baolian.faces.console.remaining import last_of_week
from baolian.faces.parts.words import home_pack
from baolian.records.journal.acts import Act, midnight
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter, Resolution
from baolian.records.matters.models.querysets import is_stopped
from baolian.records.pairings.models import gaps
from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject
from baolian.routines.bulletins.models import Bulletin
from baolian.rules.clock import ONE_DAY
from baolian.rules.packs import SubjectKind

# of my matters; whoever has more is told "and more"
READ = 2000
# which of my numbers a matter counts for
MARKS = ("is_undone", "is_late", "is_for_this_week", "is_done_unconfirmed")


@dataclass(frozen=True)
class Number:
    """`n` may be the least there are: `is_exact` says. `since`: when the oldest began to wait."""

    words: str | Promise
    n: int
    address: str
    is_exact: bool = True
    since: datetime | None = None


def listed(name: str, **query: str) -> str:
    return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)


# -- mine ----------------------------------------------------------------------------------------


def my_numbers(act: Act) -> list[Number]:
    """In hand, to be resolved and late, to be resolved by the end of the week, and resolved this
    month without the enterprise's word: each counts what its list shows. A receipt or a contact
    that is due is a line of the page and none of these. Nothing for somebody who has no matter."""
    sunday, first = last_of_week(act.today), act.today.replace(day=1)
    moments = act.at, midnight(sunday + ONE_DAY), midnight(first)
    kinds = kinds_of.kinds(*answering(act), *moments)
    if not kinds:
        return []
    of_each = [sum(n for marks, n in kinds.items() if marks[at]) for at in range(len(MARKS))]
    asked: tuple[tuple[str | Promise, dict[str, str]], ...] = (
        (_("在办"), {"state": "open"}),
        (_("办结逾期"), {"state": "overdue"}),
        (_("本周底前应办结（含逾期）"), {"state": "open", "due_by": f"{sunday}"}),
        (_("本月办结未确认"), {"state": "to_call_back", "resolved_from": f"{first}"}),
    )
    is_exact = kinds.total() < READ
    return [
        Number(words, n, listed("ledger", mine="on", kind="every", **query), is_exact=is_exact)
        for (words, query), n in zip(asked, of_each, strict=True)
    ]


@prepared(most=READ)
def kinds_of(
    people: Keys, places: Keys, paths: Paths, now: datetime, week: datetime, month: datetime
) -> QuerySet[Any, Any]:
    """Of what the ledger calls mine and nobody has struck off: for which of the numbers it counts.
    Counted here and not there, where a limit costs another reading of every row."""
    mine = Matter.objects.open().filter(is_mine(people, places, paths)).order_by()
    undone = Q(resolved_at=None)
    confirmed = Resolution.objects.filter(
        matter=OuterRef("pk"), cycle=OuterRef("cycle"), confirmation__isnull=False
    )
    # said first, so that nobody looks for the confirmation of what is not resolved
    resolved = Q(resolved_at__isnull=False) & Q(resolved_at__gte=month, kind="difficulty")
    done = resolved & ~Exists(confirmed)
    late, this_week = Q(due_at__lt=now) & ~is_stopped(), Q(due_at__lt=week)
    counted = zip(MARKS, (undone, undone & late, undone & this_week, done), strict=True)
    marks = {name: Case(When(said, then=True), default=False) for name, said in counted}
    return mine.annotate(**marks).values_list(*MARKS)


# -- the office's --------------------------------------------------------------------------------


def office_numbers(drafts: Sequence[Draft], *, are_all: bool) -> list[Number]:
    """What lies ready for a signer; nothing for anybody else."""
    return [number for number in [signing(drafts[:MOST], are_all=are_all)] if number.n]


def kept_numbers(act: Act) -> list[Number]:
    """What lies ready for a clerk, and who is missing: to count it takes longer than the page."""
    found = [*keeping(act), lacking(act)] if act.by.charges("clerk") else []
    return [number for number in found if number and number.n]


def signing(drafts: Sequence[Draft], *, are_all: bool) -> Number:
    """Those that a trial holds back too, with the oldest."""
    oldest = min((slip.drafted_at for slip in drafts), default=None)
    address = listed("slips", show="to_sign")
    return Number(_("督办单待签发"), len(drafts), address, is_exact=are_all, since=oldest)


def keeping(act: Act) -> Iterator[Number]:
    """What a clerk keeps in motion."""
    words = (
        (_("待交办"), assigned_by, "unassigned"),
        (_("待回访（本地单位承办）"), called_back_by, "to_call_back"),
    )
    charges = act.by.charges("clerk")
    # a ledger shows what others handle too; whoever keeps several reads what he may of all
    own = Organisation.objects.filter(path__in=charges).values_list("pk", flat=True)
    office = {"organisation": str(own[0])} if len(charges) == 1 else {}
    for said, matters, state in words:
        # in the order of the index that holds just these: as many as are counted, and no more
        n = matters.count(charges)
        address = listed("ledger", kind="every", state=state, **office)
        yield Number(said, min(n, MOST), address, n <= MOST)
    yield Number(_("简报草稿"), drafted_by.count(act.by.scopes("clerk")), listed("bulletins"))


@prepared(most=MOST + 1)
def assigned_by(charges: Paths) -> QuerySet[Any, Any]:
    return to_assign(charges).order_by("due_at", "id").values_list("pk")


@prepared(most=MOST + 1)
def called_back_by(charges: Paths) -> QuerySet[Any, Any]:
    return to_call_back(charges).order_by("due_at", "id").values_list("pk")


@prepared()
def drafted_by(charges: Paths) -> QuerySet[Any, Any]:
    return Bulletin.objects.drafted_in(charges).order_by().values_list("pk")


def lacking(act: Act) -> Number | None:
    """Subjects for which nobody stands in a role that the pack asks for; None where all is well.
    To know that there are none, all of them are looked at."""
    pack, total = home_pack(act), 0
    for kind in SubjectKind if pack else ():
        if roles := [role.code for role in pack.required_roles(kind)] if pack else []:
            subjects = Subject.objects.visible_to(act.by).kind(kind)
            total += gaps(subjects, roles, act.today).order_by()[: MOST + 1].count()
    if not total:
        return None
    return Number(_("包联空缺"), min(total, MOST), listed("pairings-gaps"), total <= MOST)
