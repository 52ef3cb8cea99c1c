"""An organisation handles a matter: assigned, received or sent back as not its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.pages import Line
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.people.models import Officer, Organisation
from baolian.records.rulebook.models import edition_of
from baolian.rules.packs import Stage


class AlreadyAssigned(Exception):
    """Another organisation handles the matter; it must send it back first."""


class AlreadyReceived(Exception):
    """The organisation has signed for the matter, or sent it back."""


class ReturnWindowPassed(Exception):
    """A matter can be sent back only within the window the pack gives."""


class Handling(models.Model):
    """From assignment until resolution, return or transfer. Several may handle: lead, assist."""

    class Role(models.TextChoices):
        LEAD = "lead", "主办"
        ASSIST = "assist", "协办"

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="handlings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="handlings")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.LEAD)
    cycle = models.IntegerField(default=1)
    assigned_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="handlings")
    returned_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(role="lead", returned_at=None),
                name="one_lead_at_a_time",
            ),
            models.UniqueConstraint(fields=["matter", "role", "cycle"], name="handling_cycle_once"),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(returned_at=None), name="received_or_returned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} handles {self.matter_id}"

    @property
    def is_waiting(self) -> bool:
        return self.received_at is None and self.returned_at is None

    @property
    def is_claim(self) -> bool:
        """A ledger says that it was handed over and received; when and by whom, it does not. Who
        signs for it here is named."""
        return self.received_at is not None and self.officer_id is None

    @property
    def receipt(self) -> Deadline | None:
        """The clock of the lead that stands: the latest, for a reopened matter may have several."""
        found = self.matter.deadlines.of_stage(Stage.RECEIPT)
        return found.order_by("-cycle").first()

    def receive(self, act: Act, officer: Officer) -> None:
        """Sign for the matter (签收): `officer` answers now, no longer the first receiver."""
        self.refuse_unless_waiting()
        with act.page() as page:
            line = self.held(page.line("received", self.matter))
            line.change(self, received_at=act.at, officer_id=officer.pk)
            line.change(self.matter, owner_id=officer.pk)
            self.stop_receipt(line, act)

    def give_back(self, act: Act, reason: str) -> None:
        """Send the matter back to whoever assigned it (退回), with a reason, inside the window."""
        self.refuse_unless_waiting()
        self.refuse_after_window(act)
        matter = self.matter
        with act.page() as page:
            line = self.held(page.line("returned", matter, note=reason))
            line.change(self, returned_at=act.at, reason=reason)
            line.change(matter, organisation_id=None, org_path=matter.subject.place_path)
            line.change(matter, owner_id=matter.first_receiver_id)
            self.stop_receipt(line, act)
            if matter.first_receiver:
                line.notify("returned", f"returned:{self.pk}", matter.first_receiver)

    def stop_receipt(self, line: Line, act: Act) -> None:
        """Unless a resolution stopped it before: then it keeps its moment."""
        receipt = self.receipt
        if receipt is not None and receipt.met_at is None:
            receipt.meet(line, act.at)
            receipt.silence_replies(line)

    def held(self, line: Line) -> Line:
        """Still waiting, of a matter that is still being handled, when the line is written."""
        line.hold(self, "received_at", "returned_at")
        return self.matter.held(line)

    def refuse_unless_waiting(self) -> None:
        self.matter.refuse_if_over()
        if not self.is_waiting:
            raise AlreadyReceived(f"{self.organisation} has answered this assignment")

    def refuse_after_window(self, act: Act) -> None:
        pack = edition_of(self.matter, act.rulebook).pack
        window = pack.kinds[self.matter.kind].return_window
        if window is None:
            return
        clock = act.rulebook.clock(edition_of(self.matter, act.rulebook))
        closes = clock.due(self.assigned_at, window).at
        if act.at > closes:
            raise ReturnWindowPassed(
                f"the window to send it back closed at {closes:%Y-%m-%d %H:%M}"
            )
