"""Who does it, for whom, when, under which rules: the first argument of every verb that writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from baolian.records.journal.pages import Page

if TYPE_CHECKING:
    from baolian.records.people.models import Officer, User
    from baolian.records.rulebook.models import Rulebook

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Act:
    """Takes the place of the system clock, of a current-user global and of global settings.

    `by` typed it in; `on_behalf_of` answers for it when a liaison acts for a leader. What `by`
    sees and may do is what he may on the day of the act, for that leader.
    """

    by: User
    at: datetime
    rulebook: Rulebook
    on_behalf_of: Officer | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"an act needs a moment with a time zone; found {self.at}")
        object.__setattr__(self, "by", self.by.on(self.today, self.on_behalf_of))

    @property
    def today(self) -> date:
        return day_of(self.at)

    def page(self) -> Page:
        return Page(self)


def day_of(moment: datetime) -> date:
    """The day in Shanghai: days are decided there, whatever the server's zone."""
    return moment.astimezone(SHANGHAI).date()


def midnight(day: date) -> datetime:
    """When the day begins in Shanghai."""
    return datetime.combine(day, time.min, SHANGHAI)
