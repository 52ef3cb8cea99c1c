"""A matter's clocks: how each stands, what is left of it, the stretches and rungs it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.remaining import Left, left_of
from baolian.faces.console.rows import State
from baolian.faces.console.standing import Standing
from baolian.faces.parts.words import STAGES, limit_words, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import REPLY, Deadline
from baolian.records.rulebook.models import edition_of
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.words import counted
from baolian.rules import ladder
from baolian.rules.clock import Pause, Segment
from baolian.rules.packs import Stage

MET = State(_("按时完成"), "good")
MET_LATE = State(_("完成，已逾期"), "warn")
PAUSED = State(_("挂起"), "warn")
OVERDUE = State(_("逾期"), "bad")
RUNNING = State(_("计时中"))
# answered by the day, and not done all the same
REFUSED = State(_("答复未获认可"), "bad")


@dataclass(frozen=True)
class RungMark:
    """A rung of a clock's ladder. `at`: when it falls or fell; none for one that no clock reaches.
    `slip`: what was drafted of it, if the reader may see it."""

    colour: str
    words: str
    at: datetime | None
    is_reached: bool
    slip: Slip | None


@dataclass(frozen=True)
class Clock:
    """`used` and `limit` in words: 3个工作日 of 15个工作日; `again` where it was reopened.
    `left`: what remains, in words, while it runs. `days`: the notices that its working days are
    counted by; `version`: of the calendar that holds them."""

    deadline: Deadline
    stage: str | Promise
    state: State
    used: str
    limit: str
    again: str
    left: Left | None
    segments: Sequence[Segment]
    rungs: Sequence[RungMark]
    days: str
    version: str


def clocks_of(act: Act, standing: Standing, slips: Iterable[Slip] = ()) -> list[Clock]:
    """Every deadline of the matter, running ones first, then the latest met."""
    drafted = {(slip.deadline_id, slip.rung): slip for slip in slips}
    clocks = [clock_of(act, standing, deadline, drafted) for deadline in standing.deadlines]
    return sorted(clocks, key=lambda c: c.deadline.met_at is not None)


def clock_of(
    act: Act, standing: Standing, deadline: Deadline, drafted: dict[tuple[int, str], Slip]
) -> Clock:
    suspension = standing.suspension
    since = suspension.since if suspension else None
    pauses = standing.pauses(act.at) if deadline.is_pausable else ()
    end = deadline.met_at or act.at
    within = tuple(Pause(p.since, min(p.until, end)) for p in pauses if p.since < end)
    matter = standing.matter
    whole = deadline.whole(edition_of(matter, act.rulebook).pack, matter.kind, matter.category)
    used = deadline.used(act.rulebook, act.at, within)
    again = deadline.n if deadline.is_reopened else 0
    return Clock(
        deadline,
        STAGES.get(deadline.stage, deadline.stage),
        REFUSED if deadline.is_refused else state_of(deadline, act.at, since),  # type: ignore[attr-defined]
        limit_words(used, deadline.unit),
        limit_words(whole, deadline.unit),
        again_words(deadline.inherited, again, deadline.unit),
        None if deadline.met_at else left_of(act, deadline, since, pauses),
        deadline.segments(act.rulebook, act.at, within, standing.granted(deadline)),
        rungs_of(act, deadline, within, drafted),
        str(counted(deadline.calendar, deadline.unit, deadline.start_at, deadline.due_at)),
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


def rungs_of(
    act: Act, deadline: Deadline, pauses: tuple[Pause, ...], drafted: dict[tuple[int, str], Slip]
) -> list[RungMark]:
    """Those that it passed, and the ones ahead of it while it moves: of a clock that stands still
    nobody knows when they fall. A reply has none of its own."""
    if deadline.stage == REPLY:
        return []
    pack = edition_of(deadline.matter, act.rulebook).pack
    moments = falling(act, deadline, pauses)
    marks = []
    for position, rung in enumerate(pack.rungs_for(Stage(deadline.stage))):
        slip = drafted.get((deadline.pk, rung.code))
        at = slip.drafted_at if slip else moments.get(position)
        is_reached = slip is not None or (position <= deadline.rung and came(at, deadline))
        if is_reached or (at and deadline.fires_at):
            marks.append(RungMark(rung.colour.value, said(rung.name), at, is_reached, slip))
    return marks


def came(at: datetime | None, deadline: Deadline) -> bool:
    """Before it was met: an imported clock passes its rungs up to the day of the import, also those
    that fell after the day on which the ledger says that it was done."""
    return at is not None and (deadline.met_at is None or at <= deadline.met_at)


def falling(act: Act, deadline: Deadline, pauses: tuple[Pause, ...]) -> dict[int, datetime]:
    """By position, when the clock reaches it."""
    rungs = deadline.rungs(act.rulebook)
    return dict(ladder.schedule(rungs, deadline.running(act.rulebook, pauses))) if rungs else {}


def rung_state(mark: RungMark) -> str:
    """What became of it, to be said beside its name and day."""
    if mark.slip is not None:
        return pgettext("rung", "已签发") if mark.slip.issued_at else pgettext("rung", "已拟单")
    return pgettext("rung", "已过，未拟单") if mark.is_reached else pgettext("rung", "未到")
