"""重拟: a draft that was overtaken does not go out wrong, and its rung is not lost."""

from collections import Counter

import pytest

from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.replay import differences
from baolian.records.matters.models import Extension, Matter
from baolian.routines.supervision.models import (
    AlreadyMet,
    AlreadySigned,
    AlreadyWithdrawn,
    ClockStandsStill,
    DraftOutdated,
    NotYetReached,
    Slip,
)
from baolian.routines.supervision.tests.stories import BLUE, drafted, issued
from baolian.routines.supervision.verification import wrong_slips
from tests.world import World

SIGNED = "2022-03-30 09:00"


def stood_still(world: World, until: str) -> Slip:
    """A blue draft whose matter was suspended on the morning of 24 March, three days before due."""
    slip = drafted(world, BLUE)
    slip.matter.suspend(world.act(world.xu, "2022-03-24 09:00"), "等候批复")
    slip.matter.resume(world.act(world.xu, until))
    return Slip.objects.get(pk=slip.pk)


def unassigned(world: World) -> Slip:
    """A yellow draft to the county, of a matter that is then handed to the bank."""
    slip = drafted(world, organisation=None)
    fresh(slip).assign(world.act(world.he, "2022-03-30 08:00"), world.bank)
    return Slip.objects.get(pk=slip.pk)


def fresh(slip: Slip) -> Matter:
    return Matter.objects.get(pk=slip.matter_id)


def test_a_draft_due_on_another_day_is_not_signed(world: World) -> None:
    slip = stood_still(world, "2022-04-20 19:00")
    with pytest.raises(DraftOutdated):
        slip.sign(world.act(world.gao, "2022-04-21 09:00"))
    slip.redraft(world.act(world.gao, "2022-04-21 09:00"))
    # the 21st, the 22nd and the worked Sunday before May Day
    assert slip.told["due_at"] == "2022-04-24T10:00:00.000000+00:00"
    assert slip.told["trigger"] == "before_due"
    assert slip.sign(world.act(world.gao, "2022-04-21 10:00")).n == 1
    assert Slip.objects.get() == slip


def test_a_draft_is_not_signed_once_more_time_was_granted(world: World) -> None:
    """Asked on the last day for it; the blue draft of the day before comes again in its time."""
    slip = drafted(world, BLUE)
    asked = Extension.ask(world.act(world.lin, "2022-03-24 10:00"), fresh(slip), 5, "招聘会延期")
    request = Extension.objects.get(pk=asked.pk)
    request.grant(world.act(world.he, "2022-03-24 11:00"))
    slip = Slip.objects.get(pk=slip.pk)
    with pytest.raises(DraftOutdated):
        slip.sign(world.act(world.gao, "2022-03-25 09:00"))
    with pytest.raises(NotYetReached):
        slip.redraft(world.act(world.gao, "2022-03-25 09:00"))
    # due on Saturday 2 April, which is worked: two working days before it
    slip.redraft(world.act(world.gao, "2022-03-31 08:00"))
    assert slip.told["limit_n"] == 20
    assert slip.sign(world.act(world.gao, "2022-03-31 09:00")).n == 1
    assert list(wrong_slips(Counter())) == []


def test_a_rung_that_is_still_to_come_is_not_drawn_anew(world: World) -> None:
    slip = stood_still(world, "2022-04-20 19:00")
    with pytest.raises(NotYetReached):
        slip.redraft(world.act(world.gao, "2022-04-21 07:59"))
    slip.redraft(world.act(world.gao, "2022-04-21 08:00"))


def test_while_the_clock_stands_still_nothing_is_urged(world: World) -> None:
    slip, act = drafted(world), world.act(world.gao, SIGNED)
    slip.matter.suspend(world.act(world.xu, "2022-03-30 08:30"), "等候批复")
    for verb in (slip.sign, slip.redraft):
        with pytest.raises(ClockStandsStill):
            verb(act)


def test_a_pause_that_moved_nothing_hinders_nothing(world: World) -> None:
    slip = stood_still(world, "2022-03-24 15:00")
    assert not slip.is_outdated
    assert slip.sign(world.act(world.gao, "2022-03-24 16:00")).n == 1


def test_handed_to_another_it_goes_to_whom_it_was_handed(world: World) -> None:
    slip = drafted(world, organisation=None)
    seen_before = Slip.objects.get()
    fresh(slip).assign(world.act(world.he, "2022-03-30 08:00"), world.labour_bureau)
    with pytest.raises(DraftOutdated):
        slip.sign(world.act(world.gao, SIGNED))
    slip.redraft(world.act(world.gao, SIGNED))
    seen_before.sign(world.act(world.gao, SIGNED))
    signed = Slip.objects.get()
    assert (signed.organisation, signed.org_path) == (world.labour_bureau, world.labour_bureau.path)
    assert signed.told["organisation"] == "丹凤县人社局"
    assert Notice.objects.filter(
        kind="slip_issued", to=f"people.organisation:{world.labour_bureau.pk}"
    ).exists()
    # its office is the same and knows the draft
    assert Notice.objects.filter(kind="slip_drafted").count() == 1


def test_the_office_that_signs_now_hears_of_the_draft(world: World) -> None:
    slip = unassigned(world)
    slip.redraft(world.act(world.gao, SIGNED))
    assert slip.office == world.shangluo
    assert Notice.objects.filter(kind="slip_drafted").count() == 2
    lead = fresh(slip).lead
    assert lead is not None
    lead.give_back(world.act(world.shen, "2022-03-30 10:00"), "应由属地办理")
    slip.redraft(world.act(world.zhao, "2022-03-30 11:00"))
    assert (slip.office, slip.organisation) == (world.danfeng, world.danfeng)
    assert Notice.objects.filter(kind="slip_drafted").count() == 2
    assert list(wrong_slips(Counter())) == []
    assert list(differences(Counter())) == []


def test_one_entry_tells_what_it_said_before(world: World) -> None:
    slip = unassigned(world)
    slip.redraft(world.act(world.gao, SIGNED))
    entry = Entry.objects.concerning(slip).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("slip redrafted", world.gao)
    assert "商洛长江银行分行" in entry.written[f"supervision.slip:{slip.pk}"]["facts"]


def test_what_is_no_draft_is_not_drawn_anew(world: World) -> None:
    act = world.act(world.gao, "2022-03-31 09:00")
    with pytest.raises(AlreadySigned):
        issued(world).redraft(act)
    Slip.objects.get().matter.resolve(act, "solved")
    done, withdrawn = drafted(world, summary="厂区断电"), drafted(world, summary="流动资金紧张")
    withdrawn.withdraw(act, "企业已撤回诉求")
    with pytest.raises(AlreadyWithdrawn):
        withdrawn.redraft(act)
    done.matter.resolve(act, "solved")
    with pytest.raises(AlreadyMet):
        done.redraft(act)
