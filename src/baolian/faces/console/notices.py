"""What the outbox holds for me, in sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import address_of
from baolian.records.journal.acts import Act
from baolian.records.journal.models import Notice
from baolian.records.journal.prepared import Keys, Prepared, prepared
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import is_seen_by
from baolian.records.meetings.models import Meeting
from baolian.records.people.models import Officer, Organisation
from baolian.records.people.preferences import Preference
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.models.querysets import MARKS, Marks, are_seen_by

# read, and shown on Today: drafts signed since are left out of what was read
MOST, SHOWN = 60, 10
SLIP, MATTER, MEETING = "supervision.slip:", "matters.matter:", "meetings.meeting:"

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
    "meeting_called": _("会议通知"),
    "meeting_cancelled": _("会议取消"),
    "minutes_approved": _("会议纪要已审定"),
}


ICONS = {
    "assigned": "inbox",
    "returned": "swap",
    "resolved": "check",
    "reopened": "swap",
    "reminder": "clock",
    "meeting_called": "people",
    "meeting_cancelled": "people",
    "minutes_approved": "people",
}


@dataclass(frozen=True)
class Heard:
    """`is_new`: it came after the person last said that he had read his notices."""

    at: datetime
    words: str | Promise
    summary: str
    address: str
    icon: str
    is_new: bool


def heard_by(act: Act) -> list[Heard]:
    """The latest notices, in sentences."""
    since = heard_until(act)
    each = (Notice.objects.sent_to([name]).order_by("-id")[:MOST] for name in addresses(act))
    found = sorted(chain(*each), key=lambda notice: -notice.pk)[:MOST]
    slips, others = slips_among(act, found), others_among(act, found)
    waiting = still_waiting(found, slips, others)
    return [heard(n, since, slips.get(n.about) or others.get(n.about)) for n in waiting]


def unheard(act: Act) -> int:
    """How many of them are new, as far as they may be seen; MOST stands for "or more"."""
    found = told_by(new_to, act)
    return len(still_waiting(found, slips_among(act, found), others_among(act, found)))


class Told(NamedTuple):
    """Of a notice what the bell must know."""

    pk: int
    kind: str
    about: str
    at: datetime
    heard_until: datetime | None = None

    @property
    def is_new(self) -> bool:
        return self.heard_until is None or self.at > self.heard_until


Mentioning = Told | Notice


def told_by(asking: Prepared, act: Act) -> list[Told]:
    """The latest to any of my addresses. Each is asked for by itself: of several at once PostgreSQL
    seeks the latest by walking back over the notices of everybody."""
    each = (asking.rows(name, act.by.pk) for name in addresses(act))
    return [Told(*row) for row in sorted(chain(*each), reverse=True)[:MOST]]


@prepared(most=MOST)
def new_to(addressee: str, account: int) -> QuerySet[Any, Any]:
    """Later than the moment until which the account has read its notices."""
    never = Value(datetime.min.replace(tzinfo=UTC))
    new = Notice.objects.sent_to([addressee]).filter(at__gt=Coalesce(read_until(account), never))
    return new.order_by("-id").values_list("pk", "kind", "about", "at")


@prepared(most=MOST)
def latest_to(addressee: str, account: int) -> QuerySet[Any, Any]:
    noted = Notice.objects.sent_to([addressee]).annotate(heard_until=read_until(account))
    return noted.order_by("-id").values_list("pk", "kind", "about", "at", "heard_until")


def read_until(account: int) -> Subquery:
    kept = Preference.objects.filter(user=account)
    return Subquery(kept.values("notices_heard_until")[:1])


@dataclass(frozen=True)
class Lately:
    """`unheard`: what the bell says. `told`: what I was told of lately by its name in the journal,
    with its summary, as far as I may see it."""

    unheard: int
    told: dict[str, str]


def lately(act: Act, since: datetime) -> Lately:
    """For a page that tells news beside the bell: both of one reading of the outbox."""
    found = told_by(latest_to, act)
    new = [n for n in found if n.is_new]
    relevant = [n for n in found if n.is_new or n.at >= since]
    slips, others = slips_among(act, relevant), others_among(act, relevant)
    told = {about: other.summary for about, other in others.items()}
    told |= {about: slip.summary for about, slip in slips.items()}
    return Lately(len(still_waiting(new, slips, others)), told)


def addresses(act: Act) -> list[str]:
    """Of notices to me, to the leader I act for and to the organisations we work in."""
    officers = [f"{Officer._meta.label_lower}:{key}" for key in act.by.answers_as]
    places = (place.pk for place in act.by.workplaces)
    return officers + [f"{Organisation._meta.label_lower}:{key}" for key in places]


def heard_until(act: Act) -> datetime | None:
    kept = Preference.objects.filter(user=act.by.pk)
    return kept.values_list("notices_heard_until", flat=True).first()


def still_waiting(
    found: Sequence[Mentioning], slips: dict[str, SlipTold], others: Others
) -> list[Any]:
    mine = [n for n in found if n.about in slips or n.about in others]
    return [n for n in mine if not is_done(n, slips)]


def is_done(notice: Mentioning, slips: dict[str, SlipTold]) -> bool:
    """A draft that has been signed or withdrawn asks for nothing any more."""
    slip = slips.get(notice.about)
    return notice.kind == "slip_drafted" and slip is not None and slip.is_decided


class SlipTold(NamedTuple):
    summary: str
    is_decided: bool


def slips_among(act: Act, notices: Sequence[Mentioning]) -> dict[str, SlipTold]:
    """The slips the notices are about, as far as they may be seen.

    An office hears of a draft as a whole; only who may sign it sees that it exists.
    """
    keys = keys_among(notices, SLIP)
    return {
        f"{SLIP}{key}": SlipTold(json.loads(facts)["summary"], bool(marks.issued_at or settled_at))
        for key, facts, settled_at, *rest in (slips_keyed.rows(keys) if keys else ())
        if are_seen_by(marks := Marks(*rest), act.by)
    }


@prepared()
def slips_keyed(keys: list[int]) -> QuerySet[Any, Any]:
    found = Slip.objects.filter(pk__among=keys)
    return found.values_list("pk", "facts", "settled_at", *MARKS)


class MatterTold(NamedTuple):
    """With what decides who may see it, under the names of the matter itself."""

    pk: int
    summary: str
    org_path: str
    place_path: str
    owner_id: int | None
    first_receiver_id: int | None
    subject_id: int


def matters_among(act: Act, notices: Sequence[Mentioning]) -> dict[str, MatterTold]:
    keys = keys_among(notices, MATTER)
    # they concern him almost always: read first, and asked after
    named = (MatterTold(*row) for row in (matters_keyed.rows(keys) if keys else ()))
    return {f"{MATTER}{matter.pk}": matter for matter in named if is_seen_by(matter, act.by)}


@prepared()
def matters_keyed(keys: list[int]) -> QuerySet[Any, Any]:
    return Matter.objects.filter(pk__among=keys).values_list(*MatterTold._fields)


class MeetingTold(NamedTuple):
    summary: str


Others = Mapping[str, MatterTold | MeetingTold]


def others_among(act: Act, notices: Sequence[Mentioning]) -> Others:
    """The matters and meetings the notices are about, as far as they may be seen."""
    return {**matters_among(act, notices), **meetings_among(act, notices)}


def meetings_among(act: Act, notices: Sequence[Mentioning]) -> dict[str, MeetingTold]:
    keys = keys_among(notices, MEETING)
    if not keys:
        return {}
    found = Meeting.objects.visible_to(act.by).filter(pk__in=keys)
    return {
        f"{MEETING}{key}": MeetingTold(title) for key, title in found.values_list("pk", "title")
    }


def keys_among(notices: Sequence[Mentioning], kind: str) -> Keys:
    named = {notice.about for notice in notices}
    return Keys(int(name.removeprefix(kind)) for name in named if name.startswith(kind))


def heard(
    notice: Notice, since: datetime | None, about: SlipTold | MatterTold | MeetingTold | None
) -> Heard:
    number = json.loads(notice.facts).get("number")
    summary = about and about.summary
    return Heard(
        notice.at,
        KINDS.get(notice.kind, notice.kind),
        " ".join(str(part) for part in (number, summary) if part),
        address_of(notice.about),
        ICONS.get(notice.kind, "slip"),
        since is None or notice.at > since,
    )
