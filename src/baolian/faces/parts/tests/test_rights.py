"""Who may take which step, where the table of test_access does not reach."""

import pytest

from baolian.faces.parts.rights import Rights
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Appointment, Post, User
from tests.world import World


def again(user: User) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_nobody_takes_down_the_enterprises_word_on_what_he_resolved_himself(world: World) -> None:
    """He was asked first, handed it to nobody, resolved it: somebody else rings the enterprise."""
    matter = world.difficulty(organisation=None)
    assert Rights(world.he, matter).can_resolve
    matter.resolve(world.act(world.he, "2022-03-10 15:00"), "solved")
    matter = Matter.objects.get(pk=matter.pk)
    may = [Rights(user, matter).can_confirm for user in (world.he, world.wang, world.xu)]
    assert may == [False, False, True]


def test_his_liaison_does_not_either(world: World) -> None:
    matter = world.difficulty(organisation=None)
    act = world.act(world.wang, "2022-03-10 15:00", world.officer(world.he))
    matter.resolve(act, "solved")
    matter = Matter.objects.get(pk=matter.pk)
    assert not Rights(world.he, matter).can_confirm
    assert not Rights(world.wang, matter).can_confirm


@pytest.mark.parametrize("role", ["clerk", "leader", "supervisor"])
def test_the_side_that_handles_neither_stops_the_clock_nor_strikes_off(
    world: World, role: str
) -> None:
    appointment = Appointment(world.officer(world.lin), world.labour_bureau, "局长", role)
    Post.appoint(world.act(world.clockwork), appointment)
    rights = Rights(again(world.lin), world.difficulty())
    assert [rights.can_suspend, rights.can_close, rights.can_confirm] == [False] * 3


def test_ratings_are_not_read_by_those_who_were_rated(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    holding = Making(world.pump_works, world.officer(world.lin), "head", "county")
    Pairing.make(world.act(world.xu), holding)
    reads = [Rights(user, matter).can_read_rating for user in (world.lin, world.xu, world.he)]
    assert reads == [False, True, True]
