import pytest

from baolian.routines.supervision.models import (
    AlreadyOnTrial,
    NotOnTrial,
    Slip,
    StillOnTrial,
    Trial,
)
from baolian.routines.supervision.tests.stories import YELLOW, drafted, swept
from tests.world import World


def test_it_lasts_as_many_working_days_as_the_pack_says(world: World) -> None:
    trial = Trial.begin(world.act(world.clockwork, "2022-03-07 09:00"), world.danfeng)
    assert trial.until == world.at("2022-03-21 18:00")


def test_it_drafts_and_issues_nothing(world: World) -> None:
    Trial.begin(world.act(world.clockwork, "2022-03-21 09:00"), world.danfeng)
    slip = drafted(world)
    with pytest.raises(StillOnTrial):
        slip.sign(world.act(world.gao, "2022-03-30 09:00"))
    assert slip in Slip.objects.waiting_for_signature()
    assert slip.sign(world.act(world.gao, "2022-04-07 09:00")).n == 1


def test_a_trial_above_holds_below(world: World) -> None:
    Trial.begin(world.act(world.clockwork, "2022-03-21 09:00"), world.shangluo)
    with pytest.raises(StillOnTrial):
        drafted(world).sign(world.act(world.gao, "2022-03-30 09:00"))


def test_a_neighbours_trial_does_not(world: World) -> None:
    Trial.begin(world.act(world.clockwork, "2022-03-21 09:00"), world.shanyang)
    assert drafted(world).sign(world.act(world.gao, "2022-03-30 09:00")).n == 1


def test_ended_early_it_holds_no_longer(world: World) -> None:
    trial = Trial.begin(world.act(world.clockwork, "2022-03-21 09:00"), world.danfeng)
    slip = drafted(world)
    trial.end(world.act(world.gao, "2022-03-30 08:00"))
    assert slip.sign(world.act(world.gao, "2022-03-30 09:00")).n == 1
    with pytest.raises(NotOnTrial):
        trial.end(world.act(world.gao, "2022-03-30 10:00"))


def test_there_is_one_only(world: World) -> None:
    act = world.act(world.clockwork)
    Trial.begin(act, world.danfeng)
    with pytest.raises(AlreadyOnTrial):
        Trial.begin(act, world.danfeng)


def test_before_it_began_nothing_was_on_trial(world: World) -> None:
    Trial.begin(world.act(world.clockwork, "2022-03-30 10:00"), world.danfeng)
    world.difficulty()
    swept(world, YELLOW)
    assert Slip.objects.get().sign(world.act(world.gao, "2022-03-30 09:00"))
