"""Whom the office serves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baolian.records.people.models import (
    Appointment,
    Founding,
    Officer,
    Organisation,
    Post,
    User,
)
from baolian.records.subjects.models import Entering, Enterprise, Project, Subject, WrongCode
from tests.world import World

CODE = "91350100M000100Y43"  # the example of GB 32100-2015


def test_an_enterprise_has_facts_of_its_own(world: World) -> None:
    act = world.act(world.xu)
    subject = Subject.enter(act, Entering("enterprise", "丹凤新材", world.danfeng, CODE, "C"))
    assert (subject.place_path, subject.entered_on) == (world.danfeng.path, act.today)
    assert (subject.enterprise.uscc, subject.enterprise.industry) == (CODE, "C")


def test_a_project_belongs_to_a_chain(world: World) -> None:
    act = world.act(world.xu)
    chain = Subject.enter(act, Entering("chain", "新材料", world.shangluo))
    project = Subject.enter(
        act,
        Entering(
            "project", "新材料一期", world.danfeng, chain=chain,
            started_on=date(2022, 2, 1), started_claimed=True, progress="主体施工",
        ),
    )  # fmt: skip
    assert list(Project.objects.filter(chain=chain)) == [project.project]
    assert project.project.started_claimed
    assert not Enterprise.objects.filter(subject=chain).exists()


@pytest.mark.parametrize(
    "wrong",
    ["91350100M000100Y44", "91350100M000100Y4", "91350100I000100Y43", "ABC"],
    ids=["check digit", "too short", "a letter that is not used", "no code at all"],
)
def test_a_wrong_code_is_refused_and_nothing_is_entered(world: World, wrong: str) -> None:
    before = Subject.objects.count()
    good = Entering("enterprise", "丹凤新材", world.danfeng)
    with pytest.raises(WrongCode):
        Subject.enter_all(
            world.act(world.xu),
            [good, Entering("enterprise", "丹凤旧材", world.danfeng, uscc=wrong)],
        )
    assert Subject.objects.count() == before


@pytest.mark.parametrize("name", ["丹凤清水泵业有限公司", "丹凤新材"])
def test_twins_are_refused(world: World, name: str) -> None:
    act = world.act(world.xu)
    Subject.enter(act, Entering("enterprise", "丹凤矿业", world.danfeng, CODE))
    uscc = "" if name != "丹凤新材" else CODE
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.enter(act, Entering("enterprise", name, world.danfeng, uscc))


def test_the_same_name_elsewhere_or_of_another_kind_is_another(world: World) -> None:
    act = world.act(world.zhao)
    Subject.enter_all(
        act,
        [
            Entering("enterprise", world.pump_works.name, world.shanyang),
            Entering("project", world.pump_works.name, world.danfeng),
        ],
    )
    assert Subject.objects.filter(name=world.pump_works.name).count() == 3


SEES = {
    "zhao": {"pump", "tea"}, "xu": {"pump"}, "gao": {"pump"}, "he": {"pump"}, "wang": {"pump"},
    "lin": set(), "mei": set(), "shen": {"pump"}, "admin": set(), "clockwork": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", SEES)
def test_each_sees_what_lies_below_the_post_or_is_paired(world: World, name: str) -> None:
    user = world.on_duty(getattr(world, name))
    seen = set(Subject.objects.visible_to(user))
    named = {"pump": world.pump_works, "tea": world.tea_house}
    assert {word for word, subject in named.items() if subject in seen} == SEES[name]


def test_a_second_root_sees_its_own_subtree_and_no_more(world: World) -> None:
    act = world.act(world.clockwork)
    guest = Organisation.found(act, Founding("西安市", "prefecture"))
    assert (world.shangluo.path, guest.path) == ("0000", "0001")
    officer = Officer.enrol(act, "秦望")
    Post.appoint(act, Appointment(officer, guest, "干部", "clerk"))
    user = User.open_account(act, "qin", officer, None)
    mill = Subject.enter(act, Entering("enterprise", "西安面粉厂", guest))
    assert list(Subject.objects.visible_to(world.on_duty(user))) == [mill]
    assert mill in Subject.objects.visible_to(world.zhao)
