"""What the outbox holds for me, in sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import address_of
from baolian.records.journal.acts import Act
from baolian.records.journal.models import Notice
from baolian.records.matters.models import Matter
from baolian.records.people.models import Officer
from baolian.routines.supervision.models import Slip

MOST = 20
SLIP = "supervision.slip:"

KINDS: dict[str, str | Promise] = {
    "returned": _("承办单位退回了事项"),
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
    """The latest notices to me, to my leaders and to the organisations I work in."""
    organisations = [post.organisation for post in act.by.posts]
    officers = [Officer(pk=key) for key in act.by.answers_as]
    found = Notice.objects.addressed_to(*officers, *organisations).order_by("-id")[:MOST]
    told = [(notice, json.loads(notice.facts)) for notice in without_hidden_drafts(act, found)]
    matters = Matter.objects.in_bulk([f["matter"] for _notice, f in told if "matter" in f])
    return [heard(notice, facts, matters) for notice, facts in told]


def without_hidden_drafts(act: Act, notices: Iterable[Notice]) -> list[Notice]:
    """An office hears of a draft as a whole; only who may sign it sees that it exists."""
    notices = list(notices)
    keys = {n.about: n.about.removeprefix(SLIP) for n in notices if n.about.startswith(SLIP)}
    seen = Slip.objects.visible_to(act.by).filter(pk__in=keys.values())
    visible = {f"{SLIP}{key}" for key in seen.values_list("pk", flat=True)}
    return [n for n in notices if n.about not in keys or n.about in visible]


def heard(notice: Notice, facts: dict[str, Any], matters: dict[int, Matter]) -> Heard:
    matter = matters.get(facts.get("matter", 0))
    said = [facts.get("number"), matter and matter.summary]
    return Heard(
        notice.at,
        KINDS.get(notice.kind, notice.kind),
        " ".join(str(words) for words in said if words),
        address_of(notice.about),
    )
