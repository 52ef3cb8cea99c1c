"""A matter: anything that somebody must finish by a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.pages import Line, Page
from baolian.records.journal.rows import row_with
from baolian.records.lookup.found import Found
from baolian.records.matters.models.assigning import Assignment, assign_all
from baolian.records.matters.models.claimed import Reckoned, begin_claimed
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.matters.models.handlings import Handling
from baolian.records.matters.models.indexes import INDEXES
from baolian.records.matters.models.openings import Opening, limit_until
from baolian.records.matters.models.outcomes import Closure, FirstContact, Resolution
from baolian.records.matters.models.querysets import MARKED_BY, MatterQuerySet, marks_of
from baolian.records.matters.models.reopenings import Reopening, ask_receipt, go_on
from baolian.records.matters.models.settling import Claim, settle_all
from baolian.records.matters.models.suspensions import AlreadySuspended, NotSuspended, Suspension
from baolian.records.people.models import Officer, Organisation
from baolian.records.people.paths import PathField
from baolian.records.rulebook.models import Edition
from baolian.records.subjects.models import Subject
from baolian.rules.clock import Pause
from baolian.rules.packs import Stage, Step


class AlreadyClosed(Exception):
    """The matter is struck off; reopen it first."""


class AlreadyResolved(Exception):
    """The matter has been resolved in this cycle; reopen it first."""


class AlreadyContacted(Exception):
    """The first word with the enterprise has been spoken; later ones are visits."""


class NotResolved(Exception):
    """There is no resolution to confirm or to close on."""


class NotConfirmed(Exception):
    """Only the enterprise's confirmation, or a written explanation, strikes a matter off."""


class NothingToReopen(Exception):
    """The matter is being handled: there is nothing to reopen."""


class Matter(models.Model):
    """One line for every kind: registered, assigned, received, resolved, confirmed, closed.

    State is in rows (handlings, suspensions, resolutions...). The moments here are copies that
    verbs keep, so that lists are one index read: `due_at` is the running resolution deadline's,
    `org_path` the handling organisation's (else the subject's place), `place_path` the subject's.
    """

    class Source(models.TextChoices):
        VISIT = "visit", "走访"
        PORTAL = "portal", "企业端"
        TELEPHONE = "telephone", "电话"
        HOTLINE = "hotline", "12345热线"
        INSTRUCTION = "instruction", "领导批示"
        MEETING = "meeting", "会议"
        COUNTER = "counter", "窗口"
        IMPORT = "import", "台账导入"

    FOUND: ClassVar = Found(
        "m", "summary", closing="closed_at", marks=marks_of, depends=MARKED_BY, related=("subject",)
    )
    # a copy that says nothing its subject does not say; `verify` compares the two
    OUTSIDE: ClassVar = frozenset({"place_path"})

    kind = models.CharField(max_length=40)
    category = models.CharField(max_length=40, blank=True)
    summary = models.CharField(max_length=500)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="matters")
    source = models.CharField(max_length=20, choices=Source.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="matters", db_index=False
    )
    org_path = PathField()
    place_path = PathField(default="")
    owner = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="matters", db_index=False
    )
    first_receiver = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    claimed_on = models.DateField(null=True)
    cycle = models.IntegerField(default=1)
    due_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        indexes = INDEXES

    def __str__(self) -> str:
        return f"#{self.pk} {self.summary}"

    # -- opening -------------------------------------------------------------------------------

    @classmethod
    def open(cls, act: Act, opening: Opening) -> Matter:
        return cls.open_all(act, [opening])[0]

    @classmethod
    def open_all(cls, act: Act, openings: Iterable[Opening]) -> list[Matter]:
        """Open matters with the deadlines their editions give them. Raises DayNotAhead."""
        with act.page() as page:
            return cls.open_on(page, openings)

    @classmethod
    def open_on(cls, page: Page, openings: Iterable[Opening]) -> list[Matter]:
        """The same on the page of a verb that does more: a visit that raises difficulties."""
        made, reckoned = [], Reckoned()
        for opening in openings:
            matter = cls.registered(page.act, opening)
            line = page.line("opened", matter)
            line.add(matter)
            matter.begin_clocks(page.act, line, opening, reckoned)
            made.append(matter)
        return made

    @classmethod
    def registered(cls, act: Act, opening: Opening) -> Matter:
        handler, subject = opening.organisation, opening.subject
        path = handler.path if handler else subject.place_path
        return row_with(
            cls,
            kind=opening.kind,
            category=opening.category,
            summary=opening.summary,
            subject=subject,
            source=opening.source,
            organisation=handler,
            org_path=path,
            place_path=subject.place_path,
            owner=opening.owner or opening.first_receiver,
            first_receiver=opening.first_receiver,
            parent=opening.parent,
            edition=act.rulebook.edition_for(path, act.today),
            registered_by=act.by,
            opened_at=act.at,
            claimed_on=opening.claimed_on,
        )

    def begin_clocks(self, act: Act, line: Line, opening: Opening, reckoned: Reckoned) -> None:
        if opening.claimed_on:
            begin_claimed(act, line, self, opening.claimed_on, reckoned)
            return
        limits = self.edition.pack.limits_for(self.kind, self.category)
        own = limit_until(opening.due_on, act.today) if opening.due_on else None
        if own:
            limits[Stage.RESOLUTION] = own
        for stage in (Stage.FIRST_CONTACT, Stage.PLAN, Stage.RESOLUTION):
            if stage in limits:
                columns = {"own_limit": own.n} if own and stage is Stage.RESOLUTION else {}
                started = Deadline.begin(
                    act.rulebook, self, stage, limits[stage], act.at, **columns
                )
                line.add(started)
                if stage is Stage.RESOLUTION:
                    self.due_at = started.due_at
        if self.organisation:
            handling = self.hand_to(act, line, self.organisation, cycle=1)
            # a ledger is no news to those it names, and it names hundreds at once
            if self.source != self.Source.IMPORT:
                self.tell_of(line, handling)

    # -- who handles it ------------------------------------------------------------------------

    @property
    def lead(self) -> Handling | None:
        """The lead handling that stands, if any."""
        return self.handlings.filter(role=Handling.Role.LEAD, returned_at=None).first()

    def assign(self, act: Act, organisation: Organisation) -> Handling:
        """Hand the matter to an organisation (交办): its receipt clock starts."""
        return self.assign_all(act, [Assignment(self, organisation)])[0]

    @classmethod
    def assign_all(cls, act: Act, assignments: Sequence[Assignment]) -> list[Handling]:
        return assign_all(act, assignments)

    def tell_of(self, line: Line, handling: Handling) -> None:
        # opened on this very page, the matter has no number yet
        line.notify(
            "assigned", lambda: f"assigned:{self.pk}:{handling.cycle}", handling.organisation
        )

    def hand_to(
        self, act: Act, line: Line, to: Organisation, cycle: int, receipts: int = 0
    ) -> Handling:
        """`receipts`: how many clocks of a receipt it has had."""
        handling = Handling(matter=self, organisation=to, cycle=cycle, assigned_at=act.at)
        line.add(handling)
        ask_receipt(act, line, self, receipts)
        return handling

    def contact(self, act: Act, note: str) -> FirstContact:
        """The first word with the enterprise (首次联系)."""
        self.refuse_if_over()
        spoken = FirstContact.objects.filter(matter=self).first()
        if spoken is not None:
            raise AlreadyContacted(f"first contact on {spoken.at:%Y-%m-%d}")
        contact = FirstContact(matter=self, at=act.at, by=act.by, note=note)
        with act.page() as page:
            line = self.held(page.line("contacted", self))
            line.add(contact)
            for deadline in self.running(Stage.FIRST_CONTACT):
                self.stop(act, line, deadline, act.at, self.pauses(act.at))
                deadline.silence_replies(line)
        return contact

    # -- the clock stands still ----------------------------------------------------------------

    def running(self, *stages: str) -> list[Deadline]:
        """Deadlines not met yet, of these stages (of all when none is given)."""
        found = self.deadlines.running().select_related("calendar", "origin")
        return list(found.filter(stage__in=stages) if stages else found)

    def pauses(self, until: datetime | None = None) -> tuple[Pause, ...]:
        """Those that are over; with `until`, the running one as far as that moment too."""
        every = ((s.since, s.until or until) for s in self.suspensions.order_by("since"))
        return tuple(Pause(since, end) for since, end in every if end)

    @property
    def suspension(self) -> Suspension | None:
        return self.suspensions.filter(until=None).first()

    def suspend(self, act: Act, reason: str) -> Suspension:
        """Stop every running clock of the matter but its receipts and replies, from now on."""
        self.refuse_if_over()
        if self.suspension:
            raise AlreadySuspended(f"suspended since {self.suspension.since:%Y-%m-%d}")
        with act.page() as page:
            line = self.held(page.line("suspended", self, note=reason))
            suspension = Suspension(matter=self, since=act.at, reason=reason, by=act.by)
            line.add(suspension)
            for deadline in self.pausable():
                line.change(deadline, fires_at=None)
        return suspension

    def resume(self, act: Act) -> None:
        suspension = self.suspension
        if suspension is None:
            raise NotSuspended(f"{self} is running")
        with act.page() as page:
            line = page.line("resumed", self)
            pauses = self.pauses(act.at)
            line.change(suspension, until=act.at)
            for deadline in self.pausable():
                deadline.rewind(line, act.rulebook, pauses)
                if deadline.stage == Stage.RESOLUTION:
                    line.change(self, due_at=deadline.due_at)

    def is_overdue(self, now: datetime) -> bool:
        """What the queryset's `overdue` says; lists that ask `noting_stops()` ask once for all."""
        due_at = self.due_at
        if self.resolved_at or self.closed_at or due_at is None or due_at >= now:
            return False
        if (stopped := getattr(self, "is_stopped", None)) is None:
            stopped = self.suspensions.filter(until=None, since__lt=due_at).exists()
        return not stopped

    def pausable(self) -> list[Deadline]:
        return [d for d in self.running() if d.is_pausable]

    def stop(
        self, act: Act, line: Line, deadline: Deadline, at: datetime, pauses: tuple[Pause, ...]
    ) -> None:
        """Stop a clock that may be standing still: the days it stood still are not late."""
        if pauses and deadline.is_pausable:
            deadline.recount(line, act.rulebook, pauses)
            if deadline.stage == Stage.RESOLUTION:
                line.change(self, due_at=deadline.due_at)
        deadline.meet(line, at)

    # -- how it ends ---------------------------------------------------------------------------

    @property
    def resolution(self) -> Resolution | None:
        """The resolution of the present cycle."""
        return self.resolutions.filter(cycle=self.cycle).first()

    def resolve(self, act: Act, outcome: str, explanation: str = "") -> Resolution:
        """The handling side says how it ended (办结). The enterprise's confirmation comes after."""
        said = Resolution(outcome=outcome, explanation=explanation, at=act.at, by=act.by)
        return settle_all(act, [(self, said)])[0]

    def claim(self, act: Act, claimed_on: date | None, rating: str = "") -> Resolution:
        """A ledger says it was resolved: a claim, and the clock stops at the day it names."""
        return self.claim_all(act, [Claim(self, claimed_on, rating)])[0]

    @classmethod
    def claim_all(cls, act: Act, claims: Sequence[Claim]) -> list[Resolution]:
        return settle_all(act, [(claim.matter, claim.resolution(act)) for claim in claims])

    @property
    def asks_enterprise(self) -> bool:
        """Whether the steps of its kind have the enterprise confirm what is said to be solved."""
        return Step.CONFIRMED in self.edition.pack.kinds[self.kind].steps

    def is_settled_by(self, resolution: Resolution) -> bool:
        if resolution.is_confirmed or resolution.is_explained:
            return True
        # an enterprise that was asked all the same, and denied it, has the last word
        return not self.asks_enterprise and not hasattr(resolution, "confirmation")

    def close(self, act: Act, note: str = "") -> Closure:
        """Strike it off (销号): confirmed by the enterprise as solved, or explained in writing.

        Who says "solved" cannot explain the enterprise's word away. A kind without the step of
        confirmation asks no enterprise.
        """
        self.refuse_if_closed()
        resolution = self.resolution
        if resolution is None:
            raise NotResolved(f"{self} has no resolution yet")
        if not self.is_settled_by(resolution):
            raise NotConfirmed("neither confirmed as solved nor explained in writing")
        closure = Closure(matter=self, cycle=self.cycle, at=act.at, by=act.by, note=note)
        with act.page() as page:
            line = self.held(page.line("closed", self))
            line.add(closure)
            line.change(self, closed_at=act.at)
            self.stop_call_back(act, line)
        return closure

    def reopen(self, act: Act, reason: str) -> Reopening:
        """Handle it again (二次办理). The days used stay used; the pack's minimum is left."""
        if self.resolved_at is None:
            raise NothingToReopen(f"{self} is being handled")
        before = self.deadlines.of_stage(Stage.RESOLUTION).order_by("-cycle").first()
        used = before.used(act.rulebook, act.at, self.pauses()) if before else 0
        cycle = self.cycle + 1
        with act.page() as page:
            line = self.held(page.line("reopened", self, note=reason))
            line.add(
                Reopening(matter=self, cycle=cycle, reason=reason, used=used, at=act.at, by=act.by)
            )
            line.change(self, cycle=cycle, resolved_at=None, closed_at=None)
            self.stop_call_back(act, line)
            if self.organisation:
                line.notify("reopened", f"reopened:{self.pk}:{cycle}", self.organisation)
            if before:
                before.matter = self
                line.change(self, due_at=go_on(act, line, before, used).due_at)
            if (lead := self.lead) and lead.is_waiting:
                ask_receipt(act, line, self, self.deadlines.of_stage(Stage.RECEIPT).count())
        return self.reopenings.get(cycle=cycle)

    def stop_call_back(self, act: Act, line: Line) -> None:
        """Struck off on a written explanation, or handled again: there is nothing to ask now."""
        for deadline in self.running(Stage.CALL_BACK):
            deadline.meet(line, act.at)
            deadline.silence_replies(line)

    def held(self, line: Line) -> Line:
        """Where it stood when it was read is what the verb decides on: nobody may have resolved,
        closed or reopened it since."""
        line.hold(self, "cycle", "resolved_at", "closed_at")
        return line

    def refuse_if_over(self) -> None:
        self.refuse_if_closed()
        if self.resolved_at is not None:
            raise AlreadyResolved(f"resolved on {self.resolved_at:%Y-%m-%d}")

    def refuse_if_closed(self) -> None:
        if self.closed_at is not None:
            raise AlreadyClosed(f"struck off on {self.closed_at:%Y-%m-%d}")
