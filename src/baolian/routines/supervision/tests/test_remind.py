"""Reminders: the one thing that goes out unsigned. The prefecture's pack has nothing else."""

import pytest

from baolian.records.journal.models import Notice
from baolian.routines.supervision.models import NeedsNoSignature, Slip, Trial
from baolian.routines.supervision.sweep import Swept
from baolian.routines.supervision.tests.stories import BLUE, swept
from tests.world import World


def reminder(world: World) -> Slip:
    matter = world.difficulty(organisation=world.bank, owner=world.officer(world.shen))
    assert swept(world, BLUE) == Swept(drafted=1, reminders=1, batches=1)
    return Slip.objects.get(matter=matter)


def addressed(slip: Slip) -> set[str]:
    return set(Notice.objects.filter(kind="reminder").values_list("to", flat=True))


def test_it_goes_out_at_once_to_the_organisation_and_the_handler(world: World) -> None:
    slip = reminder(world)
    assert slip.issued_at == slip.settled_at == world.at(BLUE)
    assert not slip.signed
    assert addressed(slip) == {
        f"people.organisation:{world.bank.pk}",
        f"people.officer:{world.officer(world.shen).pk}",
    }


def test_nobody_signs_it(world: World) -> None:
    slip = reminder(world)
    with pytest.raises(NeedsNoSignature):
        slip.sign(world.act(world.gao, "2022-03-24 09:00"))
    assert not Slip.objects.waiting_for_signature().exists()


def test_in_a_trial_it_is_drafted_and_told_to_nobody(world: World) -> None:
    Trial.begin(world.act(world.clockwork, "2022-03-01 09:00"), world.shangluo, working_days=60)
    slip = reminder(world)
    assert slip.issued_at is None
    assert not addressed(slip)
    assert slip not in Slip.objects.waiting_for_signature()
