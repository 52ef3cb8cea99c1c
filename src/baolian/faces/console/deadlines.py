"""A matter's clocks, each printed as the stretches it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.rows import State
from baolian.faces.parts.words import STAGES, limit_words
from baolian.records.journal.acts import Act
from baolian.records.matters.models import REPLY, Deadline, Matter
from baolian.records.rulebook.models import edition_of
from baolian.routines.supervision.models import ReplyRefusal
from baolian.rules.clock import Pause, Segment

MET = State(_("按时完成"), "good")
MET_LATE = State(_("完成，已逾期"), "warn")
PAUSED = State(_("挂起"), "warn")
OVERDUE = State(_("逾期"), "bad")
RUNNING = State(_("计时中"))
# answered by the day, and not done all the same
REFUSED = State(_("答复未获认可"), "bad")


@dataclass(frozen=True)
class Clock:
    """`used` and `limit` in words: 3个工作日 of 15个工作日; `again` where it was reopened.
    `version`: the calendar counted by."""

    deadline: Deadline
    stage: str | Promise
    state: State
    used: str
    limit: str
    again: str
    segments: Sequence[Segment]
    version: str


def clocks_of(act: Act, matter: Matter) -> list[Clock]:
    """Every deadline of the matter, running ones first, then the latest met."""
    pauses, suspension = matter.pauses(act.at), matter.suspension
    since = suspension.since if suspension else None
    found = matter.deadlines.select_related("calendar", "origin").order_by("start_at", "id")
    clocks = [clock_of(act, deadline, pauses, since) for deadline in found]
    if any(deadline.stage == REPLY for deadline in found):
        clocks = noting_refusals(matter, clocks)
    return sorted(clocks, key=lambda c: c.deadline.met_at is not None)


def noting_refusals(matter: Matter, clocks: list[Clock]) -> list[Clock]:
    refused = ReplyRefusal.objects.filter(reply__deadline__matter=matter)
    keys = set(refused.values_list("reply__deadline", flat=True))
    return [replace(c, state=REFUSED) if c.deadline.pk in keys else c for c in clocks]


def clock_of(
    act: Act, deadline: Deadline, pauses: tuple[Pause, ...], suspended_since: datetime | None
) -> Clock:
    counted = pauses if deadline.is_pausable else ()
    end = deadline.met_at or act.at
    within = tuple(Pause(p.since, min(p.until, end)) for p in counted if p.since < end)
    matter = deadline.matter
    whole = deadline.whole(edition_of(matter, act.rulebook).pack, matter.kind, matter.category)
    left = deadline.n if deadline.is_reopened else 0
    return Clock(
        deadline,
        STAGES.get(deadline.stage, deadline.stage),
        state_of(deadline, act.at, suspended_since),
        limit_words(deadline.used(act.rulebook, act.at, within), deadline.unit),
        limit_words(whole, deadline.unit),
        again_words(deadline.inherited, left, deadline.unit),
        deadline.segments(act.rulebook, act.at, within),
        deadline.calendar.label,
    )


def again_words(inherited: int, left: int, unit: str) -> str:
    """What a reopening makes of a limit, to be said after it; nothing where there was none."""
    if not left:
        return ""
    parts = {"used": limit_words(inherited, unit), "left": limit_words(left, unit)}
    return gettext("；二次办理前已用%(used)s，此后另给%(left)s") % parts


def state_of(deadline: Deadline, now: datetime, suspended_since: datetime | None) -> State:
    if deadline.met_at:
        return MET if deadline.met_at <= deadline.due_at else MET_LATE
    if deadline.is_overdue(now, suspended_since):
        return OVERDUE
    return PAUSED if suspended_since and deadline.is_pausable else RUNNING
