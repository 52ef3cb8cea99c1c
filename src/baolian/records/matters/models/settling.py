"""How matters end, by the thousand: `Matter.resolve` and `Matter.claim` are the singular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from baolian.records.journal.acts import Act
from baolian.records.journal.pages import Line
from baolian.records.journal.rows import read_rows, row_with
from baolian.records.matters.models.deadlines import REPLY, Deadline
from baolian.records.matters.models.outcomes import Resolution
from baolian.records.matters.models.suspensions import Suspension
from baolian.records.rulebook.models import Calendar, edition_of
from baolian.rules.clock import Pause
from baolian.rules.packs import Stage

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter

CHUNK = 5_000  # keys in one statement: SQLite takes 32,766 parameters


@dataclass(frozen=True)
class Claim:
    """A ledger says the matter was resolved: on what day, and how the enterprise rated it."""

    matter: Matter
    claimed_on: date | None = None
    rating: str = ""

    def resolution(self, act: Act) -> Resolution:
        return row_with(
            Resolution,
            outcome=Resolution.Outcome.SOLVED,
            at=act.at,
            by=act.by,
            is_claim=True,
            claimed_on=self.claimed_on,
            claimed_rating=self.rating,
        )


def settle_all(act: Act, settled: Sequence[tuple[Matter, Resolution]]) -> list[Resolution]:
    """Each matter ends its present cycle with its resolution. Raises AlreadyClosed or
    AlreadyResolved, and then none of them has ended."""
    with act.page() as page:
        for start in range(0, len(settled), CHUNK):
            for matter, resolution, running, suspensions in read(settled[start : start + CHUNK]):
                matter.refuse_if_over()
                resolution.matter, resolution.cycle = matter, matter.cycle
                line = page.line("claimed" if resolution.is_claim else "resolved", matter)
                line.add(resolution)
                line.change(matter, resolved_at=act.at)
                stop_all(act, line, resolution, running, suspensions)
                if not resolution.is_claim:
                    ask_the_enterprise(act, line, matter)
                    tell_first_receiver(act, line, matter)
    return [resolution for _, resolution in settled]


def ask_the_enterprise(act: Act, line: Line, matter: Matter) -> None:
    """The enterprise is to be called back (回访) by a day; a ledger's claims are not, they would
    all come due at once."""
    limit = edition_of(matter, act.rulebook).pack.limit(
        matter.kind, Stage.CALL_BACK, matter.category
    )
    if limit:
        cycle = matter.cycle
        line.add(Deadline.begin(act.rulebook, matter, Stage.CALL_BACK, limit, act.at, cycle=cycle))


def tell_first_receiver(act: Act, line: Line, matter: Matter) -> None:
    """Whom the enterprise asked first hears how it ended, unless it was he who ended it."""
    first = matter.first_receiver
    if first is not None and first.pk not in act.by.answers_as:
        line.notify("resolved", f"resolved:{matter.pk}:{matter.cycle}", first)


Settled = tuple["Matter", Resolution, list[Deadline], list[Suspension]]


def read(settled: Sequence[tuple[Matter, Resolution]]) -> Iterator[Settled]:
    """With the deadlines that run and the suspensions, in two statements for all of them."""
    keys = [matter.pk for matter, _ in settled]
    deadlines: dict[int, list[Deadline]] = defaultdict(list)
    running = read_rows(Deadline.objects.running().filter(matter__in=keys).order_by("id"))
    calendars = Calendar.objects.in_bulk({deadline.calendar_id for deadline in running})
    for deadline in running:
        deadline.calendar = calendars[deadline.calendar_id]
        deadlines[deadline.matter_id].append(deadline)
    suspensions: dict[int, list[Suspension]] = defaultdict(list)
    for suspension in Suspension.objects.filter(matter__in=keys).order_by("since"):
        suspensions[suspension.matter_id].append(suspension)
    for matter, resolution in settled:
        yield matter, resolution, deadlines[matter.pk], suspensions[matter.pk]


def stop_all(
    act: Act,
    line: Line,
    resolution: Resolution,
    running: list[Deadline],
    suspensions: list[Suspension],
) -> None:
    """Stop the clocks, and end the suspension under which they stood still."""
    pauses = tuple(Pause(s.since, s.until or act.at) for s in suspensions)
    for deadline in running:
        deadline.matter = resolution.matter
        if deadline.stage == REPLY:
            # the reply to a slip is still owed, but nothing is left to escalate
            line.change(deadline, fires_at=None)
        else:
            at = resolution.stops(act, deadline)
            resolution.matter.stop(act, line, deadline, at, pauses)
    for suspension in suspensions:
        if suspension.until is None:
            line.change(suspension, until=act.at)
