"""The arrangements that come with the product, and records that somebody types in."""

from datetime import date, timedelta
from tomllib import TOMLDecodeError

import chinese_calendar
import holidays
import pytest

from baolian.rules.calendars import (
    BadYearRecord,
    YearRecord,
    calendar_data,
    china,
    work_calendar,
    year_record_problems,
)

YEARS = range(2018, 2027)


def record(
    days_off: set[date] | None = None, worked: set[date] | None = None, year: int = 2022
) -> YearRecord:
    chosen = {date(2022, 3, 6)} if worked is None else worked
    return YearRecord(year, "", frozenset(days_off or ()), frozenset(chosen))


def test_equals_both_packages_day_by_day() -> None:
    calendar, china_holidays = china().calendar(), holidays.country_holidays("CN", years=YEARS)
    day, differing = date(YEARS[0], 1, 1), []
    while day.year in YEARS:
        ours = calendar.is_workday(day)
        if not ours == chinese_calendar.is_workday(day) == china_holidays.is_working_day(day):
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []
    assert day == date(2027, 1, 1)


def test_every_year_has_a_sound_record_with_its_notice() -> None:
    data = china()
    assert [year.year for year in data.years] == list(YEARS)
    assert data.calendar().official_years == frozenset(YEARS)
    assert data.calendar().version == data.version == "china-2026.1"
    for year in data.years:
        assert year_record_problems(year) == ()
        assert year.notice.startswith(f"国办发明电〔{year.year - 1}〕")


def test_the_notice_the_facts_name() -> None:
    notices = {year.year: year.notice for year in china().years}
    assert notices[2022] == "国办发明电〔2021〕11号"


def test_the_spring_festival_of_2020_was_extended() -> None:
    assert not china().calendar().is_workday(date(2020, 2, 1))
    assert china().calendar().is_workday(date(2020, 2, 3))


def test_a_weekend_off() -> None:
    (problem,) = year_record_problems(record(days_off={date(2022, 3, 5)}))
    assert problem.code == "weekend_off"
    assert problem.text("en") == "day off 2022-03-05 is a weekend, expected Monday to Friday"
    assert problem.text("zh") == "放假日2022-03-05是周末，应为周一至周五"


def test_a_weekday_worked() -> None:
    (problem,) = year_record_problems(record(worked={date(2022, 3, 7)}))
    assert problem.code == "weekday_worked"
    assert problem.en == "make-up day 2022-03-07 is a weekday, expected a Saturday or Sunday"


def test_a_date_of_another_year() -> None:
    problems = year_record_problems(record({date(2023, 1, 2)}, {date(2021, 3, 6)}))
    assert [problem.code for problem in problems] == ["outside_year", "outside_year"]
    assert problems[0].en == (
        "the record of 2022 holds 2021-03-06, expected dates of that year only"
    )


def test_a_year_without_make_up_days_is_unofficial_and_usable() -> None:
    bare = record({date(2022, 3, 7)}, set())
    (problem,) = year_record_problems(bare)
    assert problem.code == "unofficial"
    calendar = work_calendar("bare", [bare])
    assert calendar.official_years == frozenset()
    assert not calendar.is_workday(date(2022, 3, 7))


def test_no_calendar_of_wrong_records() -> None:
    with pytest.raises(BadYearRecord) as raised:
        work_calendar("wrong", [record(), record({date(2022, 3, 5)})])
    assert [problem.code for problem in raised.value.problems] == ["weekend_off", "year_twice"]
    assert str(raised.value) == (
        "day off 2022-03-05 is a weekend, expected Monday to Friday; "
        "2022 has 2 records, expected one"
    )


def test_no_records_at_all() -> None:
    assert work_calendar("none", []).is_workday(date(2022, 3, 7))


def test_data_from_text() -> None:
    text = (
        'version = "site-1"\n[[years]]\nyear = 2022\nnotice = ""\n'
        "days_off = [2022-03-07]\nworked = [2022-03-06]\n"
    )
    data = calendar_data(text)
    assert data.version == "site-1"
    assert data.years == (record({date(2022, 3, 7)}),)
    with pytest.raises(TOMLDecodeError):
        calendar_data("version =")
    with pytest.raises(KeyError):
        calendar_data('version = "x"')
