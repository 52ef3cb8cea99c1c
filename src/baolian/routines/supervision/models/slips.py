"""A slip (督办单): drafted by the sweep, signed by a named person, answered; once issued, never
edited."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.journal.encoding import moment_text
from baolian.records.journal.pages import Line, Page
from baolian.records.journal.races import persistent
from baolian.records.matters.models import REPLY, Deadline, Matter
from baolian.records.people.models import Organisation, User
from baolian.records.people.paths import PathField
from baolian.records.rulebook.models import Calendar, Edition
from baolian.routines.supervision.models.addressees import Addressees
from baolian.routines.supervision.models.answers import (
    Acknowledgement,
    Reply,
    Withdrawal,
    latest_demand,
)
from baolian.routines.supervision.models.drafting import Desk, Draft, Heading
from baolian.routines.supervision.models.facts import (
    AlreadyAcknowledged,
    AlreadyDrafted,
    AlreadyMet,
    AlreadySigned,
    AlreadyWithdrawn,
    Case,
    ClockStandsStill,
    DraftOutdated,
    NeedsNoSignature,
    NoReplyOwed,
    NoSuchRung,
    NotIssued,
    ReasonMissing,
    StillOnTrial,
    cases,
    draft_key,
    slip_key,
)
from baolian.routines.supervision.models.issues import Counter, Issue
from baolian.routines.supervision.models.querysets import DRAFT, OWED, SlipQuerySet
from baolian.routines.supervision.models.redrafts import draw_anew
from baolian.routines.supervision.models.trials import Trial
from baolian.rules import ladder
from baolian.rules.ladder import ByHand, ReplyMissed
from baolian.rules.packs import PackRung

# what verbs on a slip change of it
LOOKED_AT = (
    "issued_at", "settled_at", "facts", "organisation", "org_path", "office", "office_path",
)  # fmt: skip


class Slip(models.Model):
    """One rung of one deadline's ladder, once. What it says is frozen in `facts` from the moment
    it is issued; a draft that was overtaken is drawn anew.

    `organisation` answers for it, `office` signs it. Two moments are copies that verbs keep for the
    lists: `issued_at` (signed, or a reminder that went out by itself) and `settled_at`, from which
    on nobody is waited for. `signed`: the rung needs a signature; only reminders need none.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="slips")
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, related_name="slips", db_index=False
    )  # the constraint's index begins with it
    rung = models.CharField(max_length=40)
    position = models.SmallIntegerField()
    colour = models.CharField(max_length=10)
    signed = models.BooleanField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="slips", db_index=False
    )
    org_path = PathField()
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    office_path = PathField()
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    facts = models.TextField()
    reason = models.TextField(blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "rung"], name="slip_once"),
            models.CheckConstraint(
                condition=Q(started_by=None) | ~Q(reason=""), name="by_hand_needs_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["office_path", "id"], condition=DRAFT, name="slip_to_sign"),
            models.Index(fields=["organisation", "id"], condition=OWED, name="slip_to_answer"),
            models.Index(fields=["org_path", "-id"], name="slip_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.rung} slip on {self.matter_id}"

    @property
    def told(self) -> dict[str, Any]:
        """The frozen facts; keys as in `Heading.shared` and `facts.OWN`."""
        told: dict[str, Any] = json.loads(self.facts)
        return told

    @property
    def pack_rung(self) -> PackRung:
        """The rung in the words of the edition it was drafted under."""
        return self.edition.pack.rung(self.rung)

    @property
    def reply_deadline(self) -> Deadline | None:
        """The reply it asked for last, met or not; None when it asks for none or is a draft."""
        return latest_demand(self)

    # -- drafting ------------------------------------------------------------------------------

    @classmethod
    def draft_all(cls, act: Act, drafts: Sequence[Draft], desk: Desk | None = None) -> list[Slip]:
        """Draft slips; reminders go out at once unless their office is on trial.

        Claims each deadline by compare-and-set: raises Overtaken, or IntegrityError for a twin.
        """
        desk = desk or Desk(act, {draft.deadline.matter_id for draft in drafts})
        with act.page() as page:
            return [cls.draft(page, desk, draft) for draft in drafts]

    @classmethod
    def draft(cls, page: Page, desk: Desk, draft: Draft) -> Slip:
        deadline, act = draft.deadline, desk.act
        case = desk.cases[deadline.matter_id]
        heading = desk.heading(case, deadline.stage, draft.position)
        slip = heading.row(cls, draft, case, act.by.pk)
        line = page.line("slip drafted", slip, note=draft.reason)
        line.add(slip)
        reached = max(deadline.rung, draft.position)
        line.change(deadline, rung=reached, fires_at=draft.fires_at)
        for reply in draft.missed:
            line.change(reply, fires_at=None)
        cls.tell_draft(line, desk, heading, case, slip)
        return slip

    @classmethod
    def tell_draft(cls, line: Line, desk: Desk, heading: Heading, case: Case, slip: Slip) -> None:
        """A reminder to whom it is for, in a trial to nobody; a draft to its office, always."""
        if heading.goes_out:
            to, rung = heading.addressed, heading.rung
            key = slip_key(slip.deadline_id, slip.rung)
            desk.addressees.hear(line, "reminder", key, case, to, rung)
        elif heading.rung.signed:
            key = draft_key(slip.deadline_id, slip.rung)
            line.notify("slip_drafted", key, heading.office)

    @persistent
    def redraft(self, act: Act) -> None:
        """Draw a draft anew with the facts as they stand: the same rung, which is thus not lost.

        Raises AlreadySigned, NeedsNoSignature, AlreadyWithdrawn, AlreadyMet, ClockStandsStill,
        NotYetReached.
        """
        with act.page() as page:
            self.refuse_unless_draft()
            draw_anew(act, self.held(page.line("slip redrafted", self)), self)

    @classmethod
    @persistent
    def start_by_hand(cls, act: Act, deadline: Deadline, rung_code: str, reason: str) -> Slip:
        """A supervisor starts at any rung, with a reason; the clock goes on from there.

        Raises ReasonMissing, AlreadyMet, NoSuchRung, AlreadyDrafted.
        """
        if not reason.strip():
            raise ReasonMissing("a slip started by hand says why")
        origin = Deadline.objects.select_related("matter", "calendar").get(pk=deadline.pk)
        rungs = origin.rungs(act.rulebook)
        position = next((n for n, rung in enumerate(rungs) if rung.code == rung_code), None)
        if position is None or origin.stage == REPLY:
            raise NoSuchRung(f"{rung_code} is no rung of a deadline for {origin.stage}")
        if origin.met_at:
            raise AlreadyMet(f"done on {origin.met_at:%Y-%m-%d}")
        if cls.objects.filter(deadline=origin, rung=rung_code).exists():
            raise AlreadyDrafted(f"this deadline has had its {rung_code} slip")
        return cls.draft_all(act, [Draft.at(act, origin, position, ByHand(), reason)])[0]

    def escalate(self, act: Act) -> Slip | None:
        """Draft the rung that a missed reply to this slip leads to; None when none is left."""
        origin = Deadline.objects.select_related("matter", "calendar").get(pk=self.deadline_id)
        rungs = origin.rungs(act.rulebook)
        position = ladder.reply_missed_position(rungs, self.rung, self.position)
        if position is None or origin.met_at:
            return None
        if origin.slips.filter(rung=rungs[position].code).exists():
            return None
        draft = Draft.at(act, origin, position, ReplyMissed(self.rung))
        return Slip.draft_all(act, [draft])[0]

    # -- signing -------------------------------------------------------------------------------

    @persistent
    def sign(self, act: Act) -> Issue:
        """Sign and send it (签发): it gets the next number of its office's counter.

        Raises AlreadySigned, NeedsNoSignature, AlreadyWithdrawn, AlreadyMet, ClockStandsStill,
        DraftOutdated, StillOnTrial.
        """
        with act.page() as page:
            self.refuse_unless_signable(act)
            line = self.held(page.line("slip issued", self))
            issue = self.issued(act, line)
            line.add(issue)
            if self.pack_rung.reply:
                issue.reply_deadline = self.ask_reply(act, line)
            line.change(self, issued_at=act.at, settled_at=None if issue.reply_deadline else act.at)
            self.tell(act, line, "slip_issued", number=issue.number)
        return issue

    def issued(self, act: Act, line: Line) -> Issue:
        # the number carries the mark of the office that signs, whatever edition the matter has
        numbering = act.rulebook.edition_for(self.office_path, act.today).pack.numbering
        year = act.today.year
        n = Counter.advance(line, self.office, year)
        number = numbering.number(year, n)
        return Issue(
            slip=self,
            organisation=self.office,
            year=year,
            n=n,
            number=number,
            at=act.at,
            by=act.by,
        )

    def ask_reply(self, act: Act, line: Line) -> Deadline | None:
        """Start the clock of the reply, under the limit of the slip's rung."""
        limit = self.pack_rung.reply
        if limit is None:
            return None
        # a reply about what is done leads nowhere, so nobody may have done it in between
        origin = Deadline.objects.select_related("matter").get(pk=self.deadline_id)
        line.hold(origin, "met_at")
        owed = Deadline.begin(
            act.rulebook,
            self.matter,
            REPLY,
            limit,
            act.at,
            cycle=self.matter.deadlines.of_stage(REPLY).count() + 1,
            origin=origin,
            rung=self.position,
        )
        return line.add(owed)

    def tell(self, act: Act, line: Line, kind: str, **facts: str) -> None:
        """A notice to everybody who hears of this slip."""
        case = cases([self.matter_id])[self.matter_id]
        key, rung = f"{kind}:{self.pk}", self.pack_rung
        hearers = Addressees([case], act.today)
        hearers.hear(line, kind, key, case, self.organisation, rung, **facts)

    # -- what comes back -----------------------------------------------------------------------

    @persistent
    def acknowledge(self, act: Act) -> Acknowledgement:
        """The addressed organisation signs for it (回执). Raises NotIssued, AlreadyAcknowledged,
        AlreadyWithdrawn."""
        self.refuse_unless_standing()
        if Acknowledgement.objects.filter(slip=self).exists():
            raise AlreadyAcknowledged(f"{self.organisation} has signed for it")
        acknowledgement = Acknowledgement(slip=self, at=act.at, by=act.by)
        with act.page() as page:
            page.line("slip acknowledged", self).add(acknowledgement)
        return acknowledgement

    @persistent
    def reply(self, act: Act, text: str) -> Reply:
        """Answer it. Late answers are taken too. Raises NotIssued, NoReplyOwed, AlreadyWithdrawn,
        ReasonMissing."""
        if not text.strip():
            raise ReasonMissing("a reply says what was done")
        self.refuse_unless_standing()
        owed = self.reply_deadline
        if owed is None or owed.met_at:
            raise NoReplyOwed("no reply is asked for" if owed is None else "it has been answered")
        reply = Reply(slip=self, deadline=owed, text=text, at=act.at, by=act.by)
        with act.page() as page:
            line = page.line("slip replied to", self)
            line.add(reply)
            owed.meet(line, act.at)
            line.change(self, settled_at=act.at)
            line.notify("slip_replied", f"replied:{owed.pk}", self.office)
        return reply

    @persistent
    def withdraw(self, act: Act, reason: str) -> Withdrawal:
        """Take it back, draft or issued. Its rung stays used. Raises AlreadyWithdrawn,
        ReasonMissing."""
        if not reason.strip():
            raise ReasonMissing("a withdrawal says why")
        self.look_again()
        self.refuse_if_withdrawn()
        withdrawal = Withdrawal(slip=self, reason=reason, at=act.at, by=act.by)
        with act.page() as page:
            line = page.line("slip withdrawn", self, note=reason)
            line.add(withdrawal)
            line.change(self, settled_at=act.at)
            owed = self.reply_deadline
            if owed and owed.met_at is None:
                owed.meet(line, act.at)
            if self.issued_at:
                self.tell(act, line, "slip_withdrawn")
        return withdrawal

    # -- who may -------------------------------------------------------------------------------

    def can_sign(self, user: User) -> bool:
        """Sign it, withdraw it, refuse a reply to it: for the office, in his own person."""
        return user.can_sign_slips(self.office_path)

    def can_answer(self, user: User) -> bool:
        """Belongs to the organisation that the slip is addressed to."""
        return user.can_answer_for(self.org_path)

    # -- refusals ------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Another may have signed, settled or redrafted it since it was read."""
        self.refresh_from_db(fields=LOOKED_AT)

    @property
    def is_outdated(self) -> bool:
        """Whether a draft says another due moment, or addresses another, than would be now."""
        matter = self.matter
        addressed = matter.organisation_id or matter.subject.place_id
        due_at = moment_text(self.deadline.due_at)
        return self.organisation_id != addressed or self.told["due_at"] != due_at

    @property
    def stands_still(self) -> bool:
        return self.deadline.is_pausable and self.matter.suspension is not None

    def held(self, line: Line) -> Line:
        """What a draft is compared with is still so when the line is written."""
        line.hold(self, "facts", "issued_at", "settled_at")
        line.hold(self.deadline, "due_at", "met_at")
        line.hold(self.matter, "organisation_id")
        return line

    def refuse_unless_draft(self) -> None:
        self.look_again()
        self.refuse_if_withdrawn()
        if not self.signed:
            raise NeedsNoSignature("reminders go out by themselves")
        if self.issued_at:
            raise AlreadySigned(f"signed on {self.issued_at:%Y-%m-%d}")
        origin = Deadline.objects.select_related("matter__subject", "calendar")
        self.deadline = origin.get(pk=self.deadline_id)
        self.matter = self.deadline.matter
        if self.deadline.met_at:
            raise AlreadyMet("done in the meantime; withdraw the draft")
        if self.stands_still:
            raise ClockStandsStill("suspended; sign it when the clock goes on")

    def refuse_unless_signable(self, act: Act) -> None:
        self.refuse_unless_draft()
        if self.is_outdated:
            raise DraftOutdated("overtaken by a later due day or another organisation; redraft it")
        if Trial.objects.running_at(act.at).covering(self.org_path).exists():
            raise StillOnTrial(f"{self.office} is in its trial period")

    def refuse_unless_standing(self) -> None:
        self.look_again()
        self.refuse_if_withdrawn()
        if self.issued_at is None:
            raise NotIssued("a draft is not yet a slip")

    def refuse_if_withdrawn(self) -> None:
        if Withdrawal.objects.filter(slip=self).exists():
            raise AlreadyWithdrawn("the slip was withdrawn")
