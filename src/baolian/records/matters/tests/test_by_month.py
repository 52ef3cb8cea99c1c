"""Months are Shanghai's; a ledger's own day counts before the server's moment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.records.matters.models import Matter
from baolian.records.matters.months import Month, by_month, standing
from tests.world import World

FEBRUARY, MARCH, APRIL = (date(2022, n, 1) for n in (2, 3, 4))
FIRSTS = [FEBRUARY, MARCH, APRIL]


def course() -> list[Month]:
    matters = Matter.objects.difficulties()
    return by_month(matters, standing(matters), FIRSTS)


def imported(world: World, day: date, **changes: Any) -> Matter:
    return world.difficulty("2022-04-17 18:00", source="import", claimed_on=day, **changes)


def test_a_month_ends_at_midnight_in_shanghai(world: World) -> None:
    world.difficulty("2022-02-28 23:59")
    world.difficulty("2022-03-01 00:00")
    world.difficulty("2022-01-31 23:59")
    world.difficulty("2022-05-01 00:00")
    assert course() == [Month(FEBRUARY, 1, 0), Month(MARCH, 1, 0), Month(APRIL, 0, 0)]


def test_a_ledgers_day_counts_before_the_moment_of_its_import(world: World) -> None:
    imported(world, date(2022, 2, 28)).claim(
        world.act(world.zhao, "2022-04-17 18:00"), date(2022, 3, 31)
    )
    assert course() == [Month(FEBRUARY, 1, 0), Month(MARCH, 0, 1), Month(APRIL, 0, 0)]


def test_what_was_reopened_is_not_resolved(world: World) -> None:
    matter = world.difficulty("2022-02-10 09:00")
    matter.resolve(world.act(world.lin, "2022-02-20 09:00"), "solved")
    assert [m.resolved for m in course()] == [1, 0, 0]
    matter.reopen(world.act(world.xu, "2022-03-02 09:00"), "没有解决")
    assert [m.resolved for m in course()] == [0, 0, 0]
    matter = Matter.objects.get(pk=matter.pk)
    matter.resolve(world.act(world.lin, "2022-04-20 09:00"), "solved")
    assert [m.resolved for m in course()] == [0, 0, 1]


def test_months_of_two_years_follow(world: World) -> None:
    world.difficulty("2022-01-31 09:00")
    matters = Matter.objects.difficulties()
    december = date(2021, 12, 1)
    found = by_month(matters, standing(matters), [december, date(2022, 1, 1)])
    assert [m.opened for m in found] == [0, 1]


def test_two_statements_however_many_months(world: World) -> None:
    matters = Matter.objects.visible_to(world.xu)
    with CaptureQueriesContext(connection) as asked:
        by_month(matters, standing(matters), [date(2021, n, 1) for n in range(1, 13)])
    assert len(asked) == 2


def test_only_what_one_may_see(world: World) -> None:
    world.difficulty("2022-02-10 09:00")
    for user, seen in ((world.xu, 1), (world.mei, 0)):
        matters = Matter.objects.visible_to(user)
        assert [m.opened for m in by_month(matters, standing(matters), FIRSTS)] == [seen, 0, 0]
