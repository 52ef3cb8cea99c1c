"""`baolian account`: add, password, end, list; who may, and what is refused in one sentence."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth import authenticate
from pytest_django import Settings

from baolian.faces.cli.account import ROLES
from baolian.faces.cli.main import main
from baolian.faces.cli.tests.test_main import exit_code
from baolian.records.journal.models import Entry
from baolian.records.people.accounts import end_account
from baolian.records.people.models import Founding, Liaison, Officer, Organisation, Post, User
from tests.world import World

Said = pytest.CaptureFixture[str]
YAN = ("--officer", "严正", "--organisation", "丹凤县", "--role", "supervisor")


@pytest.fixture(autouse=True)
def office(world: World, settings: Settings) -> World:
    settings.FIXED_CLOCK = "2022-03-07T09:00:00+08:00"
    return world


def done(capsys: Said, *words: str) -> str:
    assert main(["account", *words]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def refused(capsys: Said, *words: str) -> str:
    """The sentence; and nothing was written."""
    before = Entry.objects.count()
    assert main(["account", *words]) == 2
    assert Entry.objects.count() == before
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("baolian account: ")
    assert said.err.count("\n") == 1
    return said.err


def password_in(said: str) -> str:
    (found,) = re.findall(r"one-time password, shown only now: \w+  (\S+)$", said, re.M)
    return str(found)


def test_add_makes_what_is_missing(capsys: Said) -> None:
    said = done(
        capsys, "add", "yan", *YAN, "--title", "督查专员", "--since", "2022-03-01", "--by", "xu"
    )
    user = User.objects.get(username="yan")
    assert authenticate(username="yan", password=password_in(said)) == user
    post = Post.objects.get(officer=user.officer)
    assert (str(user.officer), str(post), post.role) == ("严正", "丹凤县 督查专员", "supervisor")
    assert post.since == date(2022, 3, 1)
    entries = Entry.objects.order_by("-id")[:4]
    assert [(e.verb, e.by.username) for e in reversed(entries)] == [
        ("enrolled", "xu"),
        ("appointed", "xu"),
        ("account opened", "xu"),
        ("one-time password given", "xu"),
    ]
    assert main(["verify"]) == 0


def test_add_again_adds_the_post_and_leaves_the_password(capsys: Said) -> None:
    told = password_in(done(capsys, "add", "yan", *YAN, "--by", "xu"))
    before = Entry.objects.count()
    assert "password" not in done(capsys, "add", "yan", *YAN, "--by", "xu")
    assert Entry.objects.count() == before
    more = ("--officer", "严正", "--organisation", "山阳县", "--role", "supervisor")
    said = done(capsys, "add", "yan", *more, "--by", "zhao")
    assert "丹凤县 督办员 (supervisor, since 2022-03-07); 山阳县 督办员" in said
    assert authenticate(username="yan", password=told)


def test_a_liaison_and_her_leader(capsys: Said, world: World) -> None:
    words = ("--officer", "方圆", "--organisation", "丹凤县", "--role", "liaison")
    for _twice in range(2):
        done(capsys, "add", "fang", *words, "--enters-for", "何川", "--by", "xu")
    link = Liaison.objects.get(officer__name="方圆")
    assert link.leader == world.officer(world.he)
    said = refused(capsys, "add", "fang", *words, "--enters-for", "何山", "--by", "xu")
    assert "'何山' names 0 persons; nobody is called that" in said


def test_a_new_password_shuts_the_old_one_out(capsys: Said) -> None:
    first = password_in(done(capsys, "add", "yan", *YAN, "--by", "xu"))
    second = password_in(done(capsys, "password", "yan", "--by", "xu"))
    assert authenticate(username="yan", password=first) is None
    assert authenticate(username="yan", password=second)


def test_end_and_return(capsys: Said) -> None:
    done(capsys, "add", "yan", *YAN, "--by", "xu")
    assert "yan: ended, with 1 posts of 严正" in done(capsys, "end", "yan", "--by", "xu")
    assert "has been ended" in refused(capsys, "end", "yan", "--by", "xu")
    assert "has been ended" in refused(capsys, "password", "yan", "--by", "xu")
    assert "has been ended" in refused(capsys, "password", "lin", "--by", "yan")
    told = password_in(done(capsys, "add", "yan", *YAN, "--by", "xu"))
    assert authenticate(username="yan", password=told)
    assert Officer.objects.filter(name="严正").count() == 1
    assert Post.objects.filter(officer__name="严正").count() == 2
    assert main(["verify"]) == 0


def test_what_still_hangs_on_him_is_said(capsys: Said) -> None:
    assert "1 pairings still name 何川" in done(capsys, "end", "he", "--by", "xu")
    assert "pairings" not in done(capsys, "end", "gao", "--by", "xu")


def test_the_list(capsys: Said) -> None:
    done(capsys, "add", "yan", *YAN, "--by", "xu")
    done(capsys, "end", "mei", "--by", "zhao")
    lines = {line.split()[0]: line for line in done(capsys, "list").splitlines()}
    assert sorted(lines) == [
        "admin", "gao", "he", "lin", "mei", "shen", "wang", "xu", "yan", "zhao",
    ]  # fmt: skip
    assert lines["yan"].split(maxsplit=1)[1].startswith("one-time password  严正  丹凤县 督办员")
    assert lines["mei"].split() == ["mei", "ended", "梅雪"]
    assert "no password" in lines["lin"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "yan", *YAN), "who does it? expected --by and one of: admin, xu, zhao"),
        (("add", "yan", *YAN, "--by", "xv"), "no account is called 'xv'; expected one of: admin,"),
        (("add", "yan", *YAN, "--by", "clockwork"), "no account is called 'clockwork'"),
        (("add", "yan", *YAN, "--by", "gao"), "'gao' may not give anybody the role supervisor"),
        (
            ("add", "yan", *YAN[:-1], "system_admin", "--by", "xu"),
            "for an administrator a system or security administrator",
        ),
        (("add", "lin", *YAN, "--by", "xu"), "the account 'lin' is that of 林涛; choose another"),
        (("add", "clockwork", *YAN, "--by", "xu"), "the account 'clockwork' is that of clockwork"),
        (
            ("add", "lin2", "--officer", "林涛", "--organisation", "丹凤县人社局", "--role",
             "clerk", "--by", "xu"),
            "林涛 has the account 'lin'; one person has one",
        ),
        (
            ("add", "lin2", "--officer", "林涛", "--organisation", "丹凤县", "--role", "clerk",
             "--by", "xu"),
            "'林涛' may be somebody who is known; expected one of: 林涛#",
        ),
        (
            ("add", "yan", "--officer", "严正#99", "--organisation", "丹凤县", "--role", "clerk",
             "--by", "xu"),
            "'严正#99' names 0 persons; nobody is called that",
        ),
        (
            ("add", "yan", "--officer", "严正", "--organisation", "丹丰县", "--role", "clerk",
             "--by", "xu"),
            "no organisation is called '丹丰县'; expected one of: 商洛市,",
        ),
        (("password", "lin", "--by", "mei"), "'mei' does not keep the account 'lin'"),
        (("password", "admin", "--by", "zhao"), "'zhao' does not keep the account 'admin'"),
        (("end", "linn", "--by", "xu"), "did you mean 'lin'?"),
    ],
)  # fmt: skip
def test_what_is_refused(words: tuple[str, ...], told: str, capsys: Said) -> None:
    assert told in refused(capsys, *words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["account"], "required: VERB"),
        (["account", "add", "yan", *YAN[:-1], "boss"], "invalid choice: 'boss'"),
        (["account", "add", "y an", *YAN], "found 'y an', expected up to 60 letters, digits"),
        (["account", "add", "yan", *YAN, "--since", "1 May"], "expected a day such as 2022-06-30"),
    ],
)
def test_wrong_words(words: list[str], told: str, capsys: Said) -> None:
    assert exit_code(*words) == 2
    assert told in capsys.readouterr().err


def test_a_namesake_is_told_apart_by_a_number(capsys: Said, world: World) -> None:
    words = ("--organisation", "丹凤县", "--role", "clerk", "--by", "xu")
    done(capsys, "add", "lin2", "--officer", "林涛#new", *words)
    namesake = Officer.objects.exclude(account=world.lin).get(name="林涛")
    assert User.objects.get(username="lin2").officer == namesake
    done(capsys, "end", "lin2", "--by", "xu")
    done(capsys, "add", "lin2", "--officer", f"林涛#{namesake.pk}", *words)
    assert Officer.objects.filter(name="林涛").count() == 2


def test_twins_among_organisations_are_told_apart_by_those_above(
    capsys: Said, world: World
) -> None:
    towns = [Founding("城关镇", "town", above) for above in (world.danfeng, world.shanyang)]
    mine, _theirs = Organisation.found_all(world.act(world.zhao), towns)
    words = ("add", "yan", "--officer", "严正", "--role", "handler", "--by", "xu")
    said = refused(capsys, *words, "--organisation", "城关镇")
    assert "2 organisations are called 城关镇: 商洛市/丹凤县/城关镇, 商洛市/山阳县/城关镇" in said
    done(capsys, *words, "--organisation", "丹凤县/城关镇")
    assert Post.objects.get(officer__name="严正").organisation == mine


def test_where_nobody_is_left_the_clockwork_begins_again(capsys: Said, world: World) -> None:
    for who in (world.zhao, world.xu, world.admin):
        end_account(world.act(world.zhao), User.objects.get(pk=who.pk))
    words = ("--officer", "严正", "--organisation", "商洛市", "--role", "system_admin")
    done(capsys, "add", "yan", *words)
    opened = Entry.objects.filter(verb="account opened").latest("id")
    assert opened.by == world.clockwork
    assert "expected --by and one of: yan" in refused(capsys, "password", "lin")


def test_every_role_but_the_ledgers_can_be_given() -> None:
    assert {*ROLES} == {*Post.Role.values} - {"holder"}
