"""销号."""

import pytest

from baolian.records.matters.models import (
    AlreadyClosed,
    Matter,
    NotConfirmed,
    NotResolved,
    Saying,
)
from tests.world import World

SOLVED = Saying(is_solved=True, rating="satisfied", channel="telephone")
UNSOLVED = Saying(is_solved=False, rating="dissatisfied", channel="telephone")


def test_unresolved_it_stays_on_the_list(world: World) -> None:
    with pytest.raises(NotResolved):
        world.difficulty().close(world.act(world.xu))


def test_said_to_be_solved_it_stays_until_the_enterprise_says_so(world: World) -> None:
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    with pytest.raises(NotConfirmed):
        matter.close(world.act(world.xu, "2022-03-11 10:00"))
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), SOLVED)
    act = world.act(world.xu, "2022-03-11 11:00")
    matter.close(act, "企业满意")
    assert matter.closed_at == act.at
    assert matter not in Matter.objects.open()
    assert matter.closures.get().note == "企业满意"


def test_the_enterprise_denies_it_and_it_stays(world: World) -> None:
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), UNSOLVED)
    with pytest.raises(NotConfirmed):
        matter.close(world.act(world.xu, "2022-03-11 11:00"))


def test_a_claim_alone_does_not_strike_it_off(world: World) -> None:
    matter = world.difficulty()
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), None, "满意")
    with pytest.raises(NotConfirmed):
        matter.close(world.act(world.xu, "2022-03-11 11:00"))


def test_explained_in_writing_it_is_struck_off(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "须待政策出台")
    matter.close(world.act(world.xu, "2022-03-11 11:00"))
    with pytest.raises(AlreadyClosed):
        matter.close(world.act(world.xu, "2022-03-11 12:00"))


def task(world: World) -> Matter:
    """A kind whose steps in the pack have no confirmation."""
    matter = world.difficulty(kind="task", category="")
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    return matter


def test_a_solved_task_asks_no_enterprise(world: World) -> None:
    matter, act = task(world), world.act(world.xu, "2022-03-11 11:00")
    assert not matter.asks_enterprise
    matter.close(act)
    assert matter.closed_at == act.at


def test_an_enterprise_that_was_asked_all_the_same_has_the_last_word(world: World) -> None:
    matter = task(world)
    assert matter.resolution is not None
    matter.resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), UNSOLVED)
    with pytest.raises(NotConfirmed):
        matter.close(world.act(world.xu, "2022-03-11 11:00"))


def test_who_says_solved_cannot_explain_the_enterprises_word_away(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved", "已办")
    with pytest.raises(NotConfirmed):
        matter.close(world.act(world.xu, "2022-03-11 11:00"))
