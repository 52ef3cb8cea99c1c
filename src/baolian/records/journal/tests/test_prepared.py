"""Statements built once: they find what their queryset finds, whatever they are given."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.prepared import Keys, NotAsked, prepared
from baolian.records.matters.models import Matter
from baolian.records.people.models import Organisation, Post
from baolian.records.people.paths import below_any
from tests.world import World

Rows = QuerySet[Any, Any]


@prepared(most=3)
def matters_about(summary: str, opened_after: datetime, subject: int) -> Rows:
    found = Matter.objects.filter(summary=summary, opened_at__gt=opened_after, subject=subject)
    return found.order_by("id").values_list("pk", "opened_at", "closed_at", "org_path")


@prepared()
def posts_below(paths: list[str], day: date) -> Rows:
    held = Post.objects.filter(below_any(paths, "organisation__path"), since__lte=day)
    return held.order_by("id").values_list("pk", "since", "until")


@prepared()
def entries_about(names: list[str]) -> Rows:
    return Entry.objects.filter(about__among=names).order_by("id").values_list("pk", "at")


def test_it_finds_what_its_queryset_finds(world: World) -> None:
    for n in range(5):
        world.difficulty(f"2022-03-{n + 10} 09:00")
    world.difficulty(summary="厂区断电", subject=world.tea_house)
    for summary, subject, moment in (
        ("季节性用工短缺20人", world.pump_works, "2022-03-01 09:00"),
        ("季节性用工短缺20人", world.pump_works, "2022-03-12 12:00"),
        ("厂区断电", world.tea_house, "2022-03-01 09:00"),
        ("厂区断电", world.pump_works, "2022-03-01 09:00"),
    ):
        given = (summary, world.at(moment), subject.pk)
        assert matters_about.rows(*given) == list(matters_about.build(*given)[:3])
        assert matters_about.count(*given) == len(matters_about.rows(*given))
    found = matters_about.rows(
        "季节性用工短缺20人", world.at("2022-03-12 12:00"), world.pump_works.pk
    )
    assert [moment for _key, moment, _closed, _path in found] == [
        world.at("2022-03-13 09:00"),
        world.at("2022-03-14 09:00"),
    ]


@prepared(most=4)
def kinds_after(moment: datetime) -> Rows:
    found = Matter.objects.filter(opened_at__gte=moment).order_by("id")
    return found.values_list("summary", "subject", "due_at")


def test_alike_rows_are_counted(world: World) -> None:
    for _ in range(3):
        world.difficulty()
        world.difficulty(summary="厂区断电", subject=world.tea_house)
    begun = world.at("2022-03-01 09:00")
    alike = Counter(kinds_after.rows(begun))
    assert sorted(alike.values()) == [2, 2]  # of six as many as are read
    assert kinds_after.kinds(begun) == alike
    assert kinds_after.kinds(world.at("2023-03-01 09:00")) == Counter()


def test_each_number_of_values_has_its_own_statement(world: World) -> None:
    danfeng, shanyang = world.danfeng.path, world.shanyang.path
    for day in (date(2020, 1, 1), date(2022, 3, 1)):
        for paths in ([], [danfeng], [shanyang], [shanyang, danfeng]):
            expected = list(posts_below.build(paths, day))
            assert posts_below.rows(paths, day) == expected
            assert posts_below.count(paths, day) == len(expected)
    assert posts_below.count([danfeng], date(2022, 3, 1)) > 1


def test_keys_are_one_value_however_many_they_are(world: World) -> None:
    world.difficulty()
    names = list(Entry.objects.order_by("id").values_list("about", flat=True))
    for some in ([], names[:1], names, ["matters.matter:0"]):
        assert entries_about.rows(Keys(some)) == list(entries_about.build(some))
    assert len(entries_about.kept) == 1


def test_a_statement_is_built_once(world: World) -> None:
    built = []

    @prepared()
    def named(name: str) -> Rows:
        built.append(name)
        return Organisation.objects.filter(name=name).values_list("pk")

    for place in (world.danfeng, world.shanyang, world.danfeng):
        with CaptureQueriesContext(connection) as asked:
            assert named.rows(place.name) == [(place.pk,)]
        assert len(asked) == 1
    assert len(built) == 1
    # a stand-in, never a person's word
    assert world.danfeng.name not in built[0]


def test_what_nothing_can_find_is_not_asked(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert posts_below.rows([], date(2022, 3, 1)) == []
        assert posts_below.count([], date(2022, 3, 1)) == 0


def test_a_value_that_decides_how_it_is_built_is_refused(db: None) -> None:
    @prepared()
    def kinds(kind: str) -> Rows:
        found = Notice.objects.filter(kind=kind) if kind == "assigned" else Notice.objects.all()
        return found.values_list("pk")

    with pytest.raises(NotAsked, match="kinds"):
        kinds.rows("assigned")
