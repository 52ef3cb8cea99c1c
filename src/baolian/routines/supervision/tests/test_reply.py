import pytest

from baolian.records.journal.models import Notice
from baolian.routines.supervision.models import NoReplyOwed, NotIssued, ReasonMissing, Slip
from baolian.routines.supervision.tests.stories import drafted, issued
from tests.world import World

ANSWER = "已与3所职校对接，下周到岗20人"


def test_a_reply_meets_its_deadline(world: World) -> None:
    slip = issued(world)
    act = world.act(world.lin, "2022-03-31 09:00")
    reply = slip.reply(act, ANSWER)
    owed = slip.reply_deadline
    assert owed is not None
    assert (owed.met_at, owed.fires_at) == (act.at, None)
    assert (reply.deadline, reply.is_late) == (owed, False)
    assert not Slip.objects.waiting_for_reply().exists()


def test_the_office_hears_of_it(world: World) -> None:
    slip = issued(world)
    slip.reply(world.act(world.lin, "2022-03-31 09:00"), ANSWER)
    notice = Notice.objects.get(kind="slip_replied")
    assert notice.to == f"people.organisation:{world.danfeng.pk}"


def test_a_late_reply_is_taken_and_is_late(world: World) -> None:
    slip = issued(world)
    assert slip.reply(world.act(world.lin, "2022-04-11 09:00"), ANSWER).is_late


def test_it_needs_words(world: World) -> None:
    slip = issued(world)
    with pytest.raises(ReasonMissing):
        slip.reply(world.act(world.lin, "2022-03-31 09:00"), "  ")


def test_one_answer_is_enough(world: World) -> None:
    slip = issued(world)
    slip.reply(world.act(world.lin, "2022-03-31 09:00"), ANSWER)
    with pytest.raises(NoReplyOwed):
        Slip.objects.get().reply(world.act(world.lin, "2022-03-31 10:00"), ANSWER)


def test_a_draft_asks_for_nothing(world: World) -> None:
    slip = drafted(world)
    with pytest.raises(NotIssued):
        slip.reply(world.act(world.lin, "2022-03-31 09:00"), ANSWER)


def test_a_resolved_matters_slip_is_still_answered(world: World) -> None:
    slip = issued(world)
    slip.matter.resolve(world.act(world.lin, "2022-03-30 10:00"), "solved")
    slip.reply(world.act(world.lin, "2022-03-31 09:00"), ANSWER)
    assert slip.reply_deadline is not None
    assert slip.reply_deadline.met_at == world.at("2022-03-31 09:00")
