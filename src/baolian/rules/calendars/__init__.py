"""Holiday arrangements as versioned data, and the working-day calendar made of them. Pure.

A year's record holds the dates that lie in that year. Its last days can still be moved by the
next year's notice (29 December 2018 was), which then makes a new version of the data; a deadline
keeps the version it was counted by.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from baolian.rules.clock import WorkCalendar
from baolian.rules.identifiers import Problem

UNOFFICIAL = "unofficial"


@dataclass(frozen=True)
class YearRecord:
    """`notice` is the number (文号) of the State Council notice, "" where it is not known for
    sure; `days_off` are weekdays off, `worked` make-up Saturdays and Sundays."""

    year: int
    notice: str
    days_off: frozenset[date]
    worked: frozenset[date]

    @property
    def is_official(self) -> bool:
        """Every arrangement since 2018 has make-up days: without them only the statutory holidays
        are known, and the notice is still to come (facts 4.2)."""
        return bool(self.worked)


@dataclass(frozen=True)
class CalendarData:
    version: str
    years: tuple[YearRecord, ...]

    def calendar(self) -> WorkCalendar:
        return work_calendar(self.version, self.years)


class BadYearRecord(ValueError):
    """Records that no calendar can be made of; `problems` says why in both languages."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.en for problem in problems))
        self.problems = problems


@cache
def china() -> CalendarData:
    """The arrangements that come with the product."""
    text = files(__name__).joinpath("china.toml").read_text(encoding="utf-8")
    return calendar_data(text)


def calendar_data(text: str) -> CalendarData:
    """From TOML in the form of china.toml. Raises tomllib.TOMLDecodeError and KeyError."""
    data = tomllib.loads(text)
    years = (
        YearRecord(
            year["year"], year["notice"], frozenset(year["days_off"]), frozenset(year["worked"])
        )
        for year in data["years"]
    )
    return CalendarData(data["version"], tuple(years))


def work_calendar(version: str, records: Iterable[YearRecord]) -> WorkCalendar:
    """A calendar of several years; a year without make-up days counts as unofficial.

    Raises BadYearRecord for a record with any other problem, or for a year given twice.
    """
    found = tuple(records)
    problems = tuple(
        problem
        for record in found
        for problem in year_record_problems(record)
        if problem.code != UNOFFICIAL
    )
    problems += _doubles(found)
    if problems:
        raise BadYearRecord(problems)
    return WorkCalendar(
        version=version,
        days_off=frozenset().union(*(record.days_off for record in found)),
        worked_weekends=frozenset().union(*(record.worked for record in found)),
        official_years=frozenset(record.year for record in found if record.is_official),
    )


def year_record_problems(record: YearRecord) -> tuple[Problem, ...]:
    """Everything wrong with a record, by date. The code UNOFFICIAL alone is a warning: such a
    year can be used, and its deadlines are provisional."""
    problems = [_outside(record, day) for day in sorted(record.days_off | record.worked)]
    problems += [_weekend_off(day) for day in sorted(record.days_off)]
    problems += [_weekday_worked(day) for day in sorted(record.worked)]
    problems.append(None if record.is_official else _unofficial(record.year))
    return tuple(problem for problem in problems if problem is not None)


def _outside(record: YearRecord, day: date) -> Problem | None:
    if day.year == record.year:
        return None
    return Problem(
        "outside_year",
        f"{record.year}年的记录中有{day}，应只含当年日期",
        f"the record of {record.year} holds {day}, expected dates of that year only",
    )


def _weekend_off(day: date) -> Problem | None:
    if day.weekday() < 5:
        return None
    return Problem(
        "weekend_off",
        f"放假日{day}是周末，应为周一至周五",
        f"day off {day} is a weekend, expected Monday to Friday",
    )


def _weekday_worked(day: date) -> Problem | None:
    if day.weekday() >= 5:
        return None
    return Problem(
        "weekday_worked",
        f"调休上班日{day}不是周末，应为周六或周日",
        f"make-up day {day} is a weekday, expected a Saturday or Sunday",
    )


def _unofficial(year: int) -> Problem:
    return Problem(
        UNOFFICIAL,
        f"{year}年没有调休上班日，视为国务院尚未公布安排，期限按暂定处理",
        f"{year} has no make-up days: taken as not yet arranged by the State Council, "
        "deadlines are provisional",
    )


def _doubles(records: tuple[YearRecord, ...]) -> tuple[Problem, ...]:
    years = [record.year for record in records]
    doubled = sorted({year for year in years if years.count(year) > 1})
    return tuple(
        Problem(
            "year_twice",
            f"{year}年有{years.count(year)}条记录，应只有1条",
            f"{year} has {years.count(year)} records, expected one",
        )
        for year in doubled
    )
