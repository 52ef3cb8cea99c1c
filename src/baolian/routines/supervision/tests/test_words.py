"""Which notice of the State Council a limit's working days are counted by."""

from datetime import datetime

import pytest
from django.utils import translation

from baolian.records.journal.acts import SHANGHAI
from baolian.records.rulebook.models import Calendar
from baolian.routines.supervision.words import calendar_words
from tests.world import World

OF_2021 = "国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）"
OF_2022 = "国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）"


def on(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("2022-03-01", "2022-03-08", OF_2022),
        # by the day in Shanghai
        ("2022-01-01T00:30", "2022-01-10", OF_2022),
        ("2021-12-28", "2022-01-07", f"{OF_2021}、{OF_2022}"),
        # beyond what the calendar knows: its version says at least which
        ("2031-03-01", "2031-03-08", "china-2026.1"),
    ],
)
@pytest.mark.usefixtures("world")
def test_the_years_of_the_limit_each_by_its_notice(since: str, until: str, said: str) -> None:
    calendar = Calendar.objects.get()
    assert calendar_words(calendar, on(since), on(until)) == said


def test_a_notice_without_a_known_number_is_not_named(world: World) -> None:
    known = Calendar.objects.get()
    silent = Calendar(label="silent", text=known.text.replace("国办发明电〔2021〕11号", ""))
    assert silent.notices(on("2021-12-28").date(), on("2022-01-07").date()) == [
        (2021, "国办发明电〔2020〕27号")
    ]
    assert calendar_words(silent, on("2022-03-01"), on("2022-03-08")) == "silent"


@pytest.mark.usefixtures("world")
def test_in_english_too() -> None:
    with translation.override("en"):
        words = calendar_words(Calendar.objects.get(), on("2022-03-01"), on("2022-03-08"))
    assert words == "State Council notice on the holidays of 2022 (国办发明电〔2021〕11号)"
