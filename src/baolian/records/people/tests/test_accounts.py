"""One-time passwords, a password of one's own, the end of an account, its return."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from baolian.records.journal.findings import Tally
from baolian.records.journal.models import Entry
from baolian.records.journal.replay import differences
from baolian.records.journal.rows import Overtaken
from baolian.records.people.accounts import (
    CHOSEN,
    GIVEN,
    AccountEnded,
    AccountStands,
    SamePassword,
    WrongPassword,
    can_appoint,
    can_keep_account,
    choose_password,
    end_account,
    give_password,
    has_one_time_password,
    keepers,
    resume_account,
)
from baolian.records.people.models import Appointment, Liaison, Officer, Post, User
from tests.world import World

OWN = "a long and quiet word"


def read(user: User) -> User:
    return User.objects.get(pk=user.pk)


def history(user: User) -> list[tuple[str, str]]:
    entries = Entry.objects.concerning(user).exclude(verb="account opened")
    return [(entry.verb, entry.by.username) for entry in entries]


def test_a_one_time_password_opens_until_the_next(world: World) -> None:
    act = world.act(world.xu)
    first, second = give_password(act, read(world.lin)), give_password(act, read(world.lin))
    assert first != second
    assert authenticate(username="lin", password=first) is None
    assert authenticate(username="lin", password=second) == world.lin
    assert has_one_time_password(world.lin)
    assert history(world.lin) == [(GIVEN, "xu"), (GIVEN, "xu")]


def test_no_password_stands_in_the_journal(world: World) -> None:
    told = give_password(world.act(world.xu), read(world.lin))
    choose_password(world.act(world.lin), told, OWN)
    entries = Entry.objects.concerning(world.lin)
    assert [e.written for e in entries.filter(verb__in=[GIVEN, CHOSEN])] == [
        {f"people.user:{world.lin.pk}": {}}
    ] * 2
    assert not list(differences(Tally()))


def test_a_password_of_ones_own(world: World) -> None:
    told = give_password(world.act(world.xu), read(world.lin))
    choose_password(world.act(world.lin), told, OWN)
    assert authenticate(username="lin", password=OWN) == world.lin
    assert not has_one_time_password(world.lin)
    assert history(world.lin) == [(GIVEN, "xu"), (CHOSEN, "lin")]


def test_a_password_is_never_changed_on_somebodys_behalf(world: World) -> None:
    told = give_password(world.act(world.xu), read(world.wang))
    he = world.officer(world.he)
    choose_password(world.act(world.wang, on_behalf_of=he), told, OWN)
    entry = Entry.objects.get(verb=CHOSEN)
    assert (entry.about, entry.on_behalf_of) == (f"people.user:{world.wang.pk}", None)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("short", "password_too_short"),
        ("password12", "password_too_common"),
        ("3141592653589", "password_entirely_numeric"),
        ("supervisor1", "password_too_similar"),
    ],
)
def test_what_is_no_password(world: World, new: str, why: str) -> None:
    officer = Officer.enrol(world.act(world.xu), "严正")
    user = User.open_account(world.act(world.xu), "supervisor", officer, None)
    told = give_password(world.act(world.xu), user)
    with pytest.raises(ValidationError) as refused:
        choose_password(world.act(user), told, new)
    assert why in {error.code for error in refused.value.error_list}
    assert has_one_time_password(user)


def test_the_old_one_is_asked_for_and_not_taken_again(world: World) -> None:
    told = give_password(world.act(world.xu), read(world.lin))
    with pytest.raises(WrongPassword):
        choose_password(world.act(world.lin), "guessed", OWN)
    with pytest.raises(SamePassword):
        choose_password(world.act(world.lin), told, told)
    assert has_one_time_password(world.lin)


def test_who_is_second_changes_nothing(world: World) -> None:
    stale = read(world.lin)
    told = give_password(world.act(world.xu), read(world.lin))
    with pytest.raises(Overtaken):
        give_password(world.act(world.zhao), stale)
    assert authenticate(username="lin", password=told)
    assert history(world.lin) == [(GIVEN, "xu")]


def test_a_one_time_password_is_read_without_doubt(world: World) -> None:
    told = give_password(world.act(world.xu), read(world.lin))
    assert len(told) == 12
    assert not set(told) & set("0O1lI8B")


def test_ended_it_opens_nothing_and_nothing_is_deleted(world: World) -> None:
    he = world.officer(world.he)
    told = give_password(world.act(world.xu), read(world.he))
    later = world.act(world.xu, "2022-03-10 09:00")
    Post.appoint(
        world.act(world.xu), Appointment(he, world.shanyang, "县长", "leader", later.today)
    )
    next_year = world.at("2023-01-01 09:00").date()
    Post.appoint(world.act(world.xu), Appointment(he, world.danfeng, "顾问", "officer", next_year))
    before = Post.objects.count(), Officer.objects.count(), User.objects.count()
    assert len(end_account(later, read(world.he))) == 3
    assert authenticate(username="he", password=told) is None
    assert not world.on_duty(world.he, "2022-03-10 09:00").posts
    assert not world.on_duty(world.he, "2023-06-01 09:00").posts
    assert not Liaison.objects.on(later.today).filter(leader=he)
    assert (Post.objects.count(), Officer.objects.count(), User.objects.count()) == before
    with pytest.raises(AccountEnded):
        end_account(later, read(world.he))
    with pytest.raises(AccountEnded):
        give_password(later, read(world.he))
    assert not list(differences(Tally()))


def test_who_is_back_begins_with_a_new_password_and_without_posts(world: World) -> None:
    act = world.act(world.xu)
    told = give_password(act, read(world.lin))
    with pytest.raises(AccountStands):
        resume_account(act, read(world.lin))
    end_account(act, read(world.lin))
    resume_account(act, read(world.lin))
    again = give_password(act, read(world.lin))
    assert authenticate(username="lin", password=told) is None
    assert authenticate(username="lin", password=again) == world.lin
    assert not world.on_duty(world.lin).posts
    verbs = [verb for verb, _ in history(world.lin)]
    assert verbs == [GIVEN, "account ended", "account resumed", GIVEN]


def test_who_keeps_which_accounts(world: World) -> None:
    kept = {
        who: [
            name
            for name in ("zhao", "gao", "lin", "mei", "admin", "clockwork")
            if can_keep_account(getattr(world, who), getattr(world, name))
        ]
        for who in ("zhao", "xu", "gao", "he", "lin", "admin")
    }
    assert kept == {
        "zhao": ["zhao", "gao", "lin", "mei"],
        "xu": ["gao", "lin"],
        "gao": [],
        "he": [],
        "lin": [],
        "admin": ["zhao", "gao", "lin", "mei", "admin", "clockwork"],
    }
    assert {user.username for user in keepers(world.act(world.zhao).today)} == {
        "zhao", "xu", "admin",
    }  # fmt: skip


def test_a_clerk_makes_no_administrator(world: World) -> None:
    assert can_appoint(world.zhao, world.danfeng, "clerk")
    assert can_appoint(world.xu, world.labour_bureau, "handler")
    assert not can_appoint(world.xu, world.shangluo, "clerk")
    assert not can_appoint(world.zhao, world.shangluo, "security_admin")
    assert can_appoint(world.admin, world.shangluo, "security_admin")


def test_a_password_that_was_set_otherwise_is_not_one_time(world: World) -> None:
    user = User.open_account(
        world.act(world.xu), "yan", Officer.enrol(world.act(world.xu), "严正"), OWN
    )
    assert not has_one_time_password(user)
