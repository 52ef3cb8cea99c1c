from collections import Counter

import pytest

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.records.matters.moments import wrong_moments
from baolian.routines.supervision.models import (
    AlreadyRefused,
    AlreadyWithdrawn,
    ReasonMissing,
    Reply,
    Slip,
)
from baolian.routines.supervision.sweep import Swept
from baolian.routines.supervision.tests.stories import BLUE, RED, issued, rungs, swept
from tests.world import World


def replied(
    world: World, moment: str = "2022-03-29 18:00", signed: str = "2022-03-30 09:00"
) -> Reply:
    slip = issued(world, moment, signed)
    return slip.reply(world.act(world.lin, signed[:-5] + "11:00"), "正在办理")


def test_a_refused_reply_leads_to_the_next_rung_at_once(world: World) -> None:
    reply = replied(world)
    act = world.act(world.gao, "2022-03-31 09:00")
    refusal = reply.refuse(act, "没有时限和责任人")
    red = Slip.objects.get(rung="red")
    assert (red.told["trigger"], red.drafted_at) == ("reply_missed", act.at)
    assert red.deadline == reply.slip.deadline
    assert refusal.reply_deadline is None  # the red slip will ask


def test_the_clock_does_not_draft_it_again(world: World) -> None:
    replied(world).refuse(world.act(world.gao, "2022-03-31 09:00"), "没有时限和责任人")
    assert swept(world, RED) == Swept()
    assert swept(world, "2022-06-01 09:00") == Swept()


def test_where_no_rung_is_left_another_reply_is_asked_for(world: World) -> None:
    reply = replied(world, BLUE, "2022-03-24 09:00")
    slip = reply.slip
    reply.refuse(world.act(world.gao, "2022-03-25 09:00"), "没有时限和责任人")
    assert rungs(slip.matter) == ["blue"]
    again = slip.reply_deadline
    assert again is not None
    assert (again.cycle, again.met_at) == (2, None)
    assert again.due_at == world.at("2022-03-29 18:00")
    assert Slip.objects.waiting_for_reply().get() == slip
    slip.reply(world.act(world.lin, "2022-03-28 09:00"), "4月1日前到岗，责任人林涛")
    assert not Slip.objects.waiting_for_reply().exists()
    assert slip.replies.count() == 2


def test_what_is_done_is_not_escalated(world: World) -> None:
    reply = replied(world)
    reply.slip.matter.resolve(world.act(world.lin, "2022-03-30 12:00"), "solved")
    reply.refuse(world.act(world.gao, "2022-03-31 09:00"), "没有时限和责任人")
    assert rungs(reply.slip.matter) == ["yellow"]


def test_what_is_done_is_still_answered_and_leads_nowhere(world: World) -> None:
    reply = replied(world)
    reply.slip.matter.resolve(world.act(world.lin, "2022-03-30 12:00"), "solved")
    owed = reply.refuse(world.act(world.gao, "2022-03-31 09:00"), "没有时限").reply_deadline
    assert owed is not None
    assert owed.fires_at is None
    assert list(wrong_moments(Counter())) == []
    assert swept(world, "2022-06-01 09:00") == Swept()
    # reopened, the new cycle has a clock and a ladder of its own
    Matter.objects.get().reopen(world.act(world.xu, "2022-06-01 10:00"), "企业称未解决")
    assert list(wrong_moments(Counter())) == []


def test_once_only_and_with_a_reason(world: World) -> None:
    reply, act = replied(world), world.act(world.gao, "2022-03-31 09:00")
    with pytest.raises(ReasonMissing):
        reply.refuse(act, "")
    reply.refuse(act, "没有时限和责任人")
    with pytest.raises(AlreadyRefused):
        reply.refuse(act, "没有时限和责任人")


def test_a_withdrawn_slips_reply_stands(world: World) -> None:
    reply = replied(world)
    reply.slip.withdraw(world.act(world.gao, "2022-03-31 08:00"), "日历有误")
    with pytest.raises(AlreadyWithdrawn):
        reply.refuse(world.act(world.gao, "2022-03-31 09:00"), "没有时限和责任人")


def test_refusal_and_next_draft_have_an_entry_each(world: World) -> None:
    reply = replied(world)
    reply.refuse(world.act(world.gao, "2022-03-31 09:00"), "没有时限和责任人")
    assert Entry.objects.concerning(reply.slip).last().verb == "reply refused"  # type: ignore[union-attr]
    red = Slip.objects.get(rung="red")
    assert Entry.objects.concerning(red).get().verb == "slip drafted"
