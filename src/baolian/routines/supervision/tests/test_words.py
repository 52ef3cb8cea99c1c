"""Which notice of the State Council a limit's working days are counted by."""

from datetime import datetime

import pytest
from django.utils import translation

from baolian.records.journal.acts import SHANGHAI
from baolian.records.rulebook.models import Calendar
from baolian.routines.supervision.words import Counted, counted
from tests.world import World

OF_2021 = "国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）"
OF_2022 = "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）"


OF_2026 = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"


def on(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2022-03-01", "2022-03-08", OF_2022),
        # by the day in Shanghai
        ("2022-01-01T00:30", "2022-01-10", OF_2022),
        ("2021-12-28", "2022-01-07", f"{OF_2021}、{OF_2022}"),
        # beyond what the calendar knows
        ("2026-12-28", "2027-01-07", f"{OF_2026}；2027年放假安排未公布，暂按周一至周五"),
        ("2031-03-01", "2031-03-08", "2031年放假安排未公布，暂按周一至周五"),
        ("2031-12-30", "2032-01-08", "2031、2032年放假安排未公布，暂按周一至周五"),
    ],
)
@pytest.mark.usefixtures("world")
def test_the_years_of_the_limit_each_by_its_notice(since: str, until: str, said: str) -> None:
    calendar = Calendar.objects.get()
    for unit in ("working_day", "working_hour"):
        assert str(counted(calendar, unit, on(since), on(until))) == said


@pytest.mark.parametrize("unit", ["calendar_day", "hour"])
@pytest.mark.usefixtures("world")
def test_a_limit_that_counts_days_off_too_is_counted_by_no_notice(unit: str) -> None:
    found = counted(Calendar.objects.get(), unit, on("2026-12-28"), on("2027-01-07"))
    assert found == Counted()
    assert not str(found)


def test_a_notice_without_a_known_number_is_not_named(world: World) -> None:
    known = Calendar.objects.get()
    silent = Calendar(label="silent", text=known.text.replace("国办发明电〔2021〕11号", ""))
    assert silent.notices(on("2021-12-28").date(), on("2022-01-07").date()) == [
        (2021, "国办发明电〔2020〕27号")
    ]
    for since, said in (("2022-03-01", "silent"), ("2021-12-28", f"{OF_2021}、silent")):
        assert str(counted(silent, "working_day", on(since), on("2022-03-08"))) == said


@pytest.mark.usefixtures("world")
def test_in_english_too() -> None:
    with translation.override("en"):
        by_2022, by_2031 = (
            str(
                counted(
                    Calendar.objects.get(), "working_day", on(f"{year}-03-01"), on(f"{year}-03-08")
                )
            )
            for year in (2022, 2031)
        )
    assert by_2022 == "State Council notice on the holidays of 2022 (国办发明电〔2021〕11号)"
    assert by_2031 == "holidays of 2031 not announced yet, Monday to Friday for now"
