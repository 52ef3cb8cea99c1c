"""Several at once, killed at any moment: no duplicate slip, no lost notice, no gap in the numbers.

kill -9 shows that a transaction is whole; it does not show what a power failure does.
"""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from baolian.records.journal import chain, replay, soundness
from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.seals import seal
from baolian.records.matters.models import Deadline, Matter, Opening
from baolian.records.matters.moments import wrong_moments
from baolian.routines.supervision.models import Issue, Slip
from baolian.routines.supervision.sweep import sweep
from baolian.routines.supervision.tests.nursery import MOMENT
from baolian.routines.supervision.verification import wrong_slips
from tests.effort import times
from tests.world import World, build_world

NURSERY = "baolian.routines.supervision.tests.nursery"
KILLS = times(20, 60)
SWEPT = MOMENT.partition("+")[0]


def open_matters(world: World, n: int) -> None:
    opening = Opening(
        kind="difficulty",
        subject=world.pump_works,
        summary="季节性用工短缺20人",
        category="labour",
        organisation=world.labour_bureau,
    )
    Matter.open_all(world.act(world.he), [opening] * n)


def nursery(work: str, kills: int) -> tuple[int, int]:
    """(killed at work, failed by themselves)."""
    command = [sys.executable, "-m", NURSERY, work, str(kills), "7"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stderr
    killed, failed = map(int, run.stdout.split())
    assert not failed, run.stderr
    return killed, failed


def findings() -> Iterator[Finding]:
    """What `baolian verify` would list."""
    tally = Tally()
    checks = (
        chain.broken_links, replay.differences, soundness.unsound, wrong_moments, wrong_slips,
    )  # fmt: skip
    for check in checks:
        yield from check(tally)


def test_one_sweeper_alone(world: World) -> None:
    open_matters(world, 9)
    assert sweep(world.act(world.clockwork, SWEPT), batch=4).batches == 3
    assert Slip.objects.count() == 9
    assert list(findings()) == []


@pytest.mark.slow
def test_four_sweepers_and_kill_9(own_database: str) -> None:
    world = build_world()
    matters = KILLS * 50
    open_matters(world, matters)
    killed, _ = nursery("sweep", KILLS)
    assert killed == KILLS, "the work was over too early for so many kills"
    assert not Deadline.objects.filter(fires_at__lte=world.at(SWEPT)).exists()
    assert Slip.objects.count() == Slip.objects.values("deadline").distinct().count() == matters
    assert set(Slip.objects.values_list("rung", flat=True)) == {"yellow"}
    drafted = Entry.objects.filter(verb="slip drafted")
    assert drafted.count() == drafted.values("about").distinct().count() == matters
    notices = Notice.objects.filter(kind="slip_drafted")
    assert notices.values("about").distinct().count() == matters
    seal(world.act(world.clockwork, SWEPT))
    assert list(findings()) == []


def test_signers_at_once_leave_no_gap(own_database: str) -> None:
    world = build_world()
    open_matters(world, 24)
    sweep(world.act(world.clockwork, SWEPT))
    nursery("sign", 0)
    numbers = Issue.objects.order_by("n").values_list("n", flat=True)
    assert list(numbers) == list(range(1, 25))
    assert Slip.objects.waiting_for_reply().count() == 24
