"""Two at once on one matter: who read it before the other's verb is told so, and writes nothing."""

from collections.abc import Callable

import pytest
from django.db import transaction

from baolian.records.journal.models import Entry
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import Handling, Matter, Saying
from tests.world import World

Verb = Callable[[World, Matter], object]
Answer = Callable[[World, Handling], None]


def resolve(world: World, matter: Matter) -> object:
    return matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "须待政策出台")


def close(world: World, matter: Matter) -> object:
    return matter.close(world.act(world.xu, "2022-03-11 10:00"))


def reopen(world: World, matter: Matter) -> object:
    return matter.reopen(world.act(world.xu, "2022-03-11 10:00"), "企业称未解决")


def suspend(world: World, matter: Matter) -> object:
    return matter.suspend(world.act(world.xu, "2022-03-10 16:00"), "等候批复")


def assign(world: World, matter: Matter) -> object:
    return matter.assign(world.act(world.xu, "2022-03-10 16:00"), world.labour_bureau)


def contact(world: World, matter: Matter) -> object:
    return matter.contact(world.act(world.lin, "2022-03-10 16:00"), "已电话联系")


def confirm(world: World, matter: Matter) -> object:
    assert matter.resolution is not None
    said = Saying(is_solved=True, rating="satisfied", channel="telephone")
    return matter.resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), said)


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [
        ([resolve], reopen, confirm),
        ([resolve], reopen, close),
        ([resolve], close, reopen),
        ([], resolve, suspend),
        ([], resolve, assign),
        ([], resolve, contact),
    ],
)
def test_the_second_is_overtaken(
    world: World, before: list[Verb], first: Verb, second: Verb
) -> None:
    matter = world.difficulty(organisation=None)
    for verb in before:
        verb(world, matter)
    early, late = (Matter.objects.get(pk=matter.pk) for _ in range(2))
    first(world, early)
    entries = Entry.objects.count()
    with pytest.raises(Overtaken), transaction.atomic():
        second(world, late)
    assert Entry.objects.count() == entries


MORNING = "2022-03-08 10:00"


def receive(world: World, handling: Handling) -> None:
    handling.receive(world.act(world.lin, MORNING), world.officer(world.lin))


def give_back(world: World, handling: Handling) -> None:
    handling.give_back(world.act(world.lin, MORNING), "不属本局职责")


def resolve_it(world: World, handling: Handling) -> None:
    resolve(world, Matter.objects.get(pk=handling.matter_id))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (resolve_it, receive),
        (resolve_it, give_back),
        (receive, give_back),
        (give_back, receive),
    ],
)
def test_who_answers_an_assignment_second_is_overtaken(
    world: World, first: Answer, second: Answer
) -> None:
    matter = world.difficulty()
    early, late = (Matter.objects.get(pk=matter.pk).lead for _ in range(2))
    assert early is not None
    assert late is not None
    # what the request read is what the verb decides on
    assert not late.matter.resolved_at
    first(world, early)
    entries = Entry.objects.count()
    with pytest.raises(Overtaken), transaction.atomic():
        second(world, late)
    assert Entry.objects.count() == entries
