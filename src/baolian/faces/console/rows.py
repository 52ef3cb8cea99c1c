"""A matter as a line of a list: its words resolved, its state said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.parts.words import category_name, kind_name
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.rulebook.models import edition_of
from baolian.routines.supervision.models import Reply, ReplyRefusal, Slip
from baolian.rules.packs import Text


@dataclass(frozen=True)
class State:
    """A state in words, with the colour class that goes with it."""

    words: str | Promise
    tone: str = ""


CLOSED = State(_("已销号"), "good")
RESOLVED = State(_("已办结，待确认"))
DENIED = State(_("企业称未解决"), "bad")
DONE = State(_("已办结，待销号"))
OVERDUE = State(_("逾期"), "bad")
UNASSIGNED = State(_("待交办"), "warn")
HANDLING = State(_("办理中"))


class Standing(Protocol):
    """What a state is read from: a matter, or a line of a list that knows as much of it."""

    resolved_at: datetime | None
    closed_at: datetime | None
    organisation_id: int | None

    @property
    def asks_enterprise(self) -> bool: ...

    def is_overdue(self, now: datetime) -> bool: ...


def state_of(matter: Standing, now: datetime, *, is_denied: bool = False) -> State:
    """`is_denied`: the enterprise was asked in this cycle, and says that it is not solved."""
    if matter.closed_at:
        return CLOSED
    if matter.resolved_at and is_denied:
        return DENIED
    if matter.resolved_at:
        return RESOLVED if matter.asks_enterprise else DONE
    if matter.is_overdue(now):
        return OVERDUE
    return HANDLING if matter.organisation_id else UNASSIGNED


@dataclass(frozen=True)
class MatterRow:
    matter: Matter
    kind: str
    category: str
    state: State


def row_of(act: Act, matter: Matter, *, is_denied: bool = False) -> MatterRow:
    # a list reads no edition a row
    matter.edition = edition_of(matter, act.rulebook)
    pack = matter.edition.pack
    return MatterRow(
        matter,
        kind_name(pack, matter.kind),
        category_name(pack, matter.category),
        state_of(matter, act.at, is_denied=is_denied),
    )


def matter_rows(act: Act, matters: Iterable[Matter]) -> list[MatterRow]:
    listed = list(matters)
    denied = denied_among(listed)
    return [row_of(act, matter, is_denied=matter.pk in denied) for matter in listed]


def denied_among(matters: Iterable[Matter]) -> set[int]:
    """Keys of those of which the enterprise says in this cycle that they are not solved."""
    keys = [one.pk for one in matters if one.resolved_at and not one.closed_at]
    denied = Matter.objects.filter(pk__in=keys).denied()
    return set(denied.values_list("pk", flat=True)) if keys else set()


DRAFT = State(_("待签发"), "warn")
OWED = State(_("待答复"), "warn")
SETTLED = State(_("已办"), "good")
REFUSED = State(_("答复未获认可"), "bad")
OWED_AGAIN = State(_("答复未获认可，待再答复"), "bad")
WITHDRAWN = State(_("已撤回"))
OVERTAKEN = State(_("未发出"))


@dataclass(frozen=True)
class SlipRow:
    """A slip with its frozen facts; `rung` is the name it bore when it was drafted."""

    slip: Slip
    told: dict[str, Any]
    rung: Text
    number: str
    due_at: datetime
    state: State


def for_rows(slips: QuerySet[Slip]) -> QuerySet[Slip]:
    """With all that a line says of a slip, fetched for all lines at once."""
    related = "organisation", "issue", "withdrawal", "deadline"
    return noting_refusals(slips).select_related(*related)


def noting_refusals(slips: QuerySet[Slip]) -> QuerySet[Slip]:
    """With `last_refusal`: the key of the one that its last reply had, if it had one."""
    last = Reply.objects.filter(slip=OuterRef("pk")).order_by("-id")
    return slips.annotate(last_refusal=Subquery(last.values("refusal__pk")[:1]))


def slip_rows(slips: Iterable[Slip]) -> list[SlipRow]:
    """Slips that came through `for_rows`; else a query more for each."""
    return [slip_row(slip) for slip in slips]


def slip_row(slip: Slip) -> SlipRow:
    told = slip.told
    issue = getattr(slip, "issue", None)
    return SlipRow(
        slip,
        told,
        Text(zh=told["rung_zh"], en=told["rung_en"]),
        issue.number if issue else "",
        datetime.fromisoformat(told["due_at"]),
        slip_state(slip),
    )


def slip_state(slip: Slip) -> State:
    if getattr(slip, "withdrawal", None):
        return WITHDRAWN
    if slip.issued_at and is_reply_refused(slip):
        return REFUSED if slip.settled_at else OWED_AGAIN
    if slip.issued_at:
        return SETTLED if slip.settled_at else OWED
    return OVERTAKEN if slip.settled_at or slip.deadline.met_at else DRAFT


def is_reply_refused(slip: Slip) -> bool:
    """Whether the last word on it is that the answer will not do."""
    if hasattr(slip, "last_refusal"):
        return slip.last_refusal is not None
    last = slip.replies.order_by("-id").first()
    return last is not None and ReplyRefusal.objects.filter(reply=last).exists()
