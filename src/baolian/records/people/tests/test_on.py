"""What an account sees and may do: on which day, and for whom."""

from datetime import date

import pytest

from baolian.records.people.models import (
    Appointment,
    Liaison,
    Officer,
    Organisation,
    Post,
    Undated,
    User,
)
from tests.world import World

EVE, DAY = "2022-03-13 23:30", "2022-03-14 00:30"


def appoint(world: World, user: User, organisation: Organisation, role: str) -> Post:
    """From DAY on; entered a week before."""
    officer = world.officer(user)
    since = date(2022, 3, 14)
    return Post.appoint(
        world.act(world.zhao), Appointment(officer, organisation, "主任", role, since)
    )


def test_without_a_day_there_is_no_answer(world: World) -> None:
    user = User.objects.get(pk=world.xu.pk)
    for ask in (lambda: user.posts, lambda: user.leaders, lambda: user.scopes(), lambda: user.day):
        with pytest.raises(Undated, match="xu"):
            ask()


def test_a_post_dated_ahead_counts_from_its_day_in_shanghai(world: World) -> None:
    post = appoint(world, world.mei, world.danfeng, "supervisor")
    before, after = world.on_duty(world.mei, EVE), world.on_duty(world.mei, DAY)
    path = world.danfeng.path
    assert [u.can_start_slips(path) for u in (before, after)] == [False, True]
    assert [path in u.scopes() for u in (before, after)] == [False, True]
    assert [post in u.posts for u in (before, after)] == [False, True]
    assert post in Post.objects.unended()


def test_the_day_of_ending_is_the_successors(world: World) -> None:
    (post,) = world.lin.posts
    post.end(world.act(world.zhao, DAY))
    assert world.on_duty(world.lin, EVE).posts == [post]
    assert world.on_duty(world.lin, DAY).posts == []
    officer = Officer.objects.get(pk=world.officer(world.lin).pk)
    assert [officer.post_on(date(2022, 3, n)) for n in (13, 14)] == [post, None]


def test_one_that_ends_before_it_begins_never_counts(world: World) -> None:
    post = appoint(world, world.mei, world.danfeng, "supervisor")
    post.end(world.act(world.zhao, "2022-03-09 09:00"))
    assert post.until == post.since
    for moment in (EVE, DAY, "2022-06-01 09:00"):
        assert post not in world.on_duty(world.mei, moment).posts


def test_an_act_asks_for_its_own_day(world: World) -> None:
    appoint(world, world.mei, world.danfeng, "clerk")
    path = world.danfeng.path
    acts = [world.act(world.mei, moment) for moment in (EVE, DAY)]
    assert [act.by.can_keep_ledger(path) for act in acts] == [False, True]
    assert acts[0].by == acts[1].by == world.mei


def test_a_liaison_enters_from_her_day_to_the_end(world: World) -> None:
    he, mei = world.officer(world.he), world.officer(world.mei)
    liaison = Liaison.appoint(world.act(world.zhao, DAY), mei, he)
    assert world.on_duty(world.mei, EVE).leaders == []
    assert world.on_duty(world.mei, DAY).leaders == [he]
    liaison.end(world.act(world.zhao, "2022-05-05 09:00"))
    assert world.on_duty(world.mei, "2022-05-04 09:00").leaders == [he]
    assert world.on_duty(world.mei, "2022-05-05 09:00").leaders == []


def test_the_leaders_eyes_are_lent_and_his_signature_is_not(world: World) -> None:
    he = world.officer(world.he)
    Liaison.appoint(world.act(world.zhao), world.officer(world.mei), he)
    herself, acting = world.on_duty(world.mei), world.on_duty(world.mei, leader=he)
    path = world.danfeng.path
    assert [u.sees(path, "leader") for u in (herself, acting)] == [False, True]
    assert [path in u.scopes() for u in (herself, acting)] == [False, True]
    assert [u.can_answer_for(path) for u in (herself, acting)] == [False, True]
    assert [u.can_sign_slips(path) for u in (herself, acting)] == [False, False]
    assert acting.charges() == [world.finance_bureau.path]
    assert acting.roles == {"handler"}
    # his post ends, and with it what she sees through it
    world.he.posts[0].end(world.act(world.zhao, DAY))
    assert path not in world.on_duty(world.mei, DAY, he).scopes()


def test_her_side_is_also_that_of_the_leaders_she_does_not_act_for_now(world: World) -> None:
    he, gao, wang = (world.officer(user) for user in (world.he, world.gao, world.wang))
    Liaison.appoint(world.act(world.zhao), wang, gao)
    for leader in (None, he, gao):
        assert world.on_duty(world.wang, leader=leader).side == {wang.pk, he.pk, gao.pk}
    assert world.he.side == {he.pk}
    assert world.clockwork.side == set()
