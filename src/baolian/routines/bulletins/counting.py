"""How a figure is counted: one SQL statement gives the number and the keys behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, Count, Exists, Max, Min, QuerySet, Sum, TextField

from baolian.records.journal.acts import midnight
from baolian.records.readings.models import Reading

if TYPE_CHECKING:
    from baolian.routines.bulletins.definitions import Definition

BASIS_POINTS = 10_000


class Period(StrEnum):
    """What a figure's moment is: the last day's state, the month's events, the readings' own."""

    AS_OF = "as_of"
    IN_MONTH = "in_month"
    OF_READINGS = "of_readings"


@dataclass(frozen=True)
class Scope:
    """Where and when a bulletin counts: a subtree's path, and a month by its first day."""

    path: str
    month: date

    @property
    def last(self) -> date:
        """The month's last day."""
        return month_of(self.month + timedelta(days=31)) - timedelta(days=1)

    @property
    def begins_at(self) -> datetime:
        return midnight(self.month)

    @property
    def ends_at(self) -> datetime:
        """The first moment that no longer belongs to the month, in Shanghai."""
        return midnight(self.last + timedelta(days=1))


def month_of(day: date) -> date:
    return day.replace(day=1)


@dataclass(frozen=True)
class Counted:
    """What counting gives: the columns of a Figure that depend on the records.

    `record_ids` and `denominator_ids` are JSON arrays, empty text when keys were not asked for.
    """

    value: int | None
    count: int
    period_begins: date | None
    period_ends: date
    numerator: int | None = None
    denominator: int | None = None
    qualifier: str = ""
    source: str = ""
    record_ids: str = ""
    denominator_ids: str = ""


class Keys(Aggregate):
    """The primary keys of what is being counted, as a JSON array in text, unordered."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # the cast keeps the driver from parsing; FILTER belongs to the aggregate, so it goes inside
        sql, params = self.as_sql(compiler, connection, function="JSON_AGG", **context)
        return f"({sql})::text", params


def count(definition: Definition, scope: Scope, *, with_ids: bool) -> Counted:
    """Count a figure in one statement; `with_ids` collects the keys in the same statement."""
    if definition.base and definition.hit:
        base, hit = definition.base(scope), definition.hit(scope)
        return count_rate(base, hit, scope, with_ids=with_ids)
    if definition.period is Period.OF_READINGS:
        return count_readings(definition, scope, with_ids=with_ids)
    wanted: dict[str, Any] = {"n": Count("pk")} | ({"ids": Keys("pk")} if with_ids else {})
    found = definition.records(scope).order_by().aggregate(**wanted)
    begins = scope.month if definition.period is Period.IN_MONTH else None
    return Counted(found["n"], found["n"], begins, scope.last, record_ids=ascending(found))


def count_rate(base: QuerySet[Any], hit: Exists, scope: Scope, *, with_ids: bool) -> Counted:
    """A share of `base`; both are counted by the same statement, so no share passes 100%."""
    wanted: dict[str, Any] = {"n": Count("pk"), "hits": Count("pk", filter=hit)}
    if with_ids:
        wanted |= {"base_ids": Keys("pk"), "ids": Keys("pk", filter=hit)}
    found = base.order_by().aggregate(**wanted)
    return Counted(
        basis_points(found["hits"], found["n"]),
        found["hits"],
        None,
        scope.last,
        numerator=found["hits"],
        denominator=found["n"],
        record_ids=ascending(found),
        denominator_ids=ascending(found, "base_ids"),
    )


def count_readings(definition: Definition, scope: Scope, *, with_ids: bool) -> Counted:
    """The sum of readings; its period, qualifier and source are the readings' own."""
    wanted: dict[str, Any] = {
        "n": Count("pk"),
        "total": Sum("actual"),
        "begins": Min("begins_on"),
        "ends": Max("ends_on"),
        "low_qualifier": Min("qualifier"),
        "high_qualifier": Max("qualifier"),
        "low_source": Min("source"),
        "high_source": Max("source"),
    } | ({"ids": Keys("pk")} if with_ids else {})
    found = definition.records(scope).order_by().aggregate(**wanted)
    return Counted(
        found["total"],
        found["n"],
        found["begins"],
        found["ends"] or scope.last,
        # several words among the parts leave only "about" for the whole
        qualifier=same(found, "qualifier", Reading.Qualifier.ABOUT.value),
        source=same(found, "source", ""),
        record_ids=ascending(found),
    )


def same(found: dict[str, Any], name: str, otherwise: str) -> str:
    low, high = found[f"low_{name}"], found[f"high_{name}"]
    return (low or "") if low == high else otherwise


def ascending(found: dict[str, Any], name: str = "ids") -> str:
    if name not in found:
        return ""
    return json.dumps(sorted(json.loads(found[name] or "[]")), separators=(",", ":"))


def basis_points(part: int, whole: int) -> int | None:
    """`part` of `whole` in basis points, integers only, halves up; None of nothing.

    75 of 308 is 2435 (24.35%); 1 of 16 is 625; 1 of 20,000, half a point, is 1.
    """
    if whole == 0:
        return None
    return (2 * part * BASIS_POINTS + whole) // (2 * whole)
