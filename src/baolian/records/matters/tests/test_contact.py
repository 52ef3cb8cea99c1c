"""首次联系."""

import pytest

from baolian.records.matters.models import AlreadyClosed, AlreadyContacted, AlreadyResolved, Matter
from tests.world import World


def test_the_first_word_stops_the_clock_of_the_first_contact(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.lin, "2022-03-08 15:00")
    contact = matter.contact(act, "已电话联系企业")
    deadline = matter.deadlines.get(stage="first_contact")
    assert deadline.met_at == act.at
    assert deadline.fires_at is None
    assert matter.first_contact == contact
    assert matter.deadlines.get(stage="resolution").met_at is None


def test_there_is_one_first_word(world: World) -> None:
    matter = world.difficulty()
    matter.contact(world.act(world.lin, "2022-03-08 15:00"), "已电话联系企业")
    with pytest.raises(AlreadyContacted):
        matter.contact(world.act(world.lin, "2022-03-09 15:00"), "再次联系")
    assert matter.deadlines.get(stage="first_contact").met_at == world.at("2022-03-08 15:00")


def test_a_contact_during_a_suspension_is_not_late_for_the_days_it_stood_still(
    world: World,
) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-07 15:00"), "企业停产检修")
    matter.contact(world.act(world.lin, "2022-03-17 10:00"), "已电话联系企业")
    deadline = matter.deadlines.get(stage="first_contact")
    assert deadline.met_at is not None
    assert deadline.due_at >= deadline.met_at


def test_there_is_no_first_word_after_the_end(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "须待政策出台")
    with pytest.raises(AlreadyResolved):
        matter.contact(world.act(world.lin, "2022-03-10 16:00"), "已电话联系企业")
    matter.close(world.act(world.xu, "2022-03-11 10:00"))
    with pytest.raises(AlreadyClosed):
        matter.contact(world.act(world.lin, "2022-03-11 16:00"), "已电话联系企业")
    assert not hasattr(Matter.objects.get(pk=matter.pk), "first_contact")
