"""What a ledger says of people gives them no rights: only pairings do, and posts by hand."""

from pathlib import Path

from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Appointment, Officer, Organisation, Post, User
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.tests.imports import (
    BUILT,
    CHAIN,
    EVENING,
    PROJECT,
    imported,
    numbers,
    planned_sheets,
    sheets,
    with_cell,
)
from tests.world import World

COUNTY_HEAD = ["茶产业", "郝远", "丹凤县县长"]
OTHER_CHAIN = ["食用菌产业", "徐明涛", "市政协副主席"]


def account(world: World, name: str) -> User:
    officer = Officer.objects.get(name=name)
    user = User.open_account(world.act(world.admin, EVENING), "imported", officer, None)
    return world.on_duty(user, EVENING)


def test_a_county_head_of_a_ledger_sees_what_he_is_paired_with_only(
    world: World, tmp_path: Path
) -> None:
    world.difficulty()
    imported(world, tmp_path, sheets(chains=[CHAIN, COUNTY_HEAD], projects=[PROJECT]))
    user = account(world, "郝远")
    assert [str(post) for post in user.posts] == ["丹凤县县长"]
    assert user.roles == {"holder"}
    assert user.scopes() == []
    assert [s.name for s in Subject.objects.visible_to(user)] == ["茶产业"]
    assert [p.subject.name for p in Pairing.objects.visible_to(user)] == ["茶产业"]
    assert not Matter.objects.visible_to(user).exists()
    for may in (user.can_sign_slips, user.can_start_slips, user.can_keep_ledger):
        assert not may(world.danfeng.path)
    assert not user.can_answer_for(world.danfeng.path)


def test_a_bureau_head_of_a_ledger_does_not_act_for_the_bureau(
    world: World, tmp_path: Path
) -> None:
    imported(world, tmp_path, sheets())
    user = account(world, "贺凤")
    bureau = Organisation.objects.get(name="丹凤县财政局")
    assert not user.can_answer_for(bureau.path)
    assert [s.name for s in Subject.objects.visible_to(user)] == ["丹凤同舟物流有限公司"]


def test_rights_come_with_a_post_by_hand(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets(chains=[CHAIN, COUNTY_HEAD], projects=[PROJECT]))
    officer = Officer.objects.get(name="郝远")
    appointment = Appointment(officer, world.danfeng, "县长", "leader")
    Post.appoint(world.act(world.zhao, EVENING), appointment)
    assert account(world, "郝远").can_sign_slips(world.danfeng.path)


def test_a_known_leader_is_recognised_by_his_pairings(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    mill = with_cell(with_cell(BUILT, 0, "丹凤县茶叶加工厂项目"), 1, "食用菌产业")
    later = sheets(chains=[CHAIN, OTHER_CHAIN], projects=[PROJECT, mill])
    assert numbers(planned_sheets(world, tmp_path, later))["new"] == 2
    imported(world, tmp_path, later)
    leader = Officer.objects.get(name="徐明涛")
    assert leader.pairings.count() == 4
    assert leader.posts.get().role == "holder"


def test_a_namesake_who_leads_nothing_is_another(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    clerk = Officer.enrol(act, "徐明涛")
    Post.appoint(act, Appointment(clerk, world.finance_bureau, "科员", "handler"))
    imported(world, tmp_path, sheets())
    assert Officer.objects.filter(name="徐明涛").count() == 2
    assert not clerk.pairings.exists()


def test_a_leader_appointed_by_hand_is_recognised(world: World, tmp_path: Path) -> None:
    act = world.act(world.zhao, EVENING)
    known = Officer.enrol(act, "徐明涛")
    Post.appoint(act, Appointment(known, world.shangluo, "市政协副主席", "leader"))
    imported(world, tmp_path, sheets())
    assert Officer.objects.get(name="徐明涛").pairings.count() == 2
