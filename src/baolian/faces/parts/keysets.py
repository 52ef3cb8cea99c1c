"""Long lists by the place where a page ends, not by its number: the thousandth costs what the first
does, and a row that comes or goes meanwhile shifts nothing.

An order is a column of the rows, then their key. Rows without a value come last, whichever way
they are sorted; each half is one walk of the index (column, id) on either database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import BooleanField, Expression, F, Field, QuerySet, Value

MOMENT = "%Y%m%dT%H%M%S%f"
LONGEST_KEY = 18


@dataclass(frozen=True)
class Order:
    """`column` is one of the rows' own; `may_be_empty`: some rows have nothing in it."""

    column: str = "id"
    is_descending: bool = False
    may_be_empty: bool = False

    @property
    def reversed(self) -> Order:
        return replace(self, is_descending=not self.is_descending)


@dataclass(frozen=True)
class Place:
    """Of a row in an order: what it is sorted by, None where it has nothing, and its key."""

    value: Any
    key: int

    def __str__(self) -> str:
        """As it stands in an address."""
        return str(self.key) if self.value is None else f"{self.key}.{spelled(self.value)}"


def spelled(value: Any) -> str:
    return f"{value.astimezone(UTC):{MOMENT}}" if isinstance(value, datetime) else str(value)


def place_of(rows: QuerySet[Any], order: Order, text: str) -> Place | None:
    """The place that an address names; None for what names none."""
    key, dot, value = text.partition(".")
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return None
    if order.column == "id" or not dot:
        return Place(None, int(key))
    try:
        return Place(understood(field_of(rows, order), value), int(key))
    except ValueError:
        return None


def understood(field: Field[Any, Any], text: str) -> Any:
    """Raises ValueError."""
    kind = field.get_internal_type()
    if "\x00" in text:
        raise ValueError("no text has such a sign")
    if kind == "DateTimeField":
        return datetime.strptime(text, MOMENT).replace(tzinfo=UTC)
    if kind == "DateField":
        return date.fromisoformat(text)
    return int(text[:LONGEST_KEY]) if "Integer" in kind or kind == "ForeignKey" else text


def field_of(rows: QuerySet[Any], order: Order) -> Field[Any, Any]:
    field: Field[Any, Any] = rows.model._meta.get_field(order.column)
    return field


@dataclass(frozen=True)
class Stretch:
    """The keys of a page in their order, and where the pages before and after it are."""

    keys: Sequence[int]
    previous: Place | None = None
    next: Place | None = None

    @property
    def is_whole(self) -> bool:
        return self.previous is None and self.next is None


def after(rows: QuerySet[Any], order: Order, place: Place | None, n: int) -> Stretch:
    """The `n` rows that come after `place`; the first ones without one."""
    found = walked(rows, order, place, n + 1)
    more = found[n - 1] if len(found) > n else None
    page = found[:n]
    # an address that leads behind the last row still leads back
    before = (page[0] if page else place) if place else None
    return Stretch([p.key for p in page], before, more)


def before(rows: QuerySet[Any], order: Order, place: Place | None, n: int) -> Stretch:
    """The `n` rows that come before `place`; the last ones without one."""
    found = walked(rows, order, place, n + 1, is_backwards=True)
    more = found[n - 1] if len(found) > n else None
    page = found[:n][::-1]
    rest = (page[-1] if page else None) if place else None
    return Stretch([p.key for p in page], more, rest)


def walked(
    rows: QuerySet[Any], order: Order, start: Place | None, n: int, *, is_backwards: bool = False
) -> list[Place]:
    """At most `n` places from `start` on, which is not among them."""
    way = order.reversed if is_backwards else order
    halves = [False, True] if order.may_be_empty else [False]
    if is_backwards:
        halves.reverse()
    if start and order.may_be_empty:
        halves = halves[halves.index(start.value is None) :]
    found: list[Place] = []
    for half in halves:
        here = (
            start if start and (not order.may_be_empty or half == (start.value is None)) else None
        )
        found += half_walked(rows, way, here, n - len(found), is_empty=half)
        if len(found) >= n:
            break
    return found


def half_walked(
    rows: QuerySet[Any], way: Order, start: Place | None, n: int, *, is_empty: bool
) -> list[Place]:
    if way.may_be_empty:
        rows = rows.filter(**{f"{way.column}__isnull": is_empty})
    if start:
        rows = rows.filter(beyond(rows, way, start))
    names = ["id"] if way.column == "id" else [way.column, "id"]
    sign = "-" if way.is_descending else ""
    values = rows.order_by(*(sign + name for name in names)).values_list(*names)[:n]
    return [Place(row[0] if len(row) > 1 else None, row[-1]) for row in values]


def beyond(rows: QuerySet[Any], way: Order, start: Place) -> Expression:
    sign = "<" if way.is_descending else ">"
    if way.column == "id" or start.value is None:
        return Beyond(sign, [F("id")], [Value(start.key)])
    value = Value(start.value, output_field=field_of(rows, way))
    return Beyond(sign, [F(way.column), F("id")], [value, Value(start.key)])


class Beyond(Expression):
    """(a, b) > (x, y), which both databases answer from the index (a, b); an OR they do not."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, sign: str, columns: Sequence[Any], values: Sequence[Any]) -> None:
        super().__init__()
        self.sign, self.columns, self.values = sign, list(columns), list(values)

    def get_source_expressions(self) -> list[Any]:
        return [*self.columns, *self.values]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        half = len(self.columns)
        self.columns, self.values = list(exprs[:half]), list(exprs[half:])

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sides, parameters = [], []
        for side in (self.columns, self.values):
            written = [compiler.compile(one) for one in side]
            sides.append("(" + ", ".join(sql for sql, _values in written) + ")")
            parameters += [value for _sql, values in written for value in values]
        return f"{sides[0]} {self.sign} {sides[1]}", tuple(parameters)
