"""What comes back on a slip: acknowledged, replied to, the reply refused; or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from baolian.records.journal.acts import Act
from baolian.records.journal.races import persistent
from baolian.records.matters.models import Deadline
from baolian.routines.supervision.models.facts import AlreadyRefused, ReasonMissing

if TYPE_CHECKING:
    from baolian.routines.supervision.models.slips import Slip


class Acknowledgement(models.Model):
    """The addressed organisation signed for the slip (回执)."""

    slip = models.OneToOneField("supervision.Slip", models.PROTECT, related_name="acknowledgement")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"acknowledgement of {self.slip_id}"


class Reply(models.Model):
    """The addressed organisation's answer; a refused one is followed by another."""

    slip = models.ForeignKey("supervision.Slip", models.PROTECT, related_name="replies")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="reply")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"reply to {self.slip_id}"

    @property
    def is_late(self) -> bool:
        return self.at > self.deadline.due_at

    @persistent
    def refuse(self, act: Act, reason: str) -> ReplyRefusal:
        """The answer will not do. The rung that waits for a missed reply to this slip is drafted at
        once; where the ladder has none left, another reply is asked for under the same limit.

        Raises AlreadyRefused, AlreadyWithdrawn, ReasonMissing.
        """
        self.refuse_unless_refusable(reason)
        refusal = ReplyRefusal(reply=self, reason=reason, at=act.at, by=act.by)
        with act.page() as page:
            line = page.line("reply refused", self.slip, note=reason)
            line.add(refusal)
            if not self.slip.escalate(act):
                refusal.reply_deadline = self.slip.ask_reply(act, line)
                line.change(self.slip, settled_at=None)
            line.notify("slip_reply_refused", f"reply_refused:{self.pk}", self.slip.organisation)
        return refusal

    def refuse_unless_refusable(self, reason: str) -> None:
        if not reason.strip():
            raise ReasonMissing("a refusal says what is lacking")
        if ReplyRefusal.objects.filter(reply=self).exists():
            raise AlreadyRefused(f"{self} was refused before")
        self.slip.look_again()
        self.slip.refuse_if_withdrawn()


class ReplyRefusal(models.Model):
    """Why a reply was not accepted; `reply_deadline` when another was asked for."""

    reply = models.OneToOneField(Reply, models.PROTECT, related_name="refusal")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    reply_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, related_name="asked_again_by"
    )

    def __str__(self) -> str:
        return f"refusal of {self.reply_id}"


class Withdrawal(models.Model):
    """A slip is withdrawn, never edited: before it was signed, or after."""

    slip = models.OneToOneField("supervision.Slip", models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"withdrawal of {self.slip_id}"


def latest_demand(slip: Slip) -> Deadline | None:
    """The reply deadline the slip asked for last, met or not."""
    asked = models.Q(asked_by__slip=slip) | models.Q(asked_again_by__reply__slip=slip)
    return Deadline.objects.filter(asked).select_related("calendar").order_by("-cycle").first()
