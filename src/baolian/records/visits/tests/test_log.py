"""Somebody went, saw, and perhaps delivered something."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.records.visits.models import (
    Going,
    NobodyWent,
    NotYetHappened,
    Raising,
    TooLongAgo,
    Visit,
)
from tests.world import World, build_world


def going(world: World, **changes: object) -> Going:
    facts: dict[str, object] = {
        "subject": world.pump_works, "officers": [world.officer(world.he)],
        "visited_on": date(2022, 3, 7), "seen": "两条线停产",
    }  # fmt: skip
    return Going(**(facts | changes))  # type: ignore[arg-type]


def test_a_visit_raises_difficulties_in_one_go(world: World) -> None:
    raised = [
        Raising("季节性用工短缺20人", "labour", world.labour_bureau),
        Raising("流动资金紧张", "financing"),
    ]
    visit = Visit.log(world.act(world.he), going(world, difficulties=raised))
    matters = [r.matter for r in visit.raised.order_by("matter_id")]
    assert [m.summary for m in matters] == [r.summary for r in raised]
    assert {m.source for m in matters} == {"visit"}
    # who was asked first stays answerable until a receipt passes it on
    assert {m.first_receiver for m in matters} == {world.officer(world.he)}
    assert matters[0].organisation == world.labour_bureau
    assert matters[0].due_at is not None


def test_a_joint_visit_names_everybody(world: World) -> None:
    both = [world.officer(world.he), world.officer(world.shen)]
    visit = Visit.log(world.act(world.he), going(world, officers=both))
    assert {v.officer for v in visit.visitors.all()} == set(both)


def test_an_officer_named_twice_went_once(world: World) -> None:
    he, shen = world.officer(world.he), world.officer(world.shen)
    visit = Visit.log(world.act(world.he), going(world, officers=[shen, he, shen, he]))
    assert [v.officer for v in visit.visitors.order_by("id")] == [shen, he]


def test_resent_by_the_phone_it_is_logged_once(world: World) -> None:
    sent = going(world, client_id=uuid.uuid4(), difficulties=[Raising("流动资金紧张", "financing")])
    first = Visit.log(world.act(world.he), sent)
    entries = Entry.objects.count()
    assert Visit.log(world.act(world.he, "2022-03-07 09:05"), sent) == first
    assert (Visit.objects.count(), Matter.objects.count()) == (1, 1)
    assert Entry.objects.count() == entries


@pytest.mark.database
def test_sent_twice_at_once_it_is_logged_once(own_database: str) -> None:
    """Both look before either has written; the second gets the first one's visit back."""
    world = build_world()
    raised = [Raising("流动资金紧张", "financing")]
    sent = going(world, client_id=uuid.uuid4(), difficulties=raised)
    act, both_looked = world.act(world.he), Barrier(2)

    def send(_: int) -> int:
        try:
            with connection.execute_wrapper(wait_after_looking(both_looked)):
                return int(Visit.log(act, sent).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert first == second
    assert (Visit.objects.count(), Matter.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="visited").count() == 1


def wait_after_looking(both: Barrier) -> Callable[..., Any]:
    looked: list[str] = []

    def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if "client_id" in sql and not looked:
            looked.append(sql)
            both.wait(30)
        return answer

    return run


def test_another_refusal_is_not_taken_for_a_twin(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.log(world.act(world.he), going(world, seen=None, client_id=uuid.uuid4()))


def test_without_a_number_of_its_own_two_visits_are_two(world: World) -> None:
    assert Visit.log(world.act(world.he), going(world)) != Visit.log(
        world.act(world.he), going(world)
    )


def test_somebody_went(world: World) -> None:
    with pytest.raises(NobodyWent):
        Visit.log(world.act(world.he), going(world, officers=[]))


def test_a_day_in_the_future_is_refused(world: World) -> None:
    act = world.act(world.he, "2022-03-07 23:59")
    with pytest.raises(NotYetHappened):
        Visit.log(act, going(world, visited_on=date(2022, 3, 8)))
    # by the day in Shanghai, although it is still the 7th in UTC
    Visit.log(world.act(world.he, "2022-03-08 00:01"), going(world, visited_on=date(2022, 3, 8)))


@pytest.mark.parametrize("day", [date(1022, 3, 7), date(2021, 3, 5)])
def test_a_day_more_than_a_year_back_is_refused(world: World, day: date) -> None:
    with pytest.raises(TooLongAgo):
        Visit.log(world.act(world.he), going(world, visited_on=day))
    assert Visit.objects.count() == 0


def test_a_day_a_year_back_is_not(world: World) -> None:
    Visit.log(world.act(world.he), going(world, visited_on=date(2021, 3, 7)))


def test_all_or_nothing(world: World) -> None:
    before = Entry.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.log(
            world.act(world.he),
            going(world, seen=None, difficulties=[Raising("流动资金紧张", "financing")]),
        )
    assert (Visit.objects.count(), Matter.objects.count()) == (0, 0)
    assert Entry.objects.count() == before


SEES = {
    "zhao": {"pump", "tea"}, "xu": {"pump"}, "gao": {"pump"}, "he": {"pump"}, "wang": {"pump"},
    "lin": set(), "mei": {"tea"}, "shen": {"pump"}, "admin": set(), "clockwork": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", SEES)
def test_each_sees_his_own_and_those_in_his_subtree(world: World, name: str) -> None:
    act = world.act(world.zhao)
    made = {
        "pump": Visit.log(act, going(world)),
        "tea": Visit.log(
            act, going(world, subject=world.tea_house, officers=[world.officer(world.mei)])
        ),
    }
    user = world.on_duty(getattr(world, name))
    seen = set(Visit.objects.visible_to(user))
    assert {word for word, visit in made.items() if visit in seen} == SEES[name]
