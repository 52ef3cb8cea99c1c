"""确认 / 回访: the only thing the honest rate counts."""

import pytest

from baolian.records.matters.models import AlreadyConfirmed, HandledAgain, Resolution, Saying
from tests.world import World

SOLVED = Saying(is_solved=True, rating="satisfied", channel="telephone")
UNSOLVED = Saying(is_solved=False, rating="dissatisfied", channel="visit", note="仍缺12人")


def resolved(world: World) -> Resolution:
    return world.difficulty().resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")


def test_the_enterprise_says_it_is_solved(world: World) -> None:
    resolution = resolved(world)
    act = world.act(world.xu, "2022-03-11 10:00")
    confirmation = resolution.confirm(act, SOLVED)
    assert resolution.is_confirmed
    assert (confirmation.by, confirmation.at) == (world.xu, act.at)
    assert Resolution.objects.get(pk=resolution.pk).is_confirmed


def test_the_enterprise_says_it_is_not(world: World) -> None:
    resolution = resolved(world)
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), UNSOLVED)
    assert not Resolution.objects.get(pk=resolution.pk).is_confirmed


def test_what_is_handled_again_is_asked_about_later(world: World) -> None:
    resolution = resolved(world)
    resolution.matter.reopen(world.act(world.xu, "2022-03-11 09:00"), "企业称未解决")
    with pytest.raises(HandledAgain):
        Resolution.objects.get().confirm(world.act(world.xu, "2022-03-11 10:00"), SOLVED)


def test_its_word_is_taken_down_once(world: World) -> None:
    resolution = resolved(world)
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), UNSOLVED)
    with pytest.raises(AlreadyConfirmed):
        Resolution.objects.get(pk=resolution.pk).confirm(world.act(world.xu), SOLVED)
    assert not Resolution.objects.get(pk=resolution.pk).is_confirmed
