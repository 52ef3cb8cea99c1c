"""The table by town: how many matters of each are open, late, closed. Exact, however many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.people.models import Organisation
from baolian.records.people.paths import WIDTH

STATES = ("open", "overdue", "resolved", "closed", "all")
# of each state
Numbers = Sequence[int]
NONE = [0] * len(STATES)


@dataclass
class Town:
    """`numbers`: of what lies there and below it. `depth` in the tree, from the first that is
    shown."""

    path: str
    name: str
    numbers: Numbers
    depth: int


def by_town(matters: MatterQuerySet, now: datetime) -> dict[str, list[int]]:
    """By the path of the subject's place; one walk over all, and one over what stands still.

    A clock that was stopped in time is not late. Asked of each row that would cost ten times the
    walk; those that stand still are few, so that they are counted by themselves and taken off.
    """
    undone, late = Q(resolved_at=None, closed_at=None), Q(due_at__lt=now)
    placed = matters.order_by().values_list("place_path")
    counted = placed.annotate(
        undone=Count("pk", filter=undone),
        late=Count("pk", filter=undone & late),
        struck_off=Count("pk", filter=Q(closed_at__isnull=False)),
        every=Count("*"),
    )
    # what is neither open nor struck off is said to be resolved
    found = {path: [n, late, every - n - off, off, every] for path, n, late, off, every in counted}
    stopped = Q(suspensions__until=None, suspensions__since__lt=F("due_at"))
    for path, n in placed.filter(undone & late, stopped).annotate(n=Count("*")):
        found[path][STATES.index("overdue")] -= n
    return found


def towns_of(matters: MatterQuerySet, now: datetime) -> tuple[list[Town], Numbers]:
    """Each place below its own, with all below it; and the sum of them all."""
    own = by_town(matters, now)
    summed = with_all_above(own)
    names = dict(Organisation.objects.filter(path__in=summed).values_list("path", "name"))
    towns = [
        Town(path, names.get(path, ""), summed[path], len(path) // WIDTH) for path in sorted(summed)
    ]
    return shown(towns, own), total_of(own.values())


def with_all_above(own: dict[str, list[int]]) -> dict[str, Numbers]:
    """What lies in each place and below it: from the lowest level up, each is added to the place
    above it."""
    summed: dict[str, Numbers] = dict(own)
    for length in range(max(map(len, own), default=0), WIDTH, -WIDTH):
        for path in [path for path in summed if len(path) == length]:
            above = path[:-WIDTH]
            known = summed.get(above, NONE)
            summed[above] = [n + more for n, more in zip(known, summed[path], strict=True)]
    return summed


def total_of(some: Iterable[Numbers]) -> Numbers:
    return [sum(numbers) for numbers in zip(NONE, *some, strict=True)]


def shown(towns: list[Town], own: Collection[str]) -> list[Town]:
    """From the place on that holds more than one: what is above it only repeats the sum."""
    while len(towns) > 1 and towns[0].path not in own and towns[0].numbers == towns[1].numbers:
        towns.pop(0)
    top = towns[0].depth if towns else 0
    for town in towns:
        town.depth -= top
    return towns
