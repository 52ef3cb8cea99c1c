"""Who sees which matter: every member of the cast."""

from datetime import date
from typing import Any

import pytest

from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import is_seen_by
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Liaison, User
from tests.world import World

# at home: of the pump works, handled by the labour bureau of Danfeng;
# away: of the tea house in Shanyang, handled by nobody yet;
# lent: of the tea house, handed to the bank
SEES = {
    "zhao": {"home", "away", "lent"},  # clerk of the prefecture
    "xu": {"home"},
    "gao": {"home"},
    "he": {"home"},
    "wang": {"home"},
    "lin": {"home"},
    "mei": set(),  # another county's bureau: not the county, not its enterprises
    "shen": {"home", "lent"},  # paired with the pump works; the bank handles the other
    "admin": set(),
    "clockwork": set(),
}


@pytest.fixture
def matters(world: World) -> dict[str, Matter]:
    away: dict[str, Any] = {"subject": world.tea_house, "first_receiver": None}
    return {
        "home": world.difficulty(),
        "away": world.difficulty(organisation=None, **away),
        "lent": world.difficulty(organisation=world.bank, **away),
    }


def seen_by(world: World, user: User, matters: dict[str, Matter]) -> set[str]:
    there = world.on_duty(user)
    seen = set(Matter.objects.visible_to(there))
    assert seen == {matter for matter in Matter.objects.all() if is_seen_by(matter, there)}
    return {name for name, matter in matters.items() if matter in seen}


@pytest.mark.parametrize("name", SEES)
def test_each_sees_his_own(world: World, matters: dict[str, Matter], name: str) -> None:
    assert seen_by(world, getattr(world, name), matters) == SEES[name]


def test_the_table_has_the_whole_cast(world: World) -> None:
    assert set(SEES) == {n for n in vars(world) if isinstance(getattr(world, n), User)}


def test_a_pairing_opens_and_its_end_closes(world: World, matters: dict[str, Matter]) -> None:
    mei = world.officer(world.mei)
    pairing = Pairing.make(world.act(world.zhao), Making(world.pump_works, mei, "head", "county"))
    assert seen_by(world, world.mei, matters) == {"home"}
    pairing.end(world.act(world.zhao), "工作调动")
    assert seen_by(world, world.mei, matters) == set()


def test_what_one_owns_one_sees(world: World) -> None:
    matters = {"hers": world.difficulty(owner=world.officer(world.mei))}
    assert seen_by(world, world.mei, matters) == {"hers"}


def test_it_is_a_filter_like_any_other(world: World, matters: dict[str, Matter]) -> None:
    seen = Matter.objects.visible_to(world.shen).filter(kind="difficulty").order_by("-id")
    assert [m.pk for m in seen[:1]] == [matters["lent"].pk]
    assert seen.count() == 2


def test_a_pairing_dated_ahead_opens_on_its_day(world: World, matters: dict[str, Matter]) -> None:
    making = Making(
        world.pump_works, world.officer(world.mei), "head", "county", since=date(2022, 3, 14)
    )
    Pairing.make(world.act(world.zhao), making)
    on = {day: world.on_duty(world.mei, f"{day} 09:00") for day in ("2022-03-13", "2022-03-14")}
    seen = {day: matters["home"] in Matter.objects.visible_to(mei) for day, mei in on.items()}
    assert seen == {"2022-03-13": False, "2022-03-14": True}


def test_a_liaison_sees_what_her_leader_sees_while_she_acts_for_him(
    world: World, matters: dict[str, Matter]
) -> None:
    he = world.officer(world.he)
    Liaison.appoint(world.act(world.zhao), world.officer(world.mei), he)
    assert seen_by(world, world.mei, matters) == set()
    acting = world.on_duty(world.mei, leader=he)
    assert list(Matter.objects.visible_to(acting)) == [matters["home"]]
    # also when he is no longer paired: through his post
    Pairing.objects.get(officer=he).end(world.act(world.zhao), "工作调动")
    assert list(Matter.objects.visible_to(acting)) == [matters["home"]]
