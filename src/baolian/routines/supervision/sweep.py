"""The sweep: drafts what has come due. One index read when nothing has; it may run every minute."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import OperationalError

from baolian.records.journal.acts import Act
from baolian.records.journal.garbage import uncollected
from baolian.records.journal.pages import Page
from baolian.records.journal.races import persistent
from baolian.records.journal.rows import Overtaken, read_rows, unclaimed
from baolian.records.matters.models import REPLY, Deadline, Suspension
from baolian.routines.supervision.models.drafting import Desk, Draft
from baolian.routines.supervision.models.facts import Cause, cause
from baolian.routines.supervision.models.slips import Slip
from baolian.routines.supervision.standings import Standing, Standings
from baolian.rules.clock import Pause
from baolian.rules.ladder import ReplyMissed, reply_missed_position
from baolian.rules.packs import Stage

LOG = logging.getLogger(__name__)

AHEAD = 30  # batches that are looked up together

# the keys of a deadline that is due and of the replies about it, or of one of them
Due = list[int]


@dataclass(frozen=True)
class Swept:
    """How many slips were drafted, how many of them reminders, in how many transactions.

    `failed` are the keys of deadlines that could not be swept; the log says why, and they are tried
    again by the next sweep.
    """

    drafted: int = 0
    reminders: int = 0
    batches: int = 0
    failed: tuple[int, ...] = ()

    def and_batch(self, slips: Sequence[Slip]) -> Swept:
        reminders = self.reminders + sum(not slip.signed for slip in slips)
        drafted, batches = self.drafted + len(slips), self.batches + 1
        return replace(self, drafted=drafted, reminders=reminders, batches=batches)

    def but_not(self, deadlines: Sequence[int]) -> Swept:
        return replace(self, failed=(*self.failed, *deadlines))


@dataclass
class Asked:
    """What a batch asks of one origin deadline: its own moment came, replies to it were missed."""

    deadline: Deadline
    missed: list[Deadline] = field(default_factory=list)


def sweep(act: Act, batch: int = 5000) -> Swept:
    """Draft the highest rung that each deadline has reached by `act.at`, `batch` at a time.

    Several may sweep at once, and any may be killed: a batch is one transaction, and who loses a
    race reads again. A deadline that cannot be swept keeps nobody else from being swept. Raises
    Overtaken or OperationalError when the database itself does not go on.
    """
    swept, standings = Swept(), Standings(act)
    while due := due_now(act, swept, AHEAD * batch):
        before = swept
        for first in range(0, len(due), batch):
            with uncollected():
                swept = sweep_some(act, standings, due[first : first + batch], swept)
        if swept == before:
            break  # others hold what is left
    return swept


def due_now(act: Act, swept: Swept, most: int) -> list[Due]:
    """What has come due, as the rows lie, so that a batch touches few pages of every index."""
    firing = Deadline.objects.firing_by(act.at)
    if swept.failed:
        firing = firing.exclude(pk__among=swept.failed)
    found: dict[int, Due] = defaultdict(list)
    for key, origin in firing.values_list("pk", "origin_id")[:most]:
        found[origin or key].append(key)
    return [found[key] for key in sorted(found)]


def sweep_some(act: Act, standings: Standings, due: Sequence[Due], swept: Swept) -> Swept:
    """One batch; where something is wrong in it, ever smaller halves until what is wrong is alone.

    The log names it; no other is lost.
    """
    keys = [key for keys in due for key in keys]
    try:
        slips = sweep_batch(act, standings, keys)
    except (Overtaken, OperationalError):
        raise
    except Exception:
        if half := len(due) // 2:
            swept = sweep_some(act, standings, due[:half], swept)
            return sweep_some(act, standings, due[half:], swept)
        LOG.exception("deadline %s could not be swept", ", ".join(map(str, keys)))
        return swept.but_not(keys)
    return swept if slips is None else swept.and_batch(slips)


@persistent
def sweep_batch(act: Act, standings: Standings, keys: Sequence[int]) -> list[Slip] | None:
    """The slips of one transaction; None when there was nothing left to claim."""
    with act.page() as page:
        due = Deadline.objects.firing_by(act.at).filter(pk__among=keys)
        firing = read_rows(unclaimed(due.order_by("pk")))
        if not firing:
            return None
        asked = by_origin(firing)
        desk = Desk(act, {one.deadline.matter_id for one in asked})
        plan = Plan(desk, standings)
        drafts = []
        for one in asked:
            if draft := plan.draft(one):
                drafts.append(draft)
            else:
                plan.pass_over(page, one)
        return Slip.draft_all(act, drafts, desk)


def by_origin(firing: Sequence[Deadline]) -> list[Asked]:
    """A missed reply is about the deadline whose slip asked for it; one slip a deadline."""
    origins = {deadline.pk: deadline for deadline in firing if deadline.stage != REPLY}
    replies = [deadline for deadline in firing if deadline.stage == REPLY]
    absent = {reply.origin_id for reply in replies} - origins.keys()
    if absent:
        origins |= Deadline.objects.in_bulk([key for key in absent if key])
    asked = {key: Asked(deadline) for key, deadline in origins.items()}
    for reply in replies:
        if reply.origin_id:
            asked[reply.origin_id].missed.append(reply)
    return list(asked.values())


class Plan:
    """Which rung each origin deadline of a batch gets, if any."""

    def __init__(self, desk: Desk, standings: Standings) -> None:
        self.desk, self.standings = desk, standings
        self.pauses = pauses_of(desk.cases)

    def standing(self, deadline: Deadline) -> Standing:
        edition = self.desk.edition_of(deadline)
        paused = self.pauses and deadline.is_pausable
        pauses = self.pauses.get(deadline.matter_id, ()) if paused else ()
        return self.standings.of(deadline, edition, pauses)

    def draft(self, asked: Asked) -> Draft | None:
        """The highest rung that the clock or a missed reply leads to; None without one."""
        deadline = asked.deadline
        standing = self.standing(deadline)
        found = self.by_reply(asked)
        # paused, met and exhausted clocks have no moment: only a reply can lead on from there
        running = deadline.fires_at is not None
        fall = standing.reached(deadline.rung) if running else None
        if fall and (found is None or fall.position >= found[0]):
            found = fall.position, fall.cause
        if found is None:
            return None
        position, why = found
        fires_at = standing.next_moment(max(position, deadline.rung)) if running else None
        return Draft(deadline, position, why, standing.used, fires_at, asked.missed)

    def by_reply(self, asked: Asked) -> tuple[int, Cause] | None:
        """The highest rung a missed reply leads to, counted from the slip that asked for it.

        Not from where the deadline stands: a ledger's silent baseline may have passed that rung
        without a slip. A rung that has had its slip is not drawn again.
        """
        deadline = asked.deadline
        if not asked.missed or deadline.met_at:
            return None
        rungs = self.desk.edition_of(deadline).pack.ladder_for(Stage(deadline.stage))
        drawn = set(deadline.slips.values_list("rung", flat=True))
        led = [
            (position, cause(ReplyMissed(rungs[reply.rung].code)))
            for reply in asked.missed
            if (position := reply_missed_position(rungs, rungs[reply.rung].code, reply.rung))
            is not None
            and rungs[position].code not in drawn
        ]
        return max(led, key=lambda found: found[0], default=None)

    def pass_over(self, page: Page, asked: Asked) -> None:
        """Nothing to draft: what fired has been dealt with, and must not fire again."""
        line = page.line("nothing to draft", asked.deadline)
        for reply in asked.missed:
            line.change(reply, fires_at=None)
        if asked.deadline.fires_at is not None:
            standing = self.standing(asked.deadline)
            line.change(asked.deadline, fires_at=standing.next_moment(asked.deadline.rung))


def pauses_of(matters: Iterable[int]) -> dict[int, tuple[Pause, ...]]:
    """Suspensions that are over; one that runs has taken the moments away."""
    over = Suspension.objects.filter(matter__id__among=matters, until__isnull=False)
    found: dict[int, tuple[Pause, ...]] = defaultdict(tuple)
    for matter, since, until in over.order_by("since").values_list("matter", "since", "until"):
        found[matter] += (Pause(since, until),) if until else ()
    return found
