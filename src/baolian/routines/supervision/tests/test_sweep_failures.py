"""One deadline that cannot be swept keeps nobody else from being swept."""

import logging

import pytest

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Deadline, Matter
from baolian.routines.supervision.sweep import Swept, sweep
from baolian.routines.supervision.tests.stories import BLUE, YELLOW, resolution, rungs
from tests.world import World


def damaged(matter: Matter) -> Deadline:
    """A deadline whose unit no clock knows, as a hand in the database could leave it."""
    deadline = resolution(matter)
    Deadline.objects.filter(pk=deadline.pk).update(unit="fortnight")
    return deadline


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_the_others_are_drafted(world: World, caplog: pytest.LogCaptureFixture, batch: int) -> None:
    matters = [world.difficulty(summary=f"用工短缺 {n}") for n in range(5)]
    broken = [damaged(matters[1]), damaged(matters[4])]
    before = Entry.objects.count()
    with caplog.at_level(logging.ERROR):
        swept = sweep(world.act(world.clockwork, YELLOW), batch)
    assert (swept.drafted, sorted(swept.failed)) == (3, [one.pk for one in broken])
    assert [rungs(matter) for matter in matters] == [["yellow"], [], ["yellow"], ["yellow"], []]
    assert Entry.objects.count() == before + 3
    assert all(f"deadline {one.pk} could not be swept" in caplog.text for one in broken)


def test_the_next_sweep_tries_again(world: World) -> None:
    matter = world.difficulty()
    broken = damaged(matter)
    assert sweep(world.act(world.clockwork, BLUE)).failed == (broken.pk,)
    Deadline.objects.filter(pk=broken.pk).update(unit="working_day")
    assert sweep(world.act(world.clockwork, BLUE)) == Swept(drafted=1, batches=1)
