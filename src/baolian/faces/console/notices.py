"""What the outbox holds for me, in sentences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import address_of
from baolian.records.journal.acts import Act
from baolian.records.journal.models import Notice
from baolian.records.matters.models import Matter
from baolian.records.people.models import Officer
from baolian.routines.supervision.models import Slip

# read, and shown: drafts signed since are left out of what was read
MOST, SHOWN = 60, 10
SLIP, MATTER = "supervision.slip:", "matters.matter:"

KINDS: dict[str, str | Promise] = {
    "assigned": _("收到交办事项"),
    "returned": _("承办单位退回了事项"),
    "resolved": _("承办单位办结了事项"),
    "reopened": _("事项须二次办理"),
    "slip_issued": _("收到督办单"),
    "slip_drafted": _("督办单拟稿，待签发"),
    "slip_reply_refused": _("督办单的答复未获认可"),
    "slip_withdrawn": _("督办单已撤回"),
    "slip_replied": _("督办单有了答复"),
    "reminder": _("到期提醒"),
}


@dataclass(frozen=True)
class Heard:
    at: datetime
    words: str | Promise
    summary: str
    address: str


def heard_by(act: Act) -> list[Heard]:
    """The latest notices to me, to the leader I act for and to the organisations we work in; one
    more than are shown, where there are more."""
    officers = [Officer(pk=key) for key in act.by.answers_as]
    found = list(Notice.objects.addressed_to(*officers, *act.by.workplaces).order_by("-id")[:MOST])
    slips = slips_among(act, found)
    matters = matters_among(act, found)
    mine = [n for n in found if n.about in slips or n.about in matters]
    waiting = [n for n in mine if not is_done(n, slips)][: SHOWN + 1]
    return [heard(notice, slips.get(notice.about), matters.get(notice.about)) for notice in waiting]


def is_done(notice: Notice, slips: dict[str, Slip]) -> bool:
    """A draft that has been signed or withdrawn asks for nothing any more."""
    slip = slips.get(notice.about)
    if slip is None or notice.kind != "slip_drafted":
        return False
    return slip.issued_at is not None or slip.settled_at is not None


def slips_among(act: Act, notices: list[Notice]) -> dict[str, Slip]:
    """The slips the notices are about, as far as they may be seen.

    An office hears of a draft as a whole; only who may sign it sees that it exists.
    """
    keys = [n.about.removeprefix(SLIP) for n in notices if n.about.startswith(SLIP)]
    return {f"{SLIP}{s.pk}": s for s in Slip.objects.visible_to(act.by).filter(pk__in=keys)}


def matters_among(act: Act, notices: list[Notice]) -> dict[str, Matter]:
    keys = [n.about.removeprefix(MATTER) for n in notices if n.about.startswith(MATTER)]
    return {f"{MATTER}{m.pk}": m for m in Matter.objects.visible_to(act.by).filter(pk__in=keys)}


def heard(notice: Notice, slip: Slip | None, matter: Matter | None) -> Heard:
    number = json.loads(notice.facts).get("number")
    summary = slip.told["summary"] if slip else matter and matter.summary
    words = " ".join(str(part) for part in (number, summary) if part)
    kind = KINDS.get(notice.kind, notice.kind)
    return Heard(notice.at, kind, words, address_of(notice.about))
