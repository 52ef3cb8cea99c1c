"""More time (延期): asked for before it is due, granted or refused by somebody else, or taken back
by who asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.pages import Line
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.people.models import Liaison, Officer, Post, User
from baolian.records.people.paths import ancestors
from baolian.records.rulebook.models import edition_of
from baolian.rules.clock import Limit, Unit
from baolian.rules.packs import Decider, Stage
from baolian.rules.packs import Extension as Rule

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter


# nobody asks for more at a time; it is a slip of the keyboard, 2206 for 2026
FURTHEST = timedelta(days=731)


class NoExtension(Exception):
    """The pack grants none for this kind of matter, no clock of its resolution runs, or its day was
    decided: then nothing but another decision moves it."""


class AlreadyAsked(Exception):
    """A request is waiting for its decision."""


class AskedTooLate(Exception):
    """It had to be asked for earlier before it is due, or it is due already."""


class ExtensionsUsedUp(Exception):
    """The matter has had as many extensions as the pack allows."""


class ExtensionTooLong(Exception):
    """More than the pack grants at a time."""


class NotLater(Exception):
    """The day asked for is not after the one on which it is due now."""


class TooFarAhead(ValueError):
    """The day asked for lies more than two years after the one on which it is due now."""


class NobodyDecides(Exception):
    """Whoever holds the post that decides asked himself, or works in the handling office."""


class AlreadyDecided(Exception):
    """The request was granted or refused before."""


class NothingAsked(Exception):
    """No request of this cycle waits for a decision: none was made, or it was taken back."""


class AskedByOneself(Exception):
    """Who asks for more time does not grant it."""


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def waiting(self) -> ExtensionQuerySet:
        """Neither decided nor taken back; those of an earlier cycle have lapsed all the same."""
        return self.filter(WAITING)

    def granted(self) -> ExtensionQuerySet:
        return self.filter(is_granted=True)


WAITING = Q(decided_at=None, withdrawn_at=None)


class Extension(models.Model):
    """A request for `n` more units of the resolution of one cycle, and what was decided of it.

    `on_behalf_of`: for whom a liaison asked. `decider`: by whose post, as the pack said when it was
    asked. A request that nobody decided before the matter was resolved has lapsed with its cycle.
    """

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="extensions")
    cycle = models.IntegerField(default=1)
    n = models.IntegerField()
    unit = models.CharField(max_length=15)
    reason = models.TextField()
    decider = models.CharField(max_length=15)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_granted = models.BooleanField(null=True)
    note = models.TextField(blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "cycle"], condition=WAITING, name="one_waiting_extension"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None)
                | Q(decided_at=None, withdrawn_at__gte=F("asked_at")),
                name="extension_withdrawn_or_decided",
            ),
            models.CheckConstraint(condition=Q(n__gte=1), name="extension_has_length"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_granted__isnull=False),
                name="extension_decided_or_not",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="extension_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_granted=None) | Q(is_granted=True) | ~Q(note=""),
                name="extension_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_at__gte=F("asked_at")),
                name="extension_decided_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.unit} more for {self.matter_id}"

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None and self.withdrawn_at is None

    @property
    def more(self) -> Limit:
        return Limit(self.n, Unit(self.unit))

    # -- asking --------------------------------------------------------------------------------

    @classmethod
    def ask(cls, act: Act, matter: Matter, more: int | date, reason: str) -> Extension:
        """For `more` units of the limit, or until the day that `more` is (延期申请). Raises
        NobodyDecides, when nobody but the side that asks could."""
        matter.refuse_if_over()
        rule, deadline = asked_of(act, matter)
        limit = Limit(units_of(act, deadline, more), deadline.limit.unit)
        refuse_asking(act, rule, deadline, limit)
        told = deciders(matter, rule.granted_by, act.today, act.by.side)
        if not told:
            raise NobodyDecides(f"no {rule.granted_by} over {matter} but of the side that asks")
        extension = cls(
            matter=matter,
            cycle=matter.cycle,
            n=limit.n,
            unit=limit.unit.value,
            reason=reason,
            decider=rule.granted_by.value,
            asked_at=act.at,
            asked_by=act.by,
            on_behalf_of=act.on_behalf_of,
        )
        with act.page() as page:
            line = matter.held(page.line("extension asked", matter, note=reason))
            line.add(extension)
            for officer in told:
                line.notify("extension_asked", lambda: f"extension_asked:{extension.pk}", officer)
        return extension

    def withdraw(self, act: Act) -> None:
        """Taken back before anybody decided; it may be asked for again, if there is time."""
        self.refuse_unless_waiting()
        with act.page() as page:
            line = self.matter.held(page.line("extension withdrawn", self.matter))
            line.hold(self, "decided_at")
            line.change(self, withdrawn_at=act.at)

    def is_asked_by_side_of(self, user: User) -> bool:
        """Whether he asked, or his leader or liaison, or the one for whom a liaison asked: as they
        stood to each other on the day of asking."""
        asked_by = self.asked_by.on(day_of(self.asked_at), self.on_behalf_of)
        return not user.side.isdisjoint(asked_by.side)

    # -- deciding ------------------------------------------------------------------------------

    def grant(self, act: Act, note: str = "") -> None:
        """The limit grows; rungs that were passed stay passed, and the days used stay used."""
        self.refuse_deciding(act)
        rule, deadline = asked_of(act, self.matter)
        # asked for while an earlier one was being granted, it was within bounds only then
        others = self.matter.extensions.granted().exclude(pk=self.pk)
        refuse_beyond(rule, others.count(), self.more)
        with act.page() as page:
            line = page.line("extension granted", self.matter, note=note)
            self.decide(act, line, is_granted=True)
            deadline.extend(line, act.rulebook, self.n, self.matter.pauses())
            if self.matter.suspension is None:
                deadline.set_forth(line, act.rulebook, self.matter.pauses())
            line.change(self.matter, due_at=deadline.due_at)
            self.tell("extension_granted", line)

    def refuse(self, act: Act, reason: str) -> None:
        """Nothing changes but that it may be asked for again, if there is time."""
        self.refuse_deciding(act)
        with act.page() as page:
            line = page.line("extension refused", self.matter, note=reason)
            self.decide(act, line, is_granted=False)
            self.tell("extension_refused", line)

    def decide(self, act: Act, line: Line, *, is_granted: bool) -> None:
        self.matter.held(line)
        line.hold(self, "withdrawn_at")
        line.change(
            self,
            decided_at=act.at,
            decided_by_id=act.by.pk,
            is_granted=is_granted,
            note=line.note,
        )

    def tell(self, kind: str, line: Line) -> None:
        """Whoever handles it, and whoever asked, if he works elsewhere."""
        if self.matter.organisation:
            line.notify(kind, f"{kind}:{self.pk}", self.matter.organisation)
        elif self.asked_by.officer:
            line.notify(kind, f"{kind}:{self.pk}", self.asked_by.officer)

    def refuse_deciding(self, act: Act) -> None:
        self.refuse_unless_waiting()
        if self.is_asked_by_side_of(act.by):
            raise AskedByOneself(f"asked by {self.asked_by}")

    def refuse_unless_waiting(self) -> None:
        self.matter.refuse_if_over()
        if self.decided_at is not None:
            raise AlreadyDecided(f"decided on {self.decided_at:%Y-%m-%d}")
        if self.cycle != self.matter.cycle:
            raise NothingAsked(f"asked in cycle {self.cycle}, now in {self.matter.cycle}")
        if self.withdrawn_at is not None:
            raise NothingAsked(f"taken back on {self.withdrawn_at:%Y-%m-%d}")


def asked_of(act: Act, matter: Matter) -> tuple[Rule, Deadline]:
    """The pack's rule, and the clock that would be given more time."""
    rule = edition_of(matter, act.rulebook).pack.kinds[matter.kind].extension
    running = matter.running(Stage.RESOLUTION)
    if rule is None or not running or running[0].own_limit is not None:
        raise NoExtension(
            f"no extension of a {matter.kind}: expected a rule, a running clock, no decided day"
        )
    running[0].matter = matter
    return rule, running[0]


def due_now(act: Act, deadline: Deadline) -> datetime:
    """When it would be due if a clock that stands still went on now."""
    pauses = deadline.matter.pauses(act.at)
    return deadline.clock(act.rulebook).due(deadline.start_at, deadline.limit, pauses).at


def units_of(act: Act, deadline: Deadline, more: int | date) -> int:
    """How many units lie between the day on which it is due and the one that is asked for."""
    if isinstance(more, int):
        return more
    if more > furthest(deadline.due_at):
        raise TooFarAhead(f"asked until {more}; it is due on {deadline.due_at:%Y-%m-%d}")
    clock, unit = deadline.clock(act.rulebook), deadline.limit.unit
    n = clock.used(due_now(act, deadline), clock.closes(more), unit)
    if n < 1:
        raise NotLater(f"asked until {more:%Y-%m-%d}: expected a day after it is due")
    return n


def furthest(due_at: datetime) -> date:
    """The last day until which more time may be asked for."""
    return day_of(due_at) + FURTHEST


def refuse_asking(act: Act, rule: Rule, deadline: Deadline, more: Limit) -> None:
    matter = deadline.matter
    if matter.extensions.waiting().filter(cycle=matter.cycle).exists():
        raise AlreadyAsked(f"a request for {matter} waits")
    refuse_beyond(rule, matter.extensions.granted().count(), more)
    if not rule.is_in_time(deadline.clock(act.rulebook), due_now(act, deadline), act.at):
        raise AskedTooLate(f"due at {deadline.due_at:%Y-%m-%d %H:%M}, asked too late before it")


def refuse_beyond(rule: Rule, granted: int, more: Limit) -> None:
    """More often, or more at a time, than the pack grants; `granted`: how many others were."""
    if rule.is_used_up(granted):
        raise ExtensionsUsedUp(f"{granted} extensions were granted, of at most {rule.times}")
    if rule.is_too_long(more):
        raise ExtensionTooLong(f"asked for {more.n} {more.unit}, expected at most {rule.at_most}")


def deciders(matter: Matter, decider: Decider, day: date, askers: set[int]) -> list[Officer]:
    """Who holds that post in the nearest organisation at or above the one that handles the matter,
    and neither works in that one himself nor is on the side of those who ask (keys of officers)."""
    liaisons = Liaison.objects.on(day).filter(leader__in=askers)
    biased = Q(officer__in=askers) | Q(officer__in=liaisons.values("officer"))
    if matter.organisation:
        held_there = Post.objects.on(day).filter(organisation=matter.organisation)
        at_work = held_there.exclude(role__in=Post.NOT_OF_THE_OFFICE)
        biased |= Q(officer__in=at_work.values("officer"))
    posts = Post.objects.on(day).filter(
        role=decider.value, organisation__path__in=ancestors(matter.org_path)
    )
    held = list(posts.exclude(biased).select_related("officer", "organisation").order_by("id"))
    nearest = max((post.organisation.path for post in held), key=len, default="")
    found = {p.officer_id: p.officer for p in held if p.organisation.path == nearest}
    return list(found.values())
