"""Statements that pages ask again and again in the same shape, built once in a process.

To build a statement from a queryset takes Django ten times as long as to send it and to read the
answer, and every page asks a dozen. The queryset stays what says it: it is built with stand-ins
where values stand, once for each shape of what is given, and from then on the values are put in
their places. What is kept is words of SQL, never a value or a row.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, QuerySet

# a value, or several of which each is a value of the statement; `Keys` are one value together
Given = int | str | date | datetime | Sequence[int] | Sequence[str]
Build = Callable[..., QuerySet[Any, Any]]
Bind = Callable[[Sequence[Any]], Any]

# shapes kept of one statement: how many posts, subtrees and offices somebody has
MOST = 200
# no key, no limit and no year that anybody would give
NUMBER, YEAR = 2_000_000_000, 4000
WORD = re.compile("\x02([0-9]+)\x03")


class Keys(list[Any]):
    """For `__among`: sent as one value, so that their number makes no shape of its own."""


class NotAsked(Exception):
    """A value that is given stands nowhere in the statement: it decided how it was built."""


def prepared(most: int | None = None) -> Callable[[Build], Prepared]:
    """Of a function from values to a queryset of `values_list`; at most so many rows are read.

    The function sees stand-ins: it may ask how many they are, never what they are.
    """

    def prepare(build: Build) -> Prepared:
        return Prepared(build, most)

    return prepare


class Prepared:
    def __init__(self, build: Build, most: int | None = None) -> None:
        self.build, self.most = build, most
        self.kept: dict[Any, Statement | None] = {}

    def rows(self, *given: Given) -> list[tuple[Any, ...]]:
        """As the queryset gives them."""
        statement = self.statement(given)
        return statement.rows(flat(given)) if statement else []

    def count(self, *given: Given) -> int:
        """How many rows there are, up to the most that are read."""
        statement = self.statement(given)
        return statement.count(flat(given)) if statement else 0

    def kinds(self, *given: Given) -> Counter[tuple[Any, ...]]:
        """Of the rows that `rows` gives, how many are alike."""
        statement = self.statement(given)
        return statement.kinds(flat(given)) if statement else Counter()

    def statement(self, given: Sequence[Given]) -> Statement | None:
        """None where nothing can be found: somebody without an office has no office's matters."""
        if any(isinstance(one, int) and one > BigIntegerField.MAX_BIGINT for one in given):
            return None  # an address may name any number; no column holds this one
        shape = (connection.vendor, *map(shape_of, given))
        if shape not in self.kept:
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[shape] = self.made(given)
        return self.kept[shape]

    def made(self, given: Sequence[Given]) -> Statement | None:
        places = StandIns()
        query = self.build(*map(places.of, given))
        compiler = query[: self.most].query.get_compiler(connection=connection)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        columns = [column for column, *_rest in compiler.select]
        binds = [places.bind(value) for value in values]
        if missing := set(range(len(places.known))) - places.found:
            raise NotAsked(f"{self.build.__name__}: {[places.known[n] for n in sorted(missing)]}")
        return Statement(sql, binds, compiler, compiler.get_converters(columns))


@dataclass(frozen=True)
class Statement:
    """`binds`: what stands in each place of the statement, made from the values given."""

    sql: str
    binds: Sequence[Bind]
    compiler: Any
    converters: Any

    def rows(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self.converted(self.asked(self.sql, values))

    def count(self, values: Sequence[Any]) -> int:
        counted = f"SELECT count(*) FROM ({self.sql}) counted"  # noqa: S608 - a queryset's
        return int(self.asked(counted, values)[0][0])

    def kinds(self, values: Sequence[Any]) -> Counter[tuple[Any, ...]]:
        columns = ", ".join(str(n + 1) for n in range(len(self.compiler.select)))
        counted = f"SELECT one.*, count(*) FROM ({self.sql}) one GROUP BY {columns}"  # noqa: S608
        found = self.asked(counted, values)
        alike = self.converted([row[:-1] for row in found])
        return Counter({kind: row[-1] for kind, row in zip(alike, found, strict=True)})

    def asked(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, [bind(values) for bind in self.binds])
            return list(cursor.fetchall())

    def converted(self, found: list[Any]) -> list[tuple[Any, ...]]:
        if not self.converters:
            return found
        return [tuple(row) for row in self.compiler.apply_converters(found, self.converters)]


def shape_of(given: Given) -> Any:
    return len(given) if isinstance(given, list | tuple) and not isinstance(given, Keys) else None


def flat(given: Sequence[Given]) -> list[Any]:
    """One after another, as the stand-ins are numbered."""
    values: list[Any] = []
    for one in given:
        if isinstance(one, list | tuple) and not isinstance(one, Keys):
            values += one
        else:
            values.append(one)
    return values


class StandIns:
    """What stands for each value while a statement is built, and is found again in its places."""

    def __init__(self) -> None:
        self.known: list[Any] = []
        self.found: set[int] = set()

    def of(self, given: Any) -> Any:
        if shape_of(given) is not None:
            return [self.of(one) for one in given]
        n = len(self.known)
        self.known.append(self.one(given, n))
        return self.known[n]

    def one(self, given: Any, n: int) -> Any:
        if isinstance(given, Keys):
            return [NUMBER + n]
        if isinstance(given, datetime):
            return datetime(YEAR + n, 1, 1, tzinfo=UTC)
        if isinstance(given, date):
            return date(YEAR + n, 1, 1)
        return NUMBER + n if isinstance(given, int) else f"\x02{n}\x03"

    def bind(self, value: Any) -> Bind:
        """How the value of a place is made from what is given."""
        for n, stand_in in enumerate(self.known):
            for spell in SPELLINGS:
                if type(spell(stand_in)) is type(value) and spell(stand_in) == value:
                    self.found.add(n)
                    return spelled(n, spell)
        if isinstance(value, str) and (inside := WORD.search(value)):
            n, (before, after) = int(inside[1]), (value[: inside.start()], value[inside.end() :])
            self.found.add(n)
            return lambda values: f"{before}{values[n]}{after}"
        return lambda _values: value


def spelled(n: int, spell: Callable[[Any], Any]) -> Bind:
    return lambda values: spell(values[n])


def as_it_is(value: Any) -> Any:
    return value


def as_text(value: Any) -> Any:
    """Keys and moments as SQLite is told of them."""
    if isinstance(value, list):
        return json.dumps(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


SPELLINGS = (as_it_is, as_text)
