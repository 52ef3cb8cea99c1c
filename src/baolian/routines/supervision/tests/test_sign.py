from datetime import date

import pytest

from baolian.records.journal.models import Entry, Notice
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Appointment, Post
from baolian.routines.supervision.models import (
    AlreadyMet,
    AlreadySigned,
    AlreadyWithdrawn,
    Counter,
    Issue,
    Slip,
)
from baolian.routines.supervision.tests.stories import BLUE, YELLOW, drafted, swept
from tests.world import World

SIGNED = "2022-03-30 09:00"


def test_it_gets_the_number_of_its_office(world: World) -> None:
    slip = drafted(world)
    issue = slip.sign(world.act(world.gao, SIGNED))
    assert issue.number == "丹督办〔2022〕1号"
    assert (issue.organisation, issue.by) == (world.danfeng, world.gao)
    assert Slip.objects.get().issued_at == world.at(SIGNED)


def test_numbers_run_by_office_and_year(world: World) -> None:
    for n in range(3):
        world.difficulty(summary=f"用工 {n}")
    swept(world, YELLOW)
    first, second, third = Slip.objects.order_by("id")
    assert first.sign(world.act(world.gao, SIGNED)).n == 1
    assert second.sign(world.act(world.gao, SIGNED)).n == 2
    assert third.sign(world.act(world.gao, "2023-01-03 09:00")).number == "丹督办〔2023〕1号"
    assert Counter.objects.count() == 2


def test_the_mark_is_that_of_the_office_whatever_the_matters_edition(world: World) -> None:
    # opened at the bank under the prefecture's pack, which knows no slip to sign
    slip = drafted(world)
    assert slip.office == world.danfeng
    assert slip.sign(world.act(world.gao, SIGNED)).number.startswith("丹督办")


def test_signing_starts_the_clock_of_the_reply(world: World) -> None:
    slip = drafted(world)
    issue = slip.sign(world.act(world.gao, SIGNED))
    owed = slip.reply_deadline
    assert owed is not None
    assert owed == Issue.objects.get(pk=issue.pk).reply_deadline
    assert (owed.stage, owed.n, owed.origin_id, owed.rung) == ("reply", 3, slip.deadline_id, 1)
    assert owed.due_at == world.at("2022-04-02 18:00")  # 31 March, 1 April, the worked 2 April
    assert Slip.objects.waiting_for_reply().get() == slip


def test_a_blue_slip_missed_leads_nowhere_by_itself(world: World) -> None:
    slip = drafted(world, BLUE)
    slip.sign(world.act(world.gao, "2022-03-24 09:00"))
    assert slip.reply_deadline is not None
    assert slip.reply_deadline.fires_at is None  # no rung of the pack waits for it


def test_those_whom_the_rung_names_hear_of_it(world: World) -> None:
    slip = drafted(world, owner=world.officer(world.lin))
    slip.sign(world.act(world.gao, SIGNED))
    heard = Notice.objects.filter(kind="slip_issued").order_by("id").values_list("to", flat=True)
    officer = {world.officer(user).pk for user in (world.lin, world.shen, world.xu)}
    assert list(heard) == [
        f"people.organisation:{world.labour_bureau.pk}",
        *(f"people.officer:{key}" for key in sorted(officer)),
    ]


def test_whose_post_or_pairing_is_still_to_begin_hears_nothing_yet(world: World) -> None:
    later = date(2022, 3, 31)
    wang, mei = world.officer(world.wang), world.officer(world.mei)
    clerk = Appointment(wang, world.danfeng, "营商办主任", "clerk", later)
    Post.appoint(world.act(world.clockwork), clerk)
    head = Making(world.pump_works, mei, "head", "county", since=later)
    Pairing.make(world.act(world.clockwork), head)
    first, second = drafted(world), drafted(world, summary="厂区断电")
    told = {}
    for slip, moment in ((first, SIGNED), (second, "2022-03-31 09:00")):
        slip.sign(world.act(world.gao, moment))
        heard = Notice.objects.filter(kind="slip_issued", about=f"supervision.slip:{slip.pk}")
        to = set(heard.values_list("to", flat=True))
        told[moment] = {f"people.officer:{o.pk}" for o in (wang, mei)} & to
    assert [len(names) for names in told.values()] == [0, 2]


def test_a_red_slip_reaches_the_leader_and_the_supervisor(world: World) -> None:
    slip = drafted(world, "2022-06-01 09:00")
    slip.sign(world.act(world.gao, "2022-06-01 10:00"))
    heard = set(Notice.objects.filter(kind="slip_issued").values_list("to", flat=True))
    for user in (world.he, world.gao):
        assert f"people.officer:{world.officer(user).pk}" in heard


def test_nobody_signs_twice(world: World) -> None:
    slip = drafted(world)
    seen_before = Slip.objects.get()
    slip.sign(world.act(world.gao, SIGNED))
    with pytest.raises(AlreadySigned):
        seen_before.sign(world.act(world.he, SIGNED))
    assert Counter.objects.get().last == 1


def test_what_was_done_in_the_meantime_is_not_signed(world: World) -> None:
    slip = drafted(world)
    slip.matter.resolve(world.act(world.lin, SIGNED), "solved")
    with pytest.raises(AlreadyMet):
        slip.sign(world.act(world.gao, SIGNED))
    assert not Slip.objects.waiting_for_signature().exists()
    assert not Counter.objects.exists()


def test_a_withdrawn_draft_is_not_signed(world: World) -> None:
    slip = drafted(world)
    slip.withdraw(world.act(world.gao, SIGNED), "企业已撤回诉求")
    with pytest.raises(AlreadyWithdrawn):
        slip.sign(world.act(world.gao, SIGNED))


def test_one_entry_tells_the_signing(world: World) -> None:
    slip = drafted(world)
    issue = slip.sign(world.act(world.gao, SIGNED))
    entry = Entry.objects.concerning(slip).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("slip issued", world.gao)
    assert entry.written[f"supervision.issue:{issue.pk}"]["number"] == issue.number
