"""What is on my plate: the lines by when they run out, each group with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from baolian.faces.console.duties.gathering import Gathered, Item, Only, gathered
from baolian.faces.console.duties.lines import Duty, duties
from baolian.faces.console.remaining import TITLES, When
from baolian.records.journal.acts import Act

# lines shown of each group before "and so many more"; by itself it shows what 150 kB bear
SHOWN = {When.OVERDUE: 10, When.TODAY: 6, When.WEEK: 5, When.LATER: 3, When.PAUSED: 2}
ALONE = 20


@dataclass(frozen=True)
class Group:
    when: When
    duties: Sequence[Duty]
    total: int

    @property
    def title(self) -> str | Promise:
        return TITLES[self.when]

    @property
    def more(self) -> int:
        return self.total - len(self.duties)


@dataclass(frozen=True)
class Plate:
    groups: Sequence[Group]
    gathered: Gathered
    alone: When | None = None

    @property
    def is_exact(self) -> bool:
        """Everything was counted; else there is more than the numbers say."""
        return self.gathered.is_exact

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def is_urgent(self) -> bool:
        """Something is late, or to be done today."""
        return any(group.when in (When.OVERDUE, When.TODAY) for group in self.groups)

    @property
    def first(self) -> Duty | None:
        """The line whose step is the main one of the page."""
        lines = (duty for group in self.groups for duty in group.duties)
        return next((duty for duty in lines if duty.step), None)


def plate_of(act: Act, alone: When | None = None) -> Plate:
    """All groups, each as far as it is shown; or one of them `alone` and longer."""
    all_of = gathered(act)
    shown = {alone: ALONE} if alone else SHOWN
    kept: dict[When, list[Item]] = {when: [] for when in When}
    for item in all_of.items:
        kept[item.when].append(item)
    listed = [item for when, n in shown.items() for item in kept[when][:n]]
    lines = iter(duties(act, listed, all_of.pauses))
    groups = [
        Group(when, [next(lines) for _item in kept[when][:n]], len(kept[when]))
        for when, n in shown.items()
        if kept[when]
    ]
    return Plate(groups, all_of, alone)


def of(all_of: Gathered, when: When) -> list[Item]:
    return [item for item in all_of.items if item.when is when]


def total(act: Act, when: When) -> str:
    """The number of a group, as its heading says it."""
    all_of = gathered(act)
    return f"{len(of(all_of, when))}{'' if all_of.is_exact else '+'}"


def duty_of(act: Act, only: Only) -> Duty | None:
    """The line of one matter or slip as it stands now; None when nothing waits there for me."""
    all_of = gathered(act, only)
    found = [item for item in all_of.items if item.key == only.key]
    return next(iter(duties(act, found, all_of.pauses)), None)
