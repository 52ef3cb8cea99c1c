"""Offices that a ledger names and the records do not hold, and which other each may be, misspelt.

An import founds them, and an office that was founded by a slip of the pen has nobody in it: so
each is told before, with the nearest name of the same area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from baolian.records.people.models import Organisation
from baolian.routines.exchange.cast import Unit
from baolian.routines.exchange.likeness import edits, is_near
from baolian.routines.exchange.places import Places
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Fault, squashed

Named = tuple[str, str]


@dataclass(frozen=True)
class NewOffice:
    """`place` is where it would be founded, `near` the name it may stand for ("": none is near)."""

    name: str
    place: str
    near: str
    rows: tuple[Row, ...]


def new_offices(places: Places) -> list[NewOffice]:
    """Those that the rows name, also rows that are refused, in the order of naming."""
    known = KnownOffices(places)
    return [
        NewOffice(unit.name, unit.place.name, known.nearest(unit), rows_of(unit))
        for unit in places.found
    ]


def rows_of(unit: Unit) -> tuple[Row, ...]:
    """Those of the sheet: of several holders in one row each has a row of his own."""
    return tuple({(row.sheet, row.row_number): row for row in unit.rows}.values())


def may_be(near: str) -> Fault:
    """Told of a row that has a fault of its own and founds nothing: both are mended at once."""
    zh = f"“{near}”，如果名称写错了；填的单位系统里没有"
    en = f"{near!r}, if the name is misspelt; the records hold no organisation of the name given"
    return Fault("office_in_doubt", zh, en, "warning")


class KnownOffices:
    """The offices of the records at and below the root, and those the workbook names often."""

    def __init__(self, places: Places) -> None:
        self.places = places
        # by place, then of all places: what is compared, and the name
        self.by_place: dict[int, list[Named]] = defaultdict(list)
        self.often: dict[int, list[Named]] = defaultdict(list)
        self.everywhere: list[Named] = []
        if places.found:
            for organisation in places.known.by_path.values():
                if places.is_inside(organisation):
                    self.add(organisation)
            for unit in places.found:
                if len(rows_of(unit)) > 1:
                    self.often[unit.place.pk].append((self.core(unit.name), unit.name))

    def add(self, organisation: Organisation) -> None:
        name = organisation.name
        self.everywhere.append((squashed(name), name))
        if not organisation.is_place:
            home = self.places.known.place_of(organisation)
            self.by_place[home.pk].append((self.core(name), name))

    def core(self, name: str) -> str:
        """A name without the place it begins with."""
        return squashed(self.places.split(name)[1])

    def nearest(self, unit: Unit) -> str:
        """One of its own area; where its name begins with no place that is known, of any."""
        core, place = self.core(unit.name), unit.place.pk
        found = [*near(core, self.by_place[place])]
        if self.places.place_by_prefix(unit.name) is None:
            found += near(squashed(unit.name), self.everywhere)
        # what stands once may be a slip of what stands often, and not the other way round
        if not found and len(rows_of(unit)) == 1:
            found = [*near(core, self.often[place])]
        return min(found)[1] if found else ""


def near(name: str, others: list[Named]) -> Iterator[tuple[int, str]]:
    return ((edits(name, its), called) for its, called in others if is_near(name, its))
