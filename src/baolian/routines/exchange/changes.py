"""A known row with other content: what is different, and which of it a verb can apply.

A difficulty newly said to be resolved becomes a claim; new amounts of a project become readings.
Everything else is shown, and entered on the record's own page by whoever answers for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from baolian.records.matters.models import Matter
from baolian.routines.exchange.known import chunks
from baolian.routines.exchange.models import ImportedRow
from baolian.routines.exchange.plans import Changed, Difference, plain_value
from baolian.routines.exchange.understood import Row

AMOUNTS = frozenset({"total_investment", "planned_investment", "completed_investment"})
RESOLVING = frozenset({"state", "resolved_on", "rating"})


def changed_rows(differing: Sequence[tuple[Row, int]]) -> list[Changed]:
    """Rows whose content differs from what was imported under their key (`int`: ImportedRow)."""
    found: list[Changed] = []
    for chunk in chunks(differing):
        before = ImportedRow.objects.in_bulk([pk for _, pk in chunk])
        unresolved = unresolved_matters(before.values())
        for row, pk in chunk:
            imported = before[pk]
            changes = differences(row, imported.values, imported.about in unresolved)
            if changes:
                found.append(Changed(row, pk, imported.about, changes))
    return found


def unresolved_matters(imported: Any) -> set[str]:
    """Those of the difficulties' matters that a claim can still settle."""
    keys = [key_of(row.about) for row in imported if row.kind == "difficulties"]
    open_ones = Matter.objects.unresolved().filter(pk__in=keys)
    return {f"matters.matter:{pk}" for pk in open_ones.values_list("pk", flat=True)}


def key_of(about: str) -> int:
    return int(about.partition(":")[2])


def differences(row: Row, was: dict[str, Any], is_unresolved: bool) -> tuple[Difference, ...]:  # noqa: FBT001
    now = {code: plain_value(value) for code, value in row.values.items()}
    codes = [code for code in {**was, **now} if was.get(code) != now.get(code)]
    applied = applicable(row, now, is_unresolved)
    return tuple(Difference(c, was.get(c), now.get(c), c in applied) for c in sorted(codes))


def applicable(row: Row, now: dict[str, Any], is_unresolved: bool) -> frozenset[str]:  # noqa: FBT001
    """The fields of this row whose change a verb can apply."""
    if row.kind == "projects":
        # an amount that vanished is no new reading
        return frozenset(code for code in AMOUNTS if code in now)
    if row.kind == "difficulties" and is_unresolved and now.get("state") == "resolved":
        return RESOLVING
    return frozenset()
