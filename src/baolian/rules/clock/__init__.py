"""Limits and the moments at which they fall due. Pure: no Django, no system clock.

Two things are kept apart: *days*, which are local dates in Shanghai and decide how a limit in days
is counted, and *moments*, which are aware and come back in UTC.

The day of the event is not counted: a matter opened on a Friday evening and one opened that
morning have the same working days (facts 4.3). Conventions that are ours, not a regulation's:
a day is used up when the office closes, a suspension takes out the days on which the office closes
while it lasts, a calendar-day limit that ends on a holiday is not rolled to the next working day,
hours and working hours run from the moment of the event, and a working hour that ends with the
day falls due at closing.
"""

from baolian.rules.clock.counting import Clock
from baolian.rules.clock.days import (
    EVERY_DAY,
    FIRST_YEAR,
    LAST_YEAR,
    Days,
    EveryDay,
    WorkCalendar,
)
from baolian.rules.clock.hours import EVERY_HOUR, EveryHour, Hours, OfficeHours, OpenHours
from baolian.rules.clock.limits import Due, Limit, Pause, Segment, Unit
from baolian.rules.clock.moments import ONE_DAY, ONE_HOUR, ONE_SECOND, SHANGHAI

__all__ = [
    "EVERY_DAY",
    "EVERY_HOUR",
    "FIRST_YEAR",
    "LAST_YEAR",
    "ONE_DAY",
    "ONE_HOUR",
    "ONE_SECOND",
    "SHANGHAI",
    "Clock",
    "Days",
    "Due",
    "EveryDay",
    "EveryHour",
    "Hours",
    "Limit",
    "OfficeHours",
    "OpenHours",
    "Pause",
    "Segment",
    "Unit",
    "WorkCalendar",
]
