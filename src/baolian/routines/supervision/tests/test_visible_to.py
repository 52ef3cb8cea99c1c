"""A draft is its office's business; an issued slip is seen in the subtree and by the paired."""

from datetime import date

import pytest

from baolian.records.people.models import Appointment, Post, User
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.models.querysets import is_seen_by
from baolian.routines.supervision.tests.stories import drafted, issued
from tests.world import World

SIGNERS = {"gao", "he"}
ISSUED = SIGNERS | {"zhao", "xu", "wang", "lin", "shen"}
EVERYBODY = {"clockwork", "zhao", "xu", "gao", "he", "wang", "lin", "mei", "shen", "admin"}


def seers(world: World) -> set[str]:
    seen = {name: set(Slip.objects.visible_to(getattr(world, name))) for name in EVERYBODY}
    for name, slips in seen.items():
        user = getattr(world, name)
        there = User.objects.get(pk=user.pk).on(user.day, user.leader)
        assert slips == {slip for slip in Slip.objects.all() if is_seen_by(slip, there)}, name
    return {name for name, slips in seen.items() if slips}


def test_drafts_are_seen_by_those_who_may_sign_them(world: World) -> None:
    drafted(world)
    assert seers(world) == SIGNERS


def test_issued_slips_are_seen_below_above_and_by_the_paired(world: World) -> None:
    issued(world)
    assert seers(world) == ISSUED


def test_a_head_does_not_see_the_draft_against_his_own_bureau(world: World) -> None:
    slip = drafted(world)
    appointment = Appointment(world.officer(world.lin), world.labour_bureau, "局长", "leader")
    Post.appoint(world.act(world.clockwork), appointment)
    assert not Slip.objects.visible_to(world.lin).exists()
    assert not Slip.objects.to_sign(world.lin).exists()
    slip.sign(world.act(world.gao, "2022-03-30 09:00"))
    assert Slip.objects.visible_to(world.lin).get() == slip


def test_the_prefectures_clerk_sees_issued_slips_but_no_draft(world: World) -> None:
    slip = issued(world)
    drafted(world, summary="融资难")
    assert list(Slip.objects.visible_to(world.zhao)) == [slip]


def test_the_prefectures_supervisor_sees_everything(world: World) -> None:
    drafted(world)
    appointment = Appointment(world.officer(world.zhao), world.shangluo, "督查室主任", "supervisor")
    Post.appoint(world.act(world.clockwork), appointment)
    assert Slip.objects.visible_to(world.zhao).count() == 1


def test_to_sign(world: World) -> None:
    drafted(world)
    people = (world.gao, world.he, world.xu, world.lin)
    assert [Slip.objects.to_sign(user).exists() for user in people] == [True, True, False, False]


def test_a_liaison_reads_the_draft_and_leaves_the_signature_to_her_leader(world: World) -> None:
    slip = drafted(world)
    acting = world.on_duty(world.wang, leader=world.officer(world.he))
    assert Slip.objects.visible_to(acting).get() == slip
    assert not Slip.objects.to_sign(acting).exists()
    assert not slip.can_sign(acting)
    assert slip.can_sign(world.he)


def test_a_supervisor_signs_from_his_first_day_on(world: World) -> None:
    slip = drafted(world)
    starts = Appointment(
        world.officer(world.xu), world.danfeng, "督查办主任", "supervisor", date(2022, 3, 14)
    )
    Post.appoint(world.act(world.clockwork), starts)
    days = [world.on_duty(world.xu, f"{day} 09:00") for day in ("2022-03-13", "2022-03-14")]
    assert [slip.can_sign(user) for user in days] == [False, True]
    assert [Slip.objects.to_sign(user).exists() for user in days] == [False, True]


def test_to_answer(world: World) -> None:
    slip = issued(world)
    people = (world.lin, world.gao, world.shen)
    assert [Slip.objects.to_answer(user).exists() for user in people] == [True, False, False]
    slip.reply(world.act(world.lin, "2022-03-31 09:00"), "已解决")
    assert not Slip.objects.to_answer(world.lin).exists()


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "monitor"])
def test_who_keeps_the_machine_or_watches_the_office_answers_nothing_for_it(
    world: World, role: str
) -> None:
    issued(world)
    appointment = Appointment(world.officer(world.mei), world.labour_bureau, "某", role)
    Post.appoint(world.act(world.clockwork), appointment)
    mei = world.on_duty(world.mei)
    assert not Slip.objects.to_answer(mei).exists()
    assert not mei.can_answer_for(world.labour_bureau.path)
    assert world.on_duty(world.lin).can_answer_for(world.labour_bureau.path)
