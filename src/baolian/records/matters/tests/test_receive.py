"""签收 and 退回."""

import pytest

from baolian.records.journal.models import Entry, Notice
from baolian.records.matters.models import (
    AlreadyAssigned,
    AlreadyClosed,
    AlreadyReceived,
    AlreadyResolved,
    Matter,
    ReturnWindowPassed,
)
from tests.world import World


def handed(world: World) -> Matter:
    """Handed to the labour bureau on Monday 7 March 2022 at 09:00."""
    return Matter.objects.get(pk=world.difficulty().pk)


def test_until_the_receipt_the_first_receiver_answers(world: World) -> None:
    matter = handed(world)
    assert matter.owner == world.officer(world.he)
    assert matter.lead is not None
    matter.lead.receive(world.act(world.lin, "2022-03-08 10:00"), world.officer(world.lin))
    matter.refresh_from_db()
    assert matter.owner == world.officer(world.lin)
    assert matter.first_receiver == world.officer(world.he)


def test_a_receipt_stops_its_own_clock_and_no_other(world: World) -> None:
    matter = handed(world)
    assert matter.lead is not None
    act = world.act(world.lin, "2022-03-08 10:00")
    matter.lead.receive(act, world.officer(world.lin))
    assert [d.stage for d in matter.deadlines.exclude(met_at=None)] == ["receipt"]
    assert matter.deadlines.get(stage="receipt").met_at == act.at


def test_it_is_signed_for_once(world: World) -> None:
    matter = handed(world)
    lead = matter.lead
    assert lead is not None
    lead.receive(world.act(world.lin, "2022-03-08 10:00"), world.officer(world.lin))
    with pytest.raises(AlreadyReceived):
        lead.receive(world.act(world.lin, "2022-03-08 11:00"), world.officer(world.lin))
    with pytest.raises(AlreadyReceived):
        lead.give_back(world.act(world.lin, "2022-03-08 11:00"), "不属本局职责")


def test_sent_back_inside_the_window_it_returns_to_the_first_receiver(world: World) -> None:
    matter = handed(world)
    assert matter.lead is not None
    # the window is one working day: until Tuesday when the office closes
    matter.lead.give_back(world.act(world.lin, "2022-03-08 18:00"), "不属本局职责")
    matter.refresh_from_db()
    assert matter.lead is None
    assert matter.organisation is None
    assert matter.org_path == world.danfeng.path
    assert matter.owner == world.officer(world.he)
    assert matter.deadlines.get(stage="receipt").fires_at is None
    he = world.officer(world.he)
    assert (
        Notice.objects.addressed_to(he).get(kind="returned").about == f"matters.matter:{matter.pk}"
    )
    assert Entry.objects.concerning(matter).get(verb="returned").note == "不属本局职责"


def test_after_the_window_it_stays(world: World) -> None:
    matter = handed(world)
    assert matter.lead is not None
    with pytest.raises(ReturnWindowPassed):
        matter.lead.give_back(world.act(world.lin, "2022-03-08 18:01"), "不属本局职责")
    assert matter.lead is not None
    assert not Entry.objects.concerning(matter).filter(verb="returned").exists()


def test_a_holiday_is_not_in_the_window(world: World) -> None:
    # Saturday 2 April 2022 is worked, the 3rd to the 5th are Qingming
    matter = world.difficulty("2022-04-02 09:00")
    assert matter.lead is not None
    matter.lead.give_back(world.act(world.lin, "2022-04-06 18:00"), "不属本局职责")
    assert matter.lead is None


def test_while_one_organisation_handles_it_no_other_can(world: World) -> None:
    with pytest.raises(AlreadyAssigned):
        handed(world).assign(world.act(world.he), world.bank)


def test_assigned_again_after_a_return_it_gets_a_new_receipt_clock(world: World) -> None:
    matter = handed(world)
    assert matter.lead is not None
    matter.lead.give_back(world.act(world.lin, "2022-03-08 10:00"), "应由金融机构办理")
    again = Matter.objects.get(pk=matter.pk)
    handling = again.assign(world.act(world.he, "2022-03-09 10:00"), world.bank)
    again.refresh_from_db()
    assert again.organisation == world.bank
    assert again.org_path == world.bank.path
    assert handling.cycle == 2
    assert again.deadlines.get(stage="receipt", cycle=2).due_at == world.at("2022-03-10 18:00")
    # whoever handles it, the clock of the resolution goes on
    assert again.due_at == world.at("2022-03-28 18:00")


def test_it_is_assigned_when_nobody_was_named_at_first(world: World) -> None:
    matter = world.difficulty(organisation=None)
    assert not matter.deadlines.filter(stage="receipt").exists()
    matter.assign(world.act(world.he, "2022-03-09 10:00"), world.labour_bureau)
    assert matter.deadlines.get(stage="receipt").due_at == world.at("2022-03-10 18:00")
    assert matter.lead is not None


def test_what_is_resolved_is_neither_assigned_nor_sent_back_nor_signed_for(world: World) -> None:
    act = world.act(world.lin, "2022-03-08 10:00")
    matter = handed(world)
    matter.resolve(act, "explained", "已与企业说明")
    lead = matter.lead
    assert lead is not None
    with pytest.raises(AlreadyResolved):
        lead.receive(act, world.officer(world.lin))
    with pytest.raises(AlreadyResolved):
        lead.give_back(act, "不属本局职责")
    alone = world.difficulty(organisation=None, summary="用电不稳")
    alone.resolve(act, "explained", "已与企业说明")
    with pytest.raises(AlreadyResolved):
        alone.assign(act, world.labour_bureau)


def test_what_is_closed_is_not_assigned(world: World) -> None:
    act = world.act(world.he, "2022-03-08 10:00")
    matter = world.difficulty(organisation=None)
    matter.resolve(act, "explained", "已与企业说明")
    matter.close(act)
    with pytest.raises(AlreadyClosed):
        matter.assign(act, world.labour_bureau)
