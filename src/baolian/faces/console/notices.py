"""What the outbox holds for me, in sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.addresses import address_of
from baolian.records.journal.acts import Act
from baolian.records.journal.models import Notice, NoticeQuerySet
from baolian.records.journal.prepared import Given, Keys, Prepared, prepared
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import is_seen_by
from baolian.records.meetings.models import Meeting
from baolian.records.people.models import Officer, Organisation
from baolian.records.people.paths import below_any
from baolian.records.people.preferences import Preference
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.models.querysets import DRAFT, MARKS, SIGNERS, Marks, are_seen_by

# on a page of them, and as far as the bell counts
MOST = 60
# pages read for one, where nothing on them may be seen any more
ROUNDS = 4
# before it came every other: the key that no notice has
LATEST = BigIntegerField.MAX_BIGINT
SLIP, MATTER, MEETING = "supervision.slip:", "matters.matter:", "meetings.meeting:"
DRAFTED = "slip_drafted"

KINDS: dict[str, str | Promise] = {
    "assigned": _("收到交办事项"),
    "returned": _("承办单位退回了事项"),
    "resolved": _("承办单位办结了事项"),
    "reopened": _("事项须二次办理"),
    "extension_asked": _("有延期申请，待批准"),
    "extension_granted": _("延期已批准"),
    "extension_refused": _("延期未获批准"),
    "slip_issued": _("收到督办单"),
    DRAFTED: _("督办单拟稿，待签发"),
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
    "extension_asked": "clock",
    "extension_granted": "clock",
    "extension_refused": "clock",
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


@dataclass(frozen=True)
class HeardPage:
    """`earlier`: the notice before which more are to be read, if there are."""

    notices: list[Heard]
    earlier: int | None


def heard_by(act: Act, before: int = LATEST) -> HeardPage:
    """The latest that came before this one, in sentences.

    What one may not see any more is left out of what was read, so that a page may be short; it is
    read on as long as there is nothing on it, and not for ever.
    """
    for _round in range(ROUNDS):
        found = told_by(earlier_to, act, before)
        page, is_more = found[:MOST], len(found) > MOST
        slips, others = named_in(act, page)
        seen = told_among(page, slips, others)
        if seen or not is_more:
            break
        before = page[-1].pk
    lines = [heard(n, slips.get(n.about) or others[n.about]) for n in seen]
    return HeardPage(lines, page[-1].pk if is_more else None)


def unheard(act: Act) -> int:
    """How many of them are new, as far as they may be seen; MOST stands for "or more"."""
    found = told_by(new_to, act)[:MOST]
    return len(told_among(found, *named_in(act, found)))


class Told(NamedTuple):
    """Of a notice what the bell must know, and what a list says of it."""

    pk: int
    kind: str
    about: str
    at: datetime
    heard_until: datetime | None = None
    facts: str = "{}"

    @property
    def is_new(self) -> bool:
        return self.heard_until is None or self.at > self.heard_until


def told_by(asking: Prepared, act: Act, *more: Given) -> list[Told]:
    """The latest to any of my addresses, one more than a page holds. Each is asked for by itself:
    of several at once PostgreSQL seeks the latest by walking back over the notices of everybody."""
    signing = act.by.scopes(*SIGNERS)
    each = (asking.rows(name, act.by.pk, signing, *more) for name in addresses(act))
    return [Told(*row) for row in sorted(chain(*each), reverse=True)[: MOST + 1]]


@prepared(most=MOST)
def new_to(addressee: str, account: int, signing: list[str]) -> QuerySet[Any, Any]:
    """Later than the moment until which the account has read its notices."""
    never = Value(datetime.min.replace(tzinfo=UTC))
    new = live(addressee, signing).filter(at__gt=Coalesce(read_until(account), never))
    return new.order_by("-id").values_list("pk", "kind", "about", "at")


@prepared(most=MOST)
def latest_to(addressee: str, account: int, signing: list[str]) -> QuerySet[Any, Any]:
    noted = live(addressee, signing).annotate(heard_until=read_until(account))
    return noted.order_by("-id").values_list("pk", "kind", "about", "at", "heard_until")


@prepared(most=MOST + 1)
def earlier_to(addressee: str, account: int, signing: list[str], before: int) -> QuerySet[Any, Any]:
    noted = live(addressee, signing).annotate(heard_until=read_until(account))
    return noted.filter(pk__lt=before).order_by("-id").values_list(*Told._fields)


def live(addressee: str, signing: list[str]) -> NoticeQuerySet:
    """What was sent there, but for drafts that wait for none of the signers of these subtrees:
    signed or withdrawn, or another's to sign. A year of them would hide what came before."""
    # looked up for drafts alone: the name of a matter holds no slip's key
    key = Case(
        When(kind=DRAFTED, then=Cast(Substr("about", len(SLIP) + 1), BigIntegerField())),
        output_field=BigIntegerField(),
    )
    # by these very words their index is found: there may be a great many slips
    drafts = Slip.objects.filter(DRAFT, below_any(signing, "office_path"))
    waiting = Exists(drafts.filter(pk=OuterRef("slip")))
    sent = Notice.objects.sent_to([addressee]).alias(slip=key)
    return sent.filter(~Q(kind=DRAFTED) | waiting)


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
    found = told_by(latest_to, act)[:MOST]
    new = [n for n in found if n.is_new]
    relevant = [n for n in found if n.is_new or n.at >= since]
    slips, others = named_in(act, relevant)
    return Lately(len(told_among(new, slips, others)), others | slips)


def addresses(act: Act) -> list[str]:
    """Of notices to me, to the leader I act for and to the organisations we work in."""
    officers = [f"{Officer._meta.label_lower}:{key}" for key in act.by.answers_as]
    places = (place.pk for place in act.by.workplaces)
    return officers + [f"{Organisation._meta.label_lower}:{key}" for key in places]


def named_in(act: Act, notices: Sequence[Told]) -> tuple[dict[str, str], dict[str, str]]:
    """Slips, and matters and meetings, that the notices are about, as far as they may be seen:
    summaries by names in the journal."""
    others = matters_among(act, notices) | meetings_among(act, notices)
    return slips_among(act, notices), others


def told_among(found: Sequence[Told], slips: dict[str, str], others: dict[str, str]) -> list[Told]:
    return [n for n in found if n.about in slips or n.about in others]


def slips_among(act: Act, notices: Sequence[Told]) -> dict[str, str]:
    keys = keys_among(notices, SLIP)
    return {
        f"{SLIP}{key}": json.loads(facts)["summary"]
        for key, facts, *marks in (slips_keyed.rows(keys) if keys else ())
        if are_seen_by(Marks(*marks), act.by)
    }


@prepared()
def slips_keyed(keys: list[int]) -> QuerySet[Any, Any]:
    return Slip.objects.filter(pk__among=keys).values_list("pk", "facts", *MARKS)


class MatterTold(NamedTuple):
    """With what decides who may see it, under the names of the matter itself."""

    pk: int
    summary: str
    org_path: str
    place_path: str
    owner_id: int | None
    first_receiver_id: int | None
    subject_id: int


def matters_among(act: Act, notices: Sequence[Told]) -> dict[str, str]:
    keys = keys_among(notices, MATTER)
    # they concern him almost always: read first, and asked after
    named = (MatterTold(*row) for row in (matters_keyed.rows(keys) if keys else ()))
    return {f"{MATTER}{one.pk}": one.summary for one in named if is_seen_by(one, act.by)}


@prepared()
def matters_keyed(keys: list[int]) -> QuerySet[Any, Any]:
    return Matter.objects.filter(pk__among=keys).values_list(*MatterTold._fields)


def meetings_among(act: Act, notices: Sequence[Told]) -> dict[str, str]:
    keys, user = keys_among(notices, MEETING), act.by
    found = meetings_keyed.rows(keys, user.scopes(), user.answers_as) if keys else ()
    return {f"{MEETING}{key}": title for key, title in found}


@prepared()
def meetings_keyed(keys: list[int], scopes: list[str], people: list[int]) -> QuerySet[Any, Any]:
    # the keys first, so that only of these it is asked who may see them
    named = Meeting.objects.filter(pk__among=keys)
    return named.visible_in(scopes, people).values_list("pk", "title")


def keys_among(notices: Sequence[Told], kind: str) -> Keys:
    named = {notice.about for notice in notices}
    return Keys(int(name.removeprefix(kind)) for name in named if name.startswith(kind))


def heard(notice: Told, summary: str) -> Heard:
    number = json.loads(notice.facts).get("number")
    return Heard(
        notice.at,
        KINDS.get(notice.kind, notice.kind),
        " ".join(str(part) for part in (number, summary) if part),
        address_of(notice.about),
        ICONS.get(notice.kind, "slip"),
        notice.is_new,
    )
