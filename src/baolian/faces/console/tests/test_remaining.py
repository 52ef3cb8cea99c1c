"""What is left of a limit, in words, and the group that it makes."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from baolian.faces.console.remaining import When, left, left_of
from baolian.records.matters.models import Matter
from baolian.rules.calendars import china
from baolian.rules.clock import Clock, OfficeHours, Unit
from tests.world import World

# a difficulty of Monday 7 March: resolved by Monday 28 March, 18:00


@pytest.mark.parametrize(
    ("moment", "when", "words", "tone"),
    [
        ("2022-03-14 09:00", When.LATER, "还剩 10个工作日", ""),
        ("2022-03-24 09:00", When.LATER, "还剩 2个工作日", "warn"),
        # on a Sunday the Monday after is another week
        ("2022-03-27 09:00", When.LATER, "还剩 1个工作日", "warn"),
        ("2022-03-28 09:00", When.TODAY, "今天 18:00 前", "warn"),
        ("2022-03-28 18:00", When.TODAY, "今天 18:00 前", "warn"),
        ("2022-03-28 18:01", When.OVERDUE, "逾期不足1个工作日", "bad"),
        ("2022-03-29 17:59", When.OVERDUE, "逾期不足1个工作日", "bad"),
        # when the office closes, as the ladder counts
        ("2022-03-29 18:00", When.OVERDUE, "逾期 1个工作日", "bad"),
        # Saturday 2 April is worked, 3 to 5 April are off
        ("2022-04-06 18:00", When.OVERDUE, "逾期 6个工作日", "bad"),
    ],
)
def test_what_is_left_by_the_hour(
    world: World, moment: str, when: When, words: str, tone: str
) -> None:
    clock = world.difficulty().deadlines.get(stage="resolution")
    assert left_of(world.act(world.lin, moment), clock, None) == (when, words, tone)


def test_this_week_ends_on_sunday(world: World) -> None:
    clock = world.difficulty().deadlines.get(stage="receipt")
    assert left_of(world.act(world.lin), clock, None).when is When.WEEK
    friday = world.difficulty("2022-03-04 09:00").deadlines.get(stage="receipt")
    assert left_of(world.act(world.lin, "2022-03-04 10:00"), friday, None).when is When.LATER


@pytest.mark.parametrize(
    ("stopped", "when", "words"),
    [
        ("2022-03-21 10:00", When.PAUSED, "恢复后还剩 5个工作日"),
        # what was late before it was suspended is late still, and no later for standing still
        ("2022-03-30 10:00", When.OVERDUE, "逾期 1个工作日"),
    ],
)
def test_a_clock_that_stands_still(world: World, stopped: str, when: When, words: str) -> None:
    matter = Matter.objects.get(pk=world.difficulty().pk)
    matter.suspend(world.act(world.xu, stopped), "企业停产检修")
    clock = matter.deadlines.get(stage="resolution")
    found = left_of(world.act(world.lin, "2022-04-06 19:00"), clock, world.at(stopped))
    assert (found.when, found.words) == (when, words)


def test_a_receipt_never_stands_still(world: World) -> None:
    clock = world.difficulty().deadlines.get(stage="receipt")
    act = world.act(world.lin, "2022-03-08 10:00")
    assert left_of(act, clock, world.at("2022-03-07 10:00")).when is When.TODAY


def test_in_english(world: World) -> None:
    clock = world.difficulty().deadlines.get(stage="resolution")
    with translation.override("en"):
        said = [
            left_of(world.act(world.lin, moment), clock, None).words
            for moment in ("2022-03-25 09:00", "2022-03-28 09:00", "2022-03-28 19:00")
        ]
    assert said == ["1 working day left", "by 18:00 today", "less than 1 working day late"]


@pytest.mark.parametrize(
    ("due", "when", "words"),
    [
        ("2022-03-07 10:00", When.LATER, "还剩 4个工作小时"),  # Monday; the night does not count
        ("2022-03-04 17:00", When.TODAY, "今天 17:00 前"),
        ("2022-03-04 13:30", When.OVERDUE, "逾期 2个工作小时"),
        ("2022-03-03 17:00", When.OVERDUE, "逾期 9个工作小时"),
    ],
)
def test_working_hours(due: str, when: When, words: str) -> None:
    clock = Clock(china().calendar(), OfficeHours(time(8), time(18)))
    now, due_at = (shanghai(moment) for moment in ("2022-03-04 16:00", due))
    found = left(now, clock, Unit.WORKING_HOUR, due_at, None)
    assert (found.when, found.words) == (when, words)


def shanghai(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+08:00").astimezone(UTC)
