"""One list of all that waits for somebody: what is in it, in which order, with which next step."""

from __future__ import annotations

from baolian.faces.console.duties.gathering import Only, gathered
from baolian.faces.console.duties.lines import Duty
from baolian.faces.console.duties.plate import SHOWN, Plate, duty_of, plate_of, total
from baolian.faces.console.remaining import When
from baolian.records.matters.models import Matter
from baolian.records.people.models import User
from baolian.routines.supervision.models import Slip, Trial
from tests.world import World


def plate(world: World, who: User, moment: str, leader: User | None = None) -> Plate:
    return plate_of(world.act(who, moment, world.officer(leader) if leader else None))


def told(found: Plate) -> list[tuple[str, str, str, str]]:
    """(group, what, summary, what is left) of every line, in order."""
    return [
        (str(group.when), str(duty.kind.words), duty.summary, duty.left.words)
        for group in found.groups
        for duty in group.duties
    ]


def only_line(found: Plate) -> Duty:
    ((duty,),) = (group.duties for group in found.groups)
    return duty


def signed(world: World, matter: Matter, moment: str) -> Slip:
    clock = matter.deadlines.get(stage="resolution")
    slip = Slip.start_by_hand(world.act(world.gao, moment), clock, "yellow", "未见进展")
    slip.sign(world.act(world.gao, moment))
    return slip


def test_a_matter_has_one_line_that_moves_on_with_it(world: World) -> None:
    matter = world.difficulty()
    line = only_line(plate(world, world.lin, "2022-03-08 09:00"))
    assert (str(line.kind.words), line.left.words) == ("签收", "今天 18:00 前")
    assert line.others == ("首次联系 今天 18:00 前", "办结 还剩 14个工作日")
    assert line.step == f"/today/matters/{matter.pk}/receipt/"
    matter.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    line = only_line(plate(world, world.lin, "2022-03-08 09:00"))
    assert (str(line.kind.words), line.others) == ("首次联系企业", ("办结 还剩 14个工作日",))
    matter.contact(world.act(world.lin), "已通话")
    line = only_line(plate(world, world.lin, "2022-03-08 09:00"))
    assert (str(line.kind.words), line.others) == ("办结", ())
    matter.resolve(world.act(world.lin), "solved")
    assert not plate(world, world.lin, "2022-03-08 09:00")


def test_a_receipt_is_no_duty_of_the_owner(world: World) -> None:
    world.difficulty()
    assert str(only_line(plate(world, world.he, "2022-03-08 09:00")).kind.words) == "首次联系企业"
    assert not plate(world, world.mei, "2022-03-08 09:00")
    assert not plate(world, world.gao, "2022-03-08 09:00")


def test_a_liaison_has_her_leaders_duties_while_she_acts_for_him(world: World) -> None:
    world.difficulty()
    assert not plate(world, world.wang, "2022-03-08 09:00")
    for_him = plate(world, world.wang, "2022-03-08 09:00", world.he)
    assert str(only_line(for_him).kind.words) == "首次联系企业"


def test_what_runs_out_first_stands_first_whatever_it_is(world: World) -> None:
    late = world.difficulty("2022-02-14 09:00", summary="旧账")
    answered = world.difficulty("2022-03-14 09:00", summary="要答复的")
    paused = world.difficulty("2022-03-01 09:00", summary="停着的")
    for matter in (late, answered, paused):
        at = f"{matter.opened_at:%Y-%m-%d} 10:00"
        matter.handlings.get().receive(world.act(world.lin, at), world.officer(world.lin))
        matter.contact(world.act(world.lin, at), "已通话")
    paused.suspend(world.act(world.xu, "2022-03-02 10:00"), "等候电网检修")
    world.difficulty("2022-03-15 09:00", summary="新来的")
    signed(world, answered, "2022-03-15 10:00")
    assert told(plate(world, world.lin, "2022-03-16 09:00")) == [
        ("overdue", "办结", "旧账", "逾期 6个工作日"),
        ("today", "签收", "新来的", "今天 18:00 前"),
        ("week", "答复督办单", "要答复的", "还剩 2个工作日"),
        ("later", "办结", "要答复的", "还剩 13个工作日"),
        ("paused", "办结", "停着的", "恢复后还剩 14个工作日"),
    ]


def test_days_that_stood_still_are_not_late(world: World) -> None:
    """As the page of the matter counts, and the ladder."""
    matter = world.difficulty()
    matter.handlings.get().receive(world.act(world.lin), world.officer(world.lin))
    matter.contact(world.act(world.lin), "已通话")
    matter.suspend(world.act(world.xu, "2022-03-30 10:00"), "等候电网检修")
    matter = Matter.objects.get(pk=matter.pk)
    line = only_line(plate(world, world.lin, "2022-04-06 19:00"))
    assert line.left == (When.OVERDUE, "逾期 1个工作日", "bad")
    matter.resume(world.act(world.xu, "2022-04-06 09:00"))
    line = only_line(plate(world, world.lin, "2022-04-07 19:00"))
    assert line.left.words == "逾期 3个工作日"


def test_the_mark_of_a_slip_stays_until_the_work_is_done(world: World) -> None:
    matter = world.difficulty()
    slip = signed(world, matter, "2022-03-08 10:00")
    lines = [d for g in plate(world, world.lin, "2022-03-08 12:00").groups for d in g.duties]
    assert [d.rung.colour for d in lines if d.rung] == ["yellow", "yellow"]
    slip.reply(world.act(world.lin, "2022-03-09 09:00"), "已组织招聘")
    line = only_line(plate(world, world.lin, "2022-03-09 10:00"))
    assert line.rung
    assert line.rung.name.zh == "黄色督办单"
    slip.withdraw(world.act(world.gao, "2022-03-09 11:00"), "发错了")
    assert only_line(plate(world, world.lin, "2022-03-09 12:00")).rung is None


def test_a_slip_asks_for_a_reply_and_beside_it_for_its_receipt(world: World) -> None:
    slip = signed(world, world.difficulty(), "2022-03-08 10:00")
    act = world.act(world.lin, "2022-03-08 12:00")
    line = duty_of(act, Only(slip=slip.pk))
    assert line
    assert line.step == f"/today/slips/{slip.pk}/reply/"
    assert line.second == f"/today/slips/{slip.pk}/acknowledgement/"
    slip.acknowledge(act)
    line = duty_of(act, Only(slip=slip.pk))
    assert line
    assert not line.second
    slip.reply(act, "已办")
    assert duty_of(act, Only(slip=slip.pk)) is None


def test_a_reply_that_was_refused_is_owed_again_by_its_new_day(world: World) -> None:
    matter = world.difficulty()
    clock = matter.deadlines.get(stage="resolution")
    act = world.act(world.gao, "2022-03-08 10:00")
    slip = Slip.start_by_hand(act, clock, "red", "未见进展")
    slip.sign(act)
    slip.reply(world.act(world.lin, "2022-03-09 09:00"), "在办")
    slip.replies.get().refuse(world.act(world.gao, "2022-03-15 10:00"), "没有写明时限")
    line = duty_of(world.act(world.lin, "2022-03-16 09:00"), Only(slip=slip.pk))
    assert line
    assert line.left.words == "还剩 2个工作日"


def test_drafts_wait_for_who_may_sign_the_oldest_first(world: World) -> None:
    for day, summary in (("2022-03-09", "后拟的"), ("2022-03-08", "先拟的")):
        clock = world.difficulty(summary=summary).deadlines.get(stage="resolution")
        Slip.start_by_hand(world.act(world.gao, f"{day} 10:00"), clock, "blue", "未见进展")
    lines = [line for line in told(plate(world, world.gao, "2022-03-10 09:00"))]
    assert lines == [
        ("today", "签发督办单", "先拟的", "已等 2个工作日"),
        ("today", "签发督办单", "后拟的", "已等 1个工作日"),
    ]
    # the liaison signs nothing
    assert not [
        line
        for line in told(plate(world, world.wang, "2022-03-10 09:00", world.he))
        if line[1] == "签发督办单"
    ]


def test_a_draft_that_a_trial_holds_back_is_nobodys_duty(world: World) -> None:
    clock = world.difficulty().deadlines.get(stage="resolution")
    act = world.act(world.gao, "2022-03-08 10:00")
    Slip.start_by_hand(act, clock, "blue", "未见进展")
    assert plate(world, world.gao, "2022-03-08 12:00")
    Trial.begin(act, world.danfeng)
    assert not plate(world, world.gao, "2022-03-08 12:00")


def test_a_clerk_assigns_and_calls_back_by_their_clocks(world: World) -> None:
    world.difficulty(organisation=None, summary="没人办的")
    done = world.difficulty(summary="办好的")
    done.resolve(world.act(world.lin, "2022-03-07 15:00"), "solved")
    assert told(plate(world, world.xu, "2022-03-08 09:00")) == [
        ("today", "交办", "没人办的", "今天 18:00 前"),
        ("week", "回访企业", "办好的", "还剩 2个工作日"),
    ]
    line = plate(world, world.xu, "2022-03-08 09:00").groups[0].duties[0]
    # the limit is not the assignment's own: the line says whose it is
    assert str(line.clock) == "首次联系"
    # the leader speaks with the enterprise first, then hands it over
    matter = Matter.objects.get(summary="没人办的")
    assert told(plate(world, world.he, "2022-03-08 09:00"))[0][1] == "首次联系企业"
    matter.contact(world.act(world.he, "2022-03-08 09:10"), "已通话")
    assert told(plate(world, world.he, "2022-03-08 09:20"))[0][1] == "交办"


def test_nobody_calls_back_what_his_own_side_resolved(world: World) -> None:
    matter = world.difficulty(organisation=world.danfeng)
    matter.resolve(world.act(world.he, "2022-03-07 15:00"), "solved")
    # the clerk works in the county that handled it
    assert not plate(world, world.xu, "2022-03-08 09:00")
    assert told(plate(world, world.zhao, "2022-03-08 09:00"))[0][1] == "回访企业"


def test_groups_say_how_many_there_are_and_the_address_shows_one_whole(world: World) -> None:
    n = SHOWN[When.TODAY] + 3
    for number in range(n):
        world.difficulty(summary=f"困难{number}")
    found = plate(world, world.lin, "2022-03-08 09:00")
    (group,) = found.groups
    assert (group.total, len(group.duties), group.more) == (n, SHOWN[When.TODAY], 3)
    assert (found.is_urgent, found.is_exact) == (True, True)
    alone = plate_of(world.act(world.lin, "2022-03-08 09:00"), When.TODAY)
    assert [len(group.duties) for group in alone.groups] == [n]
    assert total(world.act(world.lin, "2022-03-08 09:00"), When.TODAY) == str(n)


def test_what_is_not_ones_own_is_not_told_of_by_its_key(world: World) -> None:
    slip = signed(world, world.difficulty(), "2022-03-08 10:00")
    for who in (world.mei, world.admin):
        act = world.act(who, "2022-03-08 12:00")
        assert duty_of(act, Only(slip=slip.pk)) is None
        assert duty_of(act, Only(matter=slip.matter_id)) is None
        assert not gathered(act).items


def test_keys_of_lines() -> None:
    assert Only.keyed("matter-7") == Only(matter=7)
    assert Only.keyed("slip-7") == Only(slip=7)
    for wrong in ("", "matter-", "matter-x", "visit-7", "matter-" + "9" * 30, "matter-７x"):
        assert Only.keyed(wrong) is None
