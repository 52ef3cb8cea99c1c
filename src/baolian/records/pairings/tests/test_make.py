"""Who answers for which subject, from a day, until a day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Entry
from baolian.records.pairings.models import AlreadyEnded, Making, Pairing, gaps, load
from baolian.records.people.models import Officer
from baolian.records.subjects.models import Subject
from tests.world import World


def making(world: World, role: str = "head", **more: str) -> Making:
    return Making(world.tea_house, world.officer(world.mei), role, "county", **more)  # type: ignore[arg-type]


def test_a_pairing_holds_from_today(world: World) -> None:
    act = world.act(world.zhao)
    pairing = Pairing.make(
        act, making(world, stream="heads_enterprises", document="商办〔2022〕1号")
    )
    assert (pairing.since, pairing.until) == (act.today, None)
    assert pairing in Pairing.objects.on(act.today)
    assert Entry.objects.concerning(world.tea_house).filter(verb="paired").count() == 1


def test_an_organisation_may_hold_with_a_lead_person(world: World) -> None:
    bank = Making(
        world.tea_house, world.officer(world.shen), "head", "prefecture", organisation=world.bank
    )
    assert Pairing.make(world.act(world.zhao), bank).organisation == world.bank


def test_once_at_a_time_and_role(world: World) -> None:
    Pairing.make(world.act(world.zhao), making(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.make(world.act(world.zhao), making(world))
    Pairing.make(world.act(world.zhao), making(world, "leader"))


def test_it_ends_with_a_cause_and_may_begin_again(world: World) -> None:
    pairing = Pairing.make(world.act(world.zhao), making(world))
    end = world.act(world.zhao, "2022-05-05 09:00")
    pairing.end(end, "工作调动")
    assert pairing.until == end.today
    assert Entry.objects.concerning(world.tea_house).get(verb="unpaired").note == "工作调动"
    with pytest.raises(AlreadyEnded):
        pairing.end(end, "工作调动")
    again = Pairing.make(end, making(world))
    assert list(Pairing.objects.on(end.today).filter(subject=world.tea_house)) == [again]


def test_on_a_day_the_day_of_ending_is_the_successors(world: World) -> None:
    pairing = Pairing.make(world.act(world.zhao), making(world))
    end = world.act(world.zhao, "2022-05-05 09:00")
    pairing.end(end, "工作调动")
    held = Pairing.objects.filter(subject=world.tea_house)
    assert list(held.on(world.act(world.zhao, "2022-05-04 09:00").today)) == [pairing]
    assert not held.on(end.today)
    assert not held.on(world.act(world.zhao, "2022-03-06 09:00").today)
    assert list(held.on(pairing.since)) == [pairing]


def test_gaps_are_subjects_for_which_nobody_stands_in_a_required_role(world: World) -> None:
    enterprises, today = Subject.objects.kind("enterprise"), world.zhao.day
    assert list(gaps(enterprises, ["head"], today)) == [world.tea_house]
    assert set(gaps(enterprises, ["head", "specialist"], today)) == {
        world.tea_house,
        world.pump_works,
    }
    assert not gaps(enterprises, [], today)
    Pairing.make(world.act(world.zhao), making(world))
    assert not gaps(enterprises, ["head"], today)
    Pairing.objects.get(subject=world.pump_works, role="head").end(
        world.act(world.zhao), "工作调动"
    )
    assert list(gaps(enterprises, ["head"], today)) == [world.pump_works]


def loads(world: World) -> dict[Officer, int]:
    return {officer: officer.load for officer in load(world.zhao.day)}  # type: ignore[attr-defined]


def test_load_is_for_how_many_subjects_each_answers_today(world: World) -> None:
    he, shen = world.officer(world.he), world.officer(world.shen)
    assert loads(world) == {he: 1, shen: 1}
    act = world.act(world.zhao)
    Pairing.make(act, Making(world.tea_house, he, "leader", "county"))
    # in two roles for one subject: one subject
    Pairing.make(act, Making(world.pump_works, he, "head", "county"))
    assert loads(world) == {he: 2, shen: 1}
    assert list(loads(world)) == [he, shen]
    Pairing.objects.get(officer=shen).end(act, "工作调动")
    assert loads(world) == {he: 2}


SEES = {
    "zhao": {"pump", "tea"}, "xu": {"pump"}, "gao": {"pump"}, "he": {"pump"}, "wang": {"pump"},
    "lin": set(), "mei": {"tea"}, "shen": {"own"}, "admin": set(), "clockwork": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", SEES)
def test_each_sees_the_pairings_of_his_subtree_and_his_own(world: World, name: str) -> None:
    Pairing.make(world.act(world.zhao), making(world))
    user = world.on_duty(getattr(world, name))
    seen = set(Pairing.objects.visible_to(user))
    pump = set(Pairing.objects.filter(subject=world.pump_works))
    named = {
        "pump": pump,
        "tea": set(Pairing.objects.filter(subject=world.tea_house)),
        "own": {p for p in pump if p.officer == user.officer},
    }
    assert seen == set().union(*(named[word] for word in SEES[name]))


def test_one_dated_ahead_counts_from_its_day(world: World) -> None:
    today, day = world.zhao.day, date(2022, 3, 14)
    mei = world.officer(world.mei)
    ahead = Making(world.tea_house, mei, "head", "county", since=day)
    pairing = Pairing.make(world.act(world.zhao), ahead)
    enterprises = Subject.objects.kind("enterprise")
    assert [list(gaps(enterprises, ["head"], d)) for d in (today, day)] == [[world.tea_house], []]
    assert [mei in load(d) for d in (today, day)] == [False, True]
    assert pairing in Pairing.objects.unended()
    # nobody enters it twice, though it does not hold yet
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.make(world.act(world.zhao), ahead)
    pairing.end(world.act(world.zhao), "未到岗")
    assert pairing.until == day
    assert not Pairing.objects.on(day).filter(officer=mei)
