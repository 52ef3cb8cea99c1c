"""Two at once on one matter: who read it before the other's verb is told so, and writes nothing."""

from collections.abc import Callable

import pytest
from django.db import transaction

from baolian.records.journal.models import Entry
from baolian.records.journal.rows import Overtaken
from baolian.records.matters.models import Deadline, Extension, Handling, Matter, Saying
from tests.world import World

Verb = Callable[[World, Matter], object]
Answer = Callable[[World, Handling], None]
Turn = Callable[[World, Extension], None]


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


def asked(world: World) -> Extension:
    matter = world.difficulty()
    request = Extension.ask(world.act(world.lin, MORNING), matter, 5, "招聘会在4月上旬")
    return Extension.objects.get(pk=request.pk)


def grant(world: World, request: Extension) -> None:
    Extension.objects.get(pk=request.pk).grant(world.act(world.he, "2022-03-10 17:00"))


def stop(world: World, request: Extension) -> None:
    Matter.objects.get(pk=request.matter_id).suspend(
        world.act(world.xu, "2022-03-09 09:00"), "企业停产检修"
    )


def go_on(world: World, request: Extension) -> None:
    Matter.objects.get(pk=request.matter_id).resume(world.act(world.xu, "2022-03-10 16:00"))


def nothing(world: World, request: Extension) -> None:
    """The request waits."""


@pytest.mark.parametrize(
    ("before", "verb", "turn", "between"),
    [
        (nothing, grant, "extend", stop),
        (stop, grant, "extend", go_on),
        (stop, go_on, "rewind", grant),
    ],
)
def test_a_clock_that_was_stopped_or_extended_meanwhile_is_not_turned(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    before: Turn,
    verb: Turn,
    turn: str,
    between: Turn,
) -> None:
    """What the verb has read of the clock is old by the time it turns it."""
    request = asked(world)
    before(world, request)
    original = getattr(Deadline, turn)

    def meanwhile(self: Deadline, *given: object) -> None:
        monkeypatch.setattr(Deadline, turn, original)
        between(world, request)
        original(self, *given)

    monkeypatch.setattr(Deadline, turn, meanwhile)
    with pytest.raises(Overtaken), transaction.atomic():
        verb(world, request)
