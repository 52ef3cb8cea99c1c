"""二次办理: closing and opening again never gives the days back."""

from collections import Counter

import pytest

from baolian.records.matters.models import Matter, NothingToReopen, Saying
from baolian.records.matters.moments import wrong_moments
from tests.world import World

UNSOLVED = Saying(is_solved=False, rating="dissatisfied", channel="telephone")


def again(world: World, resolved: str, reopened: str) -> Matter:
    """Opened on Monday 7 March with 15 working days, resolved, denied, reopened."""
    matter = world.difficulty()
    resolution = matter.resolve(world.act(world.lin, resolved), "solved")
    resolution.confirm(world.act(world.xu, reopened), UNSOLVED)
    matter = Matter.objects.get(pk=matter.pk)
    matter.reopen(world.act(world.xu, reopened), "企业称未解决")
    return Matter.objects.get(pk=matter.pk)


def test_what_is_being_handled_is_not_reopened(world: World) -> None:
    with pytest.raises(NothingToReopen):
        world.difficulty().reopen(world.act(world.xu), "企业称未解决")


def test_the_days_used_stay_used(world: World) -> None:
    # resolved on Monday 14 March in the afternoon: Tuesday to Friday are used, four days
    matter = again(world, "2022-03-14 15:00", "2022-03-16 10:00")
    deadline = matter.deadlines.get(stage="resolution", cycle=2)
    assert (deadline.inherited, deadline.n) == (4, 11)
    assert matter.reopenings.get().used == 4
    # eleven working days after Wednesday 16 March
    assert deadline.due_at == world.at("2022-03-31 18:00")
    assert matter.due_at == deadline.due_at
    assert matter.resolved_at is None
    assert matter.cycle == 2
    assert deadline.fires_at is not None


def test_the_packs_minimum_is_left(world: World) -> None:
    matter = again(world, "2022-03-28 17:00", "2022-03-29 10:00")
    deadline = matter.deadlines.get(stage="resolution", cycle=2)
    assert (deadline.inherited, deadline.n) == (14, 3)
    assert deadline.due_at == world.at("2022-04-01 18:00")


def test_overdue_before_it_gets_the_minimum_and_no_more(world: World) -> None:
    matter = again(world, "2022-04-20 17:00", "2022-04-21 10:00")
    deadline = matter.deadlines.get(stage="resolution", cycle=2)
    act = world.act(world.xu, "2022-04-21 10:00")
    assert (deadline.inherited, deadline.n) == (30, 3)
    assert deadline.used(act.rulebook, act.at, ()) == deadline.inherited


def test_a_third_time_counts_from_the_first_day(world: World) -> None:
    matter = again(world, "2022-03-14 15:00", "2022-03-16 10:00")
    matter.resolve(world.act(world.lin, "2022-03-18 19:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-03-21 10:00"), "企业称未解决")
    deadline = matter.deadlines.get(stage="resolution", cycle=3)
    assert (deadline.inherited, deadline.n) == (6, 9)


def test_the_limit_stays_the_packs_however_late(world: World) -> None:
    matter = again(world, "2022-04-20 17:00", "2022-04-21 10:00")
    matter.resolve(world.act(world.lin, "2022-05-16 17:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-05-17 10:00"), "企业称未解决")
    pack = matter.edition.pack
    found = matter.deadlines.filter(stage="resolution").order_by("cycle")
    assert [d.whole(pack, matter.kind, matter.category) for d in found] == [15, 15, 15]
    assert [(d.inherited, d.n) for d in found] == [(0, 15), (30, 3), (45, 3)]


def test_who_had_not_signed_for_it_is_asked_again(world: World) -> None:
    matter = again(world, "2022-03-10 15:00", "2022-03-16 10:00")
    first, second = matter.deadlines.filter(stage="receipt").order_by("cycle")
    assert (first.met_at, second.met_at) == (world.at("2022-03-10 15:00"), None)
    assert (second.cycle, second.due_at) == (2, world.at("2022-03-17 18:00"))
    assert matter.lead is not None
    matter.lead.receive(world.act(world.lin, "2022-03-17 09:00"), world.officer(world.lin))
    assert not matter.deadlines.running().filter(stage="receipt").exists()
    assert list(wrong_moments(Counter())) == []


def test_sent_back_after_that_the_next_one_has_a_receipt_of_its_own(world: World) -> None:
    matter = again(world, "2022-03-07 15:00", "2022-03-08 09:00")
    assert matter.lead is not None
    matter.lead.give_back(world.act(world.lin, "2022-03-08 10:00"), "不属本局职责")
    matter.assign(world.act(world.he, "2022-03-09 09:00"), world.bank)
    assert matter.lead is not None
    receipt = matter.lead.receipt
    assert receipt is not None
    assert (receipt.cycle, receipt.met_at) == (3, None)
    assert list(wrong_moments(Counter())) == []


def test_who_had_signed_for_it_need_not_again(world: World) -> None:
    matter = world.difficulty()
    assert matter.lead is not None
    matter.lead.receive(world.act(world.lin, "2022-03-08 10:00"), world.officer(world.lin))
    matter = Matter.objects.get()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-03-11 10:00"), "企业称未解决")
    assert matter.deadlines.filter(stage="receipt").count() == 1


def test_days_it_stood_still_are_not_used(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-07 15:00"), "企业停产检修")
    matter.resolve(world.act(world.lin, "2022-03-18 15:00"), "solved")
    matter.reopen(world.act(world.xu, "2022-03-21 10:00"), "企业称未解决")
    deadline = matter.deadlines.get(stage="resolution", cycle=2)
    assert (deadline.inherited, deadline.n) == (0, 15)


def test_a_closed_matter_is_open_again(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "须待政策出台")
    matter.close(world.act(world.xu, "2022-03-11 11:00"))
    matter.reopen(world.act(world.xu, "2022-06-13 11:00"), "政策已出台")
    assert matter in Matter.objects.open()
    matter.resolve(world.act(world.lin, "2022-06-14 15:00"), "explained", "已兑现")
    matter.close(world.act(world.xu, "2022-06-15 15:00"))
    assert list(matter.closures.values_list("cycle", flat=True).order_by("cycle")) == [1, 2]


def test_it_lives_on_under_the_edition_it_was_opened_under(world: World) -> None:
    matter = again(world, "2022-03-14 15:00", "2022-03-16 10:00")
    assert matter.edition.pack_code == "shangluo/danfeng"
