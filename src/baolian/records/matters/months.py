"""How many matters were registered and how many resolved, month by month.

A month is Shanghai's. What an imported ledger dates itself counts by the ledger's day, the rest by
the server's moment, as the bulletin's figures do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from baolian.records.journal.acts import midnight
from baolian.records.matters.models import Matter, Resolution


@dataclass(frozen=True)
class Month:
    """By its first day. A resolution counts in the month in which it was given."""

    first: date
    opened: int
    resolved: int


def by_month(
    matters: QuerySet[Matter], resolutions: QuerySet[Resolution], firsts: Sequence[date]
) -> list[Month]:
    """Two statements, however many months. `firsts` are the first days of months that follow."""
    opened = counted(matters, "opened_at", firsts)
    resolved = counted(resolutions, "at", firsts)
    return [Month(*row) for row in zip(firsts, opened, resolved, strict=True)]


def standing(matters: QuerySet[Matter]) -> QuerySet[Resolution]:
    """The resolutions that no reopening has undone."""
    return Resolution.objects.filter(matter__in=matters.values("pk"), cycle=F("matter__cycle"))


def counted(rows: QuerySet[Any], moment: str, firsts: Sequence[date]) -> list[int]:
    """How many rows fall into each month by their own `claimed_on`, else by `moment`."""
    ends = [*firsts[1:], next_month(firsts[-1])]
    whole = between(moment, firsts[0], ends[-1])
    each = {
        f"m{place}": Count("pk", filter=between(moment, begins, end))
        for place, (begins, end) in enumerate(zip(firsts, ends, strict=True))
    }
    found = rows.filter(whole).order_by().aggregate(**each)
    return [found[name] for name in each]


def between(moment: str, begins: date, end: date) -> Q:
    """From the first day on, and before the day `end`."""
    claimed = Q(claimed_on__gte=begins, claimed_on__lt=end)
    at = {f"{moment}__gte": midnight(begins), f"{moment}__lt": midnight(end)}
    return claimed | Q(claimed_on=None, **at)


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
