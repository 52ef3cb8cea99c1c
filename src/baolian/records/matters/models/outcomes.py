"""How a matter ends: resolved with an outcome, confirmed, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.people.models import Officer
from baolian.rules.packs import Stage


class AlreadyConfirmed(Exception):
    """The enterprise has given its word on this resolution."""


class HandledAgain(Exception):
    """The matter was reopened since: there is a later resolution to ask about, or will be."""


@dataclass(frozen=True)
class Saying:
    """What the enterprise said of a resolution; `by` is its contact person when known."""

    is_solved: bool
    rating: str
    channel: str
    by: Officer | None = None
    note: str = ""


class FirstContact(models.Model):
    """The first word with the enterprise about the matter."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, related_name="first_contact")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"first contact on {self.matter_id}"


class Resolution(models.Model):
    """The handling side says how it ended. A claim came from an imported ledger.

    `claimed_on` and `claimed_rating` are the ledger's own words, kept beside the server's time.
    """

    class Outcome(models.TextChoices):
        SOLVED = "solved", "已解决"
        PARTLY_SOLVED = "partly_solved", "部分解决"
        EXPLAINED = "explained", "已解释说明"
        IMPOSSIBLE = "impossible_for_now", "暂不具备条件"

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="resolutions")
    cycle = models.IntegerField(default=1)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    explanation = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_claim = models.BooleanField(default=False)
    claimed_on = models.DateField(null=True)
    claimed_rating = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "cycle"], name="resolution_once_a_cycle"),
            # what was not solved owes the enterprise a written explanation
            models.CheckConstraint(
                condition=Q(outcome="solved") | Q(is_claim=True) | ~Q(explanation=""),
                name="unsolved_needs_explanation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.matter_id}"

    @property
    def is_confirmed(self) -> bool:
        """The enterprise said that it is solved: the only thing the honest rate counts."""
        said: Confirmation | None = getattr(self, "confirmation", None)
        return said is not None and said.is_solved

    @property
    def is_explained(self) -> bool:
        """Not solved, and told so to the enterprise in writing."""
        return self.outcome != self.Outcome.SOLVED and bool(self.explanation.strip())

    def stops(self, act: Act, deadline: Deadline) -> datetime:
        """When it stops this clock: now; a ledger's own at the day the ledger names, if past."""
        if not (deadline.claimed and self.claimed_on):
            return act.at
        closing = deadline.clock(act.rulebook).closes(self.claimed_on)
        # a ledger's day may be today, before the office has opened
        return max(min(act.at, closing), deadline.start_at)

    def confirm(self, act: Act, said: Saying) -> Confirmation:
        """Take down the enterprise's word on the resolution (确认 / 回访). Raises AlreadyConfirmed,
        HandledAgain."""
        if self.matter.cycle != self.cycle:
            raise HandledAgain(f"{self.matter} is in its cycle {self.matter.cycle}")
        earlier: Confirmation | None = getattr(self, "confirmation", None)
        if earlier is not None:
            raise AlreadyConfirmed(f"confirmed on {earlier.at:%Y-%m-%d}")
        confirmation = Confirmation(
            resolution=self,
            is_solved=said.is_solved,
            rating=said.rating,
            channel=said.channel,
            said_by=said.by,
            note=said.note,
            at=act.at,
            by=act.by,
        )
        with act.page() as page:
            line = self.matter.held(page.line("confirmed", self.matter))
            line.add(confirmation)
            for deadline in self.matter.running(Stage.CALL_BACK):
                if deadline.cycle == self.cycle:
                    deadline.meet(line, act.at)
                    deadline.silence_replies(line)
        return confirmation


class Confirmation(models.Model):
    """The enterprise's word on a resolution, and who took it down.

    Ratings are the five of 国办发〔2019〕51号. `is_solved` is the enterprise's answer to the
    only question the honest rate asks.
    """

    class Rating(models.TextChoices):
        VERY_SATISFIED = "very_satisfied", "非常满意"
        SATISFIED = "satisfied", "满意"
        FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
        DISSATISFIED = "dissatisfied", "不满意"
        VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"

    class Channel(models.TextChoices):
        TELEPHONE = "telephone", "电话"
        VISIT = "visit", "上门"
        PAPER = "paper", "书面"

    resolution = models.OneToOneField(Resolution, models.PROTECT, related_name="confirmation")
    is_solved = models.BooleanField()
    rating = models.CharField(max_length=20, choices=Rating.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    said_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.rating} on {self.resolution_id}"


class Closure(models.Model):
    """Struck off the list (销号); a matter reopened afterwards is closed again, a cycle on."""

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="closures")
    cycle = models.IntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "cycle"], name="closure_once_a_cycle")
        ]

    def __str__(self) -> str:
        return f"closure of {self.matter_id}"
