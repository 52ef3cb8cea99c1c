"""Matters are handed to organisations, by the hundred: `Matter.assign` is the singular."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from baolian.records.journal.acts import Act
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.matters.models.handlings import AlreadyAssigned, Handling
from baolian.records.people.models import Officer, Organisation
from baolian.rules.packs import Stage

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter

CHUNK = 5_000  # keys in one statement: SQLite takes 32,766 parameters


@dataclass(frozen=True)
class Assignment:
    """`owner` answers from now on; without one, whoever did until somebody signs for it."""

    matter: Matter
    organisation: Organisation
    owner: Officer | None = None


def assign_all(act: Act, assignments: Sequence[Assignment]) -> list[Handling]:
    """The receipt clock of each starts. Raises AlreadyClosed, AlreadyResolved or AlreadyAssigned,
    and then none of them has been handed to anybody."""
    made = []
    with act.page() as page:
        for start in range(0, len(assignments), CHUNK):
            some = assignments[start : start + CHUNK]
            before = Before([assignment.matter.pk for assignment in some])
            for assignment in some:
                matter, to = assignment.matter, assignment.organisation
                matter.refuse_if_over()
                if handler := before.leads.get(matter.pk):
                    raise AlreadyAssigned(f"{handler} handles it; it must send it back first")
                line = matter.held(page.line("assigned", matter))
                cycle = before.handlings[matter.pk] + 1
                made.append(matter.hand_to(act, line, to, cycle, before.receipts[matter.pk]))
                line.change(matter, organisation_id=to.pk, org_path=to.path)
                if assignment.owner:
                    line.change(matter, owner_id=assignment.owner.pk)
                matter.tell_of(line, made[-1])
    return made


class Before:
    """How often these matters were handed on before, and to whom they are now: two statements."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.leads: dict[int, Organisation] = {}
        self.handlings: Counter[int] = Counter()
        for handling in Handling.objects.filter(matter__in=keys).select_related("organisation"):
            self.handlings[handling.matter_id] += 1
            if handling.role == Handling.Role.LEAD and handling.returned_at is None:
                self.leads[handling.matter_id] = handling.organisation
        receipts = Deadline.objects.of_stage(Stage.RECEIPT).filter(matter__in=keys)
        self.receipts = Counter(receipts.values_list("matter", flat=True))
