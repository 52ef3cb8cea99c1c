"""A limit that runs on a matter, and the stored moment at which its next rung falls."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from baolian.records.journal.pages import Line
from baolian.records.journal.rows import names_of, row_with
from baolian.records.rulebook.models import Calendar, Rulebook, edition_of
from baolian.rules import ladder
from baolian.rules.clock import Clock, Due, Limit, Pause, Segment, Unit
from baolian.rules.packs import Pack, Stage

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter

# the one stage no pack limits by kind: a slip's own reply, limited by its rung
REPLY = "reply"


def is_pausable(stage: str) -> bool:
    """A receipt, a call-back and a reply are owed whatever happens to the matter itself."""
    return stage not in (Stage.RECEIPT, Stage.CALL_BACK, REPLY)


def is_late(due_at: datetime, now: datetime, suspended_since: datetime | None) -> bool:
    """What `Matter.is_overdue` says, of any clock that runs: a suspension that began before it was
    due moves what is due; a later one excuses nothing."""
    is_stopped = suspended_since is not None and suspended_since < due_at
    return due_at < now and not is_stopped


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> DeadlineQuerySet:
        return self.filter(met_at=None)

    def firing_by(self, moment: datetime) -> DeadlineQuerySet:
        """What the sweep reads: one index; met, paused and exhausted ones are not in it."""
        return self.filter(fires_at__lte=moment).order_by("fires_at", "id")

    def of_stage(self, stage: str) -> DeadlineQuerySet:
        return self.filter(stage=stage)


class Deadline(models.Model):
    """`n` units from `start_at`, due at `due_at`; `rung` is the position reached on the ladder.

    Positions count from 0 in the edition's ladder of this stage, -1 before the first. `fires_at` is
    null when the deadline is met, paused, or has no rung left that the clock can reach. `inherited`
    are the units used up before a reopening; `n` is then what was left, or the pack's minimum.
    `extended` are the units granted on top, those of earlier cycles included: `n` holds its own.
    `own_limit` is the whole in units where a day was decided and the pack's limit does not hold.
    `claimed`: the moments are a ledger's word.
    A reply deadline belongs to the deadline (`origin`) whose slip asks for the reply.
    """

    # found by the index of `deadline_once`, which begins with it
    matter = models.ForeignKey(
        "matters.Matter", models.PROTECT, related_name="deadlines", db_index=False
    )
    stage = models.CharField(max_length=20)
    cycle = models.IntegerField(default=1)
    n = models.IntegerField()
    unit = models.CharField(max_length=15)
    inherited = models.IntegerField(default=0)
    extended = models.IntegerField(default=0)
    own_limit = models.IntegerField(null=True)
    start_at = models.DateTimeField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    claimed = models.BooleanField(default=False)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    provisional = models.BooleanField(default=False)
    rung = models.SmallIntegerField(default=ladder.NONE_YET)
    fires_at = models.DateTimeField(null=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "stage", "cycle"], name="deadline_once"),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(fires_at=None), name="met_deadline_never_fires"
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="deadline_has_length"),
            models.CheckConstraint(
                condition=Q(met_at=None) | Q(met_at__gte=F("start_at")), name="deadline_met_later"
            ),
        ]
        indexes = [
            models.Index(
                fields=["fires_at", "id"],
                condition=Q(fires_at__isnull=False),
                name="deadline_firing",
            ),
            models.Index(
                fields=["calendar", "due_at"], condition=Q(met_at=None), name="deadline_calendar"
            ),
            # what runs for a matter, without a look at the row
            models.Index(
                fields=["matter", "stage", "due_at", "id"],
                condition=Q(met_at=None),
                name="deadline_running",
            ),
            # few among many: who is to be called back, what runs out first
            models.Index(
                fields=["due_at", "id"],
                condition=Q(met_at=None, stage="call_back"),
                name="deadline_call_back",
            ),
            models.Index(
                fields=["origin", "rung"],
                condition=Q(met_at=None, stage="reply"),
                name="deadline_reply_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.cycle} of {self.matter_id}"

    @classmethod
    def begin(
        cls,
        rulebook: Rulebook,
        matter: Matter,
        stage: str,
        limit: Limit,
        start_at: datetime,
        **columns: Any,
    ) -> Deadline:
        """A deadline that begins to run, with `columns` that are not as usual; the caller's line
        adds it. The reply about what is done is owed all the same, and leads nowhere."""
        due = rulebook.clock(edition_of(matter, rulebook)).due(start_at, limit)
        deadline = row_with(
            cls,
            matter=matter,
            stage=stage,
            n=limit.n,
            unit=limit.unit.value,
            start_at=start_at,
            due_at=due.at,
            calendar=rulebook.current_calendar,
            provisional=due.provisional,
            **columns,
        )
        is_over = deadline.origin is not None and deadline.origin.met_at is not None
        deadline.fires_at = None if is_over else deadline.next_moment(rulebook, ())
        return deadline

    @classmethod
    def claimed_since(
        cls, rulebook: Rulebook, matter: Matter, limit: Limit, day: date, now: datetime
    ) -> Deadline:
        """Of a resolution, since the day that a ledger names; rungs passed by `now` are silent."""
        # a ledger imported before the office opens names no moment that is yet to come
        start = min(rulebook.clock(edition_of(matter, rulebook)).opens(day), now)
        deadline = cls.begin(rulebook, matter, Stage.RESOLUTION, limit, start, claimed=True)
        deadline.pass_rungs(rulebook, now)
        return deadline

    def on(self, matter: Matter) -> Deadline:
        """A deadline with the same moments on another matter of the same edition."""
        columns = {name: self.__dict__[name] for name in SAME_ON_ANOTHER}
        return row_with(type(self), matter=matter, **columns)

    @property
    def limit(self) -> Limit:
        return Limit(self.n, Unit(self.unit))

    @property
    def is_reopened(self) -> bool:
        """Goes on where the cycle before it ended."""
        return self.stage == Stage.RESOLUTION and self.cycle > 1

    def whole(self, pack: Pack, kind: str, category: str) -> int:
        """The pack's limit in units, or its own, and what was granted on top, whatever is left of
        it after a reopening."""
        if self.own_limit is not None:
            return self.own_limit + self.extended
        limit = pack.limit(kind, Stage.RESOLUTION, category) if self.is_reopened else None
        return limit.n + self.extended if limit else self.n

    def clock(self, rulebook: Rulebook) -> Clock:
        return rulebook.clock(edition_of(self.matter, rulebook), self.calendar)

    def rungs(self, rulebook: Rulebook) -> ladder.Ladder:
        """The ladder that this deadline climbs; a reply climbs its origin's."""
        stage = self.origin.stage if self.origin else self.stage
        return edition_of(self.matter, rulebook).pack.ladder_for(Stage(stage))

    def running(self, rulebook: Rulebook, pauses: tuple[Pause, ...]) -> ladder.Running:
        due = Due(self.due_at, self.provisional)
        return ladder.Running(self.start_at, self.limit, due, pauses, self.clock(rulebook))

    def next_moment(self, rulebook: Rulebook, pauses: tuple[Pause, ...]) -> datetime | None:
        """When the next rung falls, whatever the deadline's state; None when the clock has no more.

        A reply has one moment, its due one, and only if a rung waits for a missed reply.
        """
        rungs = self.rungs(rulebook)
        if self.origin is None:
            return ladder.next_moment(rungs, self.running(rulebook, pauses), self.rung)
        asked = rungs[self.rung].code
        above = ladder.reply_missed_position(rungs, asked, self.rung)
        return None if above is None else self.due_at

    def used(self, rulebook: Rulebook, now: datetime, pauses: tuple[Pause, ...]) -> int:
        """Units used up by `now` (or when it was met), the inherited ones included."""
        end = min(now, self.met_at) if self.met_at else now
        clock = self.clock(rulebook)
        return self.inherited + clock.used(self.start_at, end, Unit(self.unit), pauses)

    def segments(
        self, rulebook: Rulebook, now: datetime, pauses: tuple[Pause, ...], granted: int = 0
    ) -> tuple[Segment, ...]:
        """The stretches the deadline is made of up to `now`, or to when it was met; those in the
        time that was `granted`, so many units while it ran, are extended ones."""
        end, clock, unit = self.met_at or now, self.clock(rulebook), Unit(self.unit)
        if not granted:
            return clock.segments(self.start_at, end, pauses, unit)
        first = clock.due(self.start_at, Limit(self.n - granted, unit), pauses).at
        before = clock.segments(self.start_at, min(first, end), pauses, unit)
        after = clock.segments(first, end, pauses, unit)
        return (*before, *(one.in_extension() for one in after))

    @property
    def is_pausable(self) -> bool:
        return is_pausable(self.stage)

    def is_overdue(self, now: datetime, suspended_since: datetime | None) -> bool:
        since = suspended_since if self.is_pausable else None
        return self.met_at is None and is_late(self.due_at, now, since)

    def recount(self, line: Line, rulebook: Rulebook, pauses: tuple[Pause, ...]) -> None:
        """Recompute when it is due after the pauses changed."""
        due = self.clock(rulebook).due(self.start_at, self.limit, pauses)
        line.change(self, due_at=due.at, provisional=due.provisional)

    def rewind(self, line: Line, rulebook: Rulebook, pauses: tuple[Pause, ...]) -> None:
        """The same, and the next moment with it: the clock goes on."""
        # nobody may have granted more of it in between
        line.hold(self, "n")
        self.recount(line, rulebook, pauses)
        self.set_forth(line, rulebook, pauses)

    def set_forth(self, line: Line, rulebook: Rulebook, pauses: tuple[Pause, ...]) -> None:
        line.change(self, fires_at=self.next_moment(rulebook, pauses))

    def extend(self, line: Line, rulebook: Rulebook, n: int, pauses: tuple[Pause, ...]) -> None:
        """`n` more units, and when it is due with them."""
        # whether it stands still decides what its next moment becomes
        line.hold(self, "fires_at")
        line.change(self, n=self.n + n, extended=self.extended + n)
        self.recount(line, rulebook, pauses)

    def pass_rungs(self, rulebook: Rulebook, now: datetime) -> None:
        """Silent baseline of an imported ledger: what was passed before today draws no slip."""
        running = self.running(rulebook, ())
        rungs = self.rungs(rulebook)
        passed = ladder.reached(rungs, running, now, self.rung)
        if passed is not None:
            self.rung = passed
            self.fires_at = ladder.next_moment(rungs, running, passed)

    def meet(self, line: Line, at: datetime) -> None:
        """Done in time or not: the clock stops, and with it the ladder."""
        line.change(self, met_at=at, fires_at=None)

    def silence_replies(self, line: Line) -> None:
        """Replies to its slips are still owed when it is met, and lead nowhere any more."""
        for reply in self.replies.filter(fires_at__isnull=False):
            line.change(reply, fires_at=None)


# all that a deadline begins with, but the matter
SAME_ON_ANOTHER = tuple(name for name in names_of(Deadline) if name not in ("id", "matter_id"))
