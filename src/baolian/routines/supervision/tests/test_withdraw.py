import pytest

from baolian.records.journal.models import Notice
from baolian.routines.supervision.models import AlreadyWithdrawn, ReasonMissing, Slip
from baolian.routines.supervision.sweep import Swept
from baolian.routines.supervision.tests.stories import drafted, issued, rungs, swept
from tests.world import World

REASON = "4月2日为补班日，计算有误"


def test_a_draft_is_put_aside(world: World) -> None:
    slip = drafted(world)
    slip.withdraw(world.act(world.gao, "2022-03-30 09:00"), REASON)
    assert not Slip.objects.waiting_for_signature().exists()
    assert not Notice.objects.filter(kind="slip_withdrawn").exists()  # nobody knew of it


def test_who_received_it_hears_that_it_is_withdrawn(world: World) -> None:
    slip = issued(world)
    slip.withdraw(world.act(world.gao, "2022-03-30 10:00"), REASON)
    told = set(Notice.objects.filter(kind="slip_withdrawn").values_list("to", flat=True))
    assert told == set(Notice.objects.filter(kind="slip_issued").values_list("to", flat=True))


def test_no_reply_is_owed_any_more(world: World) -> None:
    slip = issued(world)
    act = world.act(world.gao, "2022-03-30 10:00")
    slip.withdraw(act, REASON)
    assert not Slip.objects.waiting_for_reply().exists()
    assert slip.reply_deadline is not None
    assert slip.reply_deadline.met_at == act.at
    # the reply fires no more; red falls by its own clock
    assert swept(world, "2022-04-02 17:59") == Swept()


def test_the_rung_stays_used_and_the_slip_is_kept_as_it_was(world: World) -> None:
    slip = issued(world)
    before = Slip.objects.get().facts
    slip.withdraw(world.act(world.gao, "2022-03-30 10:00"), REASON)
    swept(world, "2022-06-01 09:00")
    assert rungs(slip.matter) == ["yellow", "red"]
    assert Slip.objects.get(rung="yellow").facts == before
    assert list(Slip.objects.standing()) == []


def test_once_only_and_with_a_reason(world: World) -> None:
    slip, act = drafted(world), world.act(world.gao, "2022-03-30 09:00")
    with pytest.raises(ReasonMissing):
        slip.withdraw(act, " ")
    slip.withdraw(act, REASON)
    with pytest.raises(AlreadyWithdrawn):
        slip.withdraw(act, REASON)
