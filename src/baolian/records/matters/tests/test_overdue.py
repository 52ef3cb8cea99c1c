"""Late or not: one rule for a matter and for each of its clocks."""

import pytest

from baolian.records.matters.models import Matter
from tests.world import World

# labour: 15 working days from Monday 7 March, due on Monday 28 March at 18:00
BEFORE, DUE, AFTER = "2022-03-21 10:00", "2022-03-28 18:00", "2022-03-30 10:00"
NOW = "2022-04-06 10:00"


@pytest.mark.parametrize(("stopped_at", "is_late"), [(None, True), (BEFORE, False), (AFTER, True)])
def test_the_clock_says_what_the_matter_says(
    world: World,
    stopped_at: str | None,
    is_late: bool,  # noqa: FBT001
) -> None:
    matter = Matter.objects.get(pk=world.difficulty().pk)
    assert matter.due_at == world.at(DUE)
    if stopped_at:
        matter.suspend(world.act(world.xu, stopped_at), "企业停产检修")
    deadline = matter.deadlines.get(stage="resolution")
    since = world.at(stopped_at) if stopped_at else None
    assert deadline.is_overdue(world.at(NOW), since) is is_late
    assert matter.is_overdue(world.at(NOW)) is is_late
    assert Matter.objects.overdue(world.at(NOW)).exists() is is_late


def test_a_receipt_is_late_whatever_stands_still(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-07 10:00"), "企业停产检修")
    receipt = matter.deadlines.get(stage="receipt")
    assert receipt.is_overdue(world.at(NOW), world.at("2022-03-07 10:00"))


def test_what_is_done_is_not_late(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, AFTER), "explained", "须待政策出台")
    assert not matter.deadlines.get(stage="resolution").is_overdue(world.at(NOW), None)
