"""What is left of a limit, said as people say it; and when that makes it something to be done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.parts.words import limit_words, remaining_words
from baolian.records.journal.acts import SHANGHAI, Act, day_of, midnight
from baolian.records.matters.models import Deadline
from baolian.records.matters.models.deadlines import is_late
from baolian.rules.clock import ONE_DAY, ONE_HOUR, Clock, Pause, Unit

# at or below so many whole units left, a limit is close
CLOSE = {Unit.WORKING_DAY: 2, Unit.CALENDAR_DAY: 2, Unit.HOUR: 8, Unit.WORKING_HOUR: 8}


class When(StrEnum):
    """What runs out first stands first; what stands still stands apart."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    PAUSED = "paused"


TITLES: dict[When, str | Promise] = {
    When.OVERDUE: _("已逾期"),
    When.TODAY: _("今天"),
    When.WEEK: _("本周"),
    When.LATER: _("以后"),
    When.PAUSED: _("已挂起"),
}


class Left(NamedTuple):
    """`words` with their tone: 还剩 2 个工作日, 今天 18:00 前, 逾期 3 个工作日."""

    when: When
    words: str
    tone: str


@lru_cache(maxsize=8)
def ends(now: datetime) -> tuple[datetime, datetime]:
    """When today ends and when the week does, in Shanghai."""
    today = day_of(now)
    return midnight(today + ONE_DAY), midnight(last_of_week(today) + ONE_DAY)


def when_due(now: datetime, due_at: datetime, *, is_late: bool, is_paused: bool) -> When:
    if is_late:
        return When.OVERDUE
    if is_paused:
        return When.PAUSED
    end_of_today, end_of_week = ends(now)
    if due_at < end_of_today:
        return When.TODAY
    return When.WEEK if due_at < end_of_week else When.LATER


def last_of_week(day: date) -> date:
    """Its Sunday."""
    return day + timedelta(days=6 - day.weekday())


def left_of(
    act: Act,
    deadline: Deadline,
    suspended_since: datetime | None,
    pauses: tuple[Pause, ...] = (),
) -> Left:
    """Asks the database nothing when the deadline's matter and calendar are there. Of the days
    after the due moment those that lie in `pauses` of the matter are not late either."""
    since, pauses = (suspended_since, pauses) if deadline.is_pausable else (None, ())
    clock, unit = deadline.clock(act.rulebook), Unit(deadline.unit)
    return left(act.at, clock, unit, deadline.due_at, since, pauses)


def left(
    now: datetime,
    clock: Clock,
    unit: Unit,
    due_at: datetime,
    stopped_since: datetime | None,
    pauses: tuple[Pause, ...] = (),
) -> Left:
    """The same of a clock that is no row; while it stands still, no day makes it later."""
    late = is_late(due_at, now, stopped_since)
    if stopped_since:
        pauses = (*pauses, Pause(stopped_since, now))
    when = when_due(now, due_at, is_late=late, is_paused=stopped_since is not None)
    if when is When.OVERDUE:
        return Left(when, late_words(clock, unit, due_at, now, pauses), "bad")
    if when is When.PAUSED and stopped_since:
        limit = limit_words(units_to(clock, unit, stopped_since, due_at), unit)
        return Left(when, gettext("恢复后还剩 %(limit)s") % {"limit": limit}, "")
    if when is When.TODAY:
        time_of_day = f"{due_at.astimezone(SHANGHAI):%H:%M}"
        return Left(when, gettext("今天 %(time)s 前") % {"time": time_of_day}, "warn")
    n = units_to(clock, unit, now, due_at)
    return Left(when, remaining_words(n, unit), "warn" if n <= CLOSE[unit] else "")


def units_to(clock: Clock, unit: Unit, moment: datetime, due_at: datetime) -> int:
    """Whole units from `moment` to the due one; today is not counted, the day it is due is."""
    if not unit.is_of_days:
        return clock.hours_of(unit).between(moment, due_at) // ONE_HOUR
    return clock.days(unit).between(day_of(moment), day_of(due_at))


def late_words(
    clock: Clock, unit: Unit, due_at: datetime, now: datetime, pauses: tuple[Pause, ...] = ()
) -> str:
    """Counted as the ladder counts: one working day late when the office closes on the next."""
    if n := clock.used(due_at, now, unit, pauses):
        return remaining_words(-n, unit)
    return gettext("逾期不足%(limit)s") % {"limit": limit_words(1, unit)}
