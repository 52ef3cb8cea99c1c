"""Limits: how many of which unit; and what is known of one that runs."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from baolian.rules.clock.moments import aware


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"

    @property
    def is_of_days(self) -> bool:
        """Counted by closings of the office, whatever the hour at which a limit began."""
        return self in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)

    @property
    def is_working(self) -> bool:
        """Counted by a calendar: days off do not count."""
        return self in (Unit.WORKING_DAY, Unit.WORKING_HOUR)


@dataclass(frozen=True)
class Limit:
    """`n` units, at least one. Raises ValueError otherwise."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"a limit of {self.n} {self.unit}: expected at least 1")


@dataclass(frozen=True)
class Pause:
    """A closed suspension. An open one is passed as a pause until now. Raises ValueError if a
    moment is naive or `until` lies before `since`."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        if aware(self.until) < aware(self.since):
            raise ValueError(f"a pause until {self.until}: expected not before {self.since}")


@dataclass(frozen=True)
class Due:
    """`at` is aware UTC. Provisional (暂定): a year that nobody has arranged yet is touched."""

    at: datetime
    provisional: bool


@dataclass(frozen=True)
class Segment:
    """A stretch of a deadline's life. `used` is in whole units; a suspended one uses none."""

    since: datetime
    until: datetime
    kind: Literal["working", "suspended", "extended"]
    used: int

    def in_extension(self) -> Self:
        """The same in time that was granted on top of the limit."""
        return replace(self, kind="extended") if self.kind == "working" else self
