"""Posts are dated; rights come from the post's role and its organisation."""

import pytest
from django.db import IntegrityError, transaction

from baolian.records.people.models import (
    Appointment,
    Liaison,
    LiaisonEnded,
    Officer,
    Post,
    PostEnded,
    User,
)
from tests.world import World


def test_an_officer_is_enrolled_with_name_and_telephone(world: World) -> None:
    act = world.act(world.zhao)
    officer = Officer.enrol(act, "周舟", "13800000000")
    known = Officer.objects.get(pk=officer.pk)
    assert (known.name, known.phone) == ("周舟", "13800000000")
    assert len(known.salt) == 32
    assert known.post_on(act.today) is None


def test_a_post_counts_from_today_unless_it_says_otherwise(world: World) -> None:
    act = world.act(world.zhao)
    lin = world.officer(world.lin)
    post = Post.appoint(act, Appointment(lin, world.danfeng, "挂职干部"))
    assert (post.since, post.until, post.role) == (act.today, None, "officer")
    # the first post is the one beside the name
    shown = lin.post_on(act.today)
    assert shown is not None
    assert shown.organisation == world.labour_bureau


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("副县长", "丹凤县 副县长"),
        ("丹凤县副县长", "丹凤县副县长"),
        ("丹凤县委书记", "丹凤县委书记"),
    ],
)
def test_a_title_that_begins_with_its_place_says_it_once(
    world: World, title: str, said: str
) -> None:
    lin = Appointment(world.officer(world.lin), world.danfeng, title)
    assert str(Post.appoint(world.act(world.zhao), lin)) == said


def test_a_post_is_held_once_at_a_time(world: World) -> None:
    again = Appointment(world.officer(world.lin), world.labour_bureau, "股长", "handler")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.appoint(world.act(world.zhao), again)
    world.officer(world.lin).posts.get().end(world.act(world.zhao))
    Post.appoint(world.act(world.zhao, "2022-06-01 09:00"), again)


def test_with_the_post_the_rights_end(world: World) -> None:
    assert world.lin.scopes() == [world.labour_bureau.path]
    post = world.officer(world.lin).posts.get()
    post.end(world.act(world.zhao))
    assert world.on_duty(world.lin).scopes() == []
    assert world.officer(world.lin).post_on(world.lin.day) is None
    with pytest.raises(PostEnded):
        post.end(world.act(world.zhao, "2022-06-01 09:00"))


def test_a_scope_covers_what_lies_below_it(world: World) -> None:
    act = world.act(world.zhao)
    Post.appoint(act, Appointment(world.officer(world.lin), world.danfeng, "督查员", "supervisor"))
    Post.appoint(act, Appointment(world.officer(world.lin), world.bank, "联络员", "handler"))
    lin = world.on_duty(world.lin)
    assert lin.scopes() == sorted([world.danfeng.path, world.bank.path])
    assert lin.scopes("supervisor") == [world.danfeng.path]
    assert lin.scopes("clerk") == []
    assert lin.roles == {"handler", "supervisor"}


def test_one_reaches_downward_only(world: World) -> None:
    assert world.gao.reaches(world.labour_bureau.path, "supervisor")
    assert not world.gao.reaches(world.shangluo.path, "supervisor")
    assert not world.gao.reaches(world.shanyang.path, "supervisor")
    assert not world.gao.reaches(world.danfeng.path, "clerk")


CAN = {
    # sign slips, start slips, publish bulletins, keep the ledger: in Danfeng
    "zhao": (False, False, True, True),
    "xu": (False, False, True, True),
    "gao": (True, True, False, False),
    "he": (True, False, False, False),
    "wang": (False, False, False, False),
    "lin": (False, False, False, False),
    "mei": (False, False, False, False),
    "shen": (False, False, False, False),
    "admin": (False, False, False, False),
    "clockwork": (False, False, False, False),
}


@pytest.mark.parametrize("name", CAN)
def test_what_each_role_may_do(world: World, name: str) -> None:
    user, path = getattr(world, name), world.danfeng.path
    can = (
        user.can_sign_slips(path), user.can_start_slips(path),
        user.can_publish_bulletins(path), user.can_keep_ledger(path),
    )  # fmt: skip
    assert can == CAN[name]


def test_one_answers_for_the_very_organisation_of_the_post(world: World) -> None:
    assert world.lin.can_answer_for(world.labour_bureau.path)
    assert not world.lin.can_answer_for(world.danfeng.path)
    assert not world.xu.can_answer_for(world.labour_bureau.path)


def test_administrators_see_no_business_records(world: World) -> None:
    assert world.admin.roles == {"system_admin"}
    assert world.admin.scopes() == []


def test_a_liaison_answers_as_the_leader_while_she_acts_for_him(world: World) -> None:
    he, wang = world.officer(world.he), world.officer(world.wang)
    assert world.wang.answers_as == [wang.pk]
    assert world.wang.leaders == [he]
    acting = world.act(world.wang, on_behalf_of=he).by
    assert acting.answers_as == [wang.pk, he.pk]
    assert world.he.answers_as == [he.pk]
    assert world.clockwork.answers_as == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Liaison.appoint(world.act(world.zhao), wang, he)


def test_an_account_without_a_password_cannot_be_signed_in_to(world: World) -> None:
    act = world.act(world.zhao)
    assert not world.clockwork.has_usable_password()
    user = User.open_account(act, "zhou", Officer.enrol(act, "周舟"), None)
    assert not user.has_usable_password()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.open_account(act, "zhou", None, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.open_account(act, "zhou2", user.officer, None)


def test_a_liaison_ends_once(world: World) -> None:
    liaison = Liaison.objects.get(leader=world.officer(world.he))
    liaison.end(world.act(world.xu))
    assert world.on_duty(world.wang).leaders == []
    with pytest.raises(LiaisonEnded):
        liaison.end(world.act(world.xu))
