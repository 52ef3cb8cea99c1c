"""How a matter begins that a ledger brings in: who had it, and since when, is the ledger's word."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from baolian.records.journal.acts import Act
from baolian.records.journal.pages import Line
from baolian.records.journal.rows import row_with
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.matters.models.handlings import Handling
from baolian.rules.packs import Stage

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter

# of a ledger's difficulties those of one edition, kind, category and day are reckoned once
Reckoned = dict[tuple[int, str, str, date], Deadline | None]


def begin_claimed(act: Act, line: Line, matter: Matter, day: date, reckoned: Reckoned) -> None:
    """The handling and the resolution's clock; stages the ledger is silent about start none."""
    if matter.organisation:
        # a ledger that says who handles it says that it was received; by whom, it does not
        line.add(
            row_with(
                Handling,
                matter=matter,
                organisation=matter.organisation,
                assigned_at=act.at,
                received_at=act.at,
            )
        )
    key = (matter.edition_id, matter.kind, matter.category, day)
    if key not in reckoned:
        reckoned[key] = first_of_day(act, matter, day)
    if like := reckoned[key]:
        deadline = line.add(like if like.matter is matter else like.on(matter))
        matter.due_at = deadline.due_at


def first_of_day(act: Act, matter: Matter, day: date) -> Deadline | None:
    limit = matter.edition.pack.limit(matter.kind, Stage.RESOLUTION, matter.category)
    return Deadline.claimed_since(act.rulebook, matter, limit, day, act.at) if limit else None
