"""Handled a second time (二次办理): which clocks begin again, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.pages import Line
from baolian.records.matters.models.deadlines import Deadline
from baolian.records.rulebook.models import edition_of
from baolian.rules.clock import Limit
from baolian.rules.packs import Stage

if TYPE_CHECKING:
    from baolian.records.matters.models.matters import Matter


class Reopening(models.Model):
    """Handled a second time (二次办理): the clock goes on from the days already used."""

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="reopenings")
    cycle = models.IntegerField()
    reason = models.TextField()
    used = models.IntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "cycle"], name="reopening_once_a_cycle")
        ]

    def __str__(self) -> str:
        return f"reopening {self.cycle} of {self.matter_id}"


def go_on(act: Act, line: Line, before: Deadline, used: int) -> Deadline:
    """The resolution's clock of the matter's new cycle: what is left of the pack's limit, at least
    the pack's minimum."""
    matter = before.matter
    pack = edition_of(matter, act.rulebook).pack
    minimum = pack.kinds[matter.kind].reopening_minimum
    left = before.whole(pack, matter.kind, matter.category) - used
    rest = Limit(max(left, least(act, before, minimum)), before.limit.unit)
    deadline = Deadline.begin(
        act.rulebook,
        matter,
        Stage.RESOLUTION,
        rest,
        act.at,
        cycle=matter.cycle,
        inherited=used,
        extended=before.extended,
        own_limit=before.own_limit,
    )
    return line.add(deadline)


def least(act: Act, before: Deadline, minimum: Limit | None) -> int:
    """The pack's minimum in the deadline's own units: a decided day is counted in calendar days,
    whatever the pack counts by."""
    if minimum is None or minimum.unit is before.limit.unit:
        return minimum.n if minimum else 1
    due = act.rulebook.clock(edition_of(before.matter, act.rulebook)).due(act.at, minimum)
    return max(1, (day_of(due.at) - act.today).days)


def ask_receipt(act: Act, line: Line, matter: Matter, before: int) -> None:
    """The clock of a receipt, each assignment's own, `before` so many; and once more when a matter
    is reopened that was resolved before anybody had signed for it."""
    pack = edition_of(matter, act.rulebook).pack
    limit = pack.limit(matter.kind, Stage.RECEIPT, matter.category)
    if limit is None:
        return
    line.add(Deadline.begin(act.rulebook, matter, Stage.RECEIPT, limit, act.at, cycle=before + 1))
