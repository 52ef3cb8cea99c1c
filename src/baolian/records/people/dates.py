"""What holds from a day until a day: posts, pairings, who enters for whom."""

from __future__ import annotations

from datetime import date
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q


class Dated(Protocol):
    since: date
    until: date | None


M = TypeVar("M", bound=models.Model, covariant=True)


def lasts_on(day: date, of: str = "") -> Q:
    """`since <= day < until`: the day of ending is the successor's. `of`: the way to the rows."""
    unended = Q(**{f"{of}until": None}) | Q(**{f"{of}until__gt": day})
    return unended & Q(**{f"{of}since__lte": day})


def is_standing(dated: Dated, day: date) -> bool:
    """The same of a row that has been read."""
    return holds(day, dated.since, dated.until)


def holds(day: date, since: date, until: date | None) -> bool:
    return since <= day and (until is None or until > day)


def last_day(dated: Dated, day: date) -> date:
    """The `until` of what is ended on `day`; what had not begun by then never held."""
    return max(day, dated.since)


class DatedQuerySet(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        return self.filter(lasts_on(day))

    def unended(self) -> Self:
        """Also what begins on a later day: what nobody may enter a second time."""
        return self.filter(until=None)
