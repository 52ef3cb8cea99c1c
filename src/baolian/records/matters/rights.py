"""Who may take which step on a matter that he can see. Asked by every face before a verb.

Seeing a matter is no right to act on it: handling is the handling organisation's, the office's
clerk keeps the ledger, and nobody confirms or strikes off what he has handled himself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from baolian.records.journal.acts import day_of
from baolian.records.matters.models import Extension, Handling, Matter, Resolution
from baolian.records.pairings.models import paired_subjects
from baolian.records.people.models import User


@dataclass
class Rights:
    """Each asks about one user and one matter; none asks whether the step makes sense now.

    A page that has read the matter's resolution and handlings sets them; else they are read.
    """

    user: User
    matter: Matter

    @cached_property
    def resolution(self) -> Resolution | None:
        """Of the present cycle."""
        return self.matter.resolution

    @cached_property
    def handlings(self) -> list[Handling]:
        return list(self.matter.handlings.select_related("organisation"))

    @cached_property
    def request(self) -> Extension | None:
        """For more time, of the present cycle, that waits for its decision."""
        waiting = self.matter.extensions.waiting().filter(cycle=self.matter.cycle)
        return waiting.select_related("asked_by", "on_behalf_of").first()

    @cached_property
    def sides(self) -> dict[int, bool]:
        """Whether his side gave a resolution, by its key."""
        return {}

    @cached_property
    def path(self) -> str:
        """Where the matter is handled, else where its subject lies."""
        path: str = self.matter.org_path
        return path

    @cached_property
    def handles(self) -> bool:
        """Belongs to the organisation to which the matter was handed."""
        organisation = self.matter.organisation
        return organisation is not None and self.user.can_answer_for(organisation.path)

    @cached_property
    def owns(self) -> bool:
        mine = self.user.answers_as
        return self.matter.owner_id in mine or self.matter.first_receiver_id in mine

    @cached_property
    def is_paired(self) -> bool:
        """Answers for the subject, himself or as the liaison who acts for somebody who does."""
        return self.matter.subject_id in paired_subjects(self.user)

    @cached_property
    def keeps_ledger(self) -> bool:
        place = self.matter.subject.place_path
        return self.user.can_keep_ledger(self.path) or self.user.can_keep_ledger(place)

    @cached_property
    def resolved_it(self) -> bool:
        """Said how it ended, in this cycle: himself, his leader, or the liaison of either.

        What a ledger claims was said by nobody; who imported it may well ring the enterprise.
        """
        return self.resolution is not None and self.gave(self.resolution)

    def gave(self, resolution: Resolution) -> bool:
        if resolution.is_claim:
            return False
        if (known := self.sides.get(resolution.pk)) is None:
            resolved_by = resolution.by.on(day_of(resolution.at))
            known = not self.user.side.isdisjoint(resolved_by.side)
            self.sides[resolution.pk] = known
        return known

    @cached_property
    def handled(self) -> list[Handling]:
        """What he or the organisations that he may speak for had in hand, given back or not."""
        return [
            h
            for h in self.handlings
            if h.officer_id in self.user.side or self.user.can_answer_for(h.organisation.path)
        ]

    def is_rated_by(self, resolution: Resolution) -> bool:
        """Whether a rating of this resolution speaks of his side, whoever handles it by now."""
        had = (
            h.assigned_at <= resolution.at and (h.returned_at or resolution.at) >= resolution.at
            for h in self.handled
        )
        return self.gave(resolution) or any(had)

    @property
    def can_receive(self) -> bool:
        return self.handles and self.user.officer_id is not None

    @property
    def can_assign(self) -> bool:
        """The clerk, or whoever was asked first and must see to it that somebody takes it."""
        return self.keeps_ledger or self.owns

    @property
    def can_contact(self) -> bool:
        return self.handles or self.owns or self.is_paired

    @property
    def can_suspend(self) -> bool:
        """A suspension is approved: by the clerk, a leader or a supervisor, not by the handler."""
        approves = self.keeps_ledger or self.user.reaches(self.path, "leader", "supervisor")
        return approves and not self.handles

    @property
    def can_ask_extension(self) -> bool:
        """Whoever has to finish it."""
        return self.can_resolve

    @property
    def can_decide_extension(self) -> bool:
        """Holds the post that the pack names, over the handling side and not in it; and neither he
        nor his leader or liaison asked."""
        rule = self.matter.edition.pack.kinds[self.matter.kind].extension
        named = rule.granted_by.value if rule else None
        decider = self.request.decider if self.request else named
        if decider is None or self.handles or not self.user.reaches(self.path, decider):
            return False
        return self.request is None or not self.request.is_asked_by_side_of(self.user)

    @property
    def can_withdraw_extension(self) -> bool:
        """Whoever asked, and the handling side, for who asked may have left; nobody else: who
        decides gives a reason."""
        if self.request is None:
            return self.can_ask_extension
        return self.handles or self.request.is_asked_by_side_of(self.user)

    @property
    def can_resolve(self) -> bool:
        return self.handles or self.matter.owner_id in self.user.answers_as

    @property
    def can_confirm(self) -> bool:
        """Takes down the enterprise's word: never the side that handled the matter."""
        return (self.keeps_ledger or self.is_paired) and not (self.handles or self.resolved_it)

    def can_read_rating(self, resolution: Resolution) -> bool:
        """Whether it is solved is for all to read; how the enterprise rated it and in what words is
        not for those it spoke of, nor after a reopening, nor for those who must go to the
        enterprise next: ratings bring retaliation."""
        return not self.handles and not self.resolved_it and not self.is_rated_by(resolution)

    @property
    def can_reopen(self) -> bool:
        return self.can_confirm or self.user.reaches(self.path, "supervisor")

    @property
    def can_close(self) -> bool:
        return self.keeps_ledger and not self.handles

    @property
    def can_add_task(self) -> bool:
        return self.keeps_ledger or self.handles or self.owns

    @property
    def can_start_slip(self) -> bool:
        return self.user.can_start_slips(self.path)
