"""For whom a liaison acts: chosen in the header, kept in the session, named in the journal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baolian.records.journal.models import Entry
from baolian.records.people.models import Liaison, Officer
from tests.world import World


@pytest.fixture(autouse=True)
def _monday(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-07T15:00:00+08:00"


@pytest.fixture
def wang(world: World) -> Client:
    """At home in another county, so that all she sees of Danfeng she sees for her leader."""
    client = Client()
    client.force_login(world.mei)
    return client


def lend(world: World, *leaders: Officer) -> list[Liaison]:
    act = world.act(world.zhao)
    return [Liaison.appoint(act, world.officer(world.mei), leader) for leader in leaders]


def shown(client: Client) -> str:
    """The leader's name in the header; empty when she acts for herself."""
    answer = client.get("/ledger/")
    leader = answer.context["acting_for"]
    assert (f"代 {leader}" in answer.content.decode()) == (leader is not None)
    assert leader is not None or "代 " not in answer.content.decode()
    return leader.name if leader else ""


def test_with_one_leader_she_begins_for_him_and_may_switch_to_herself(
    world: World, wang: Client
) -> None:
    matter = f"/matters/{world.difficulty().pk}/"
    assert (shown(wang), wang.get(matter).status_code) == ("", 404)
    he = world.officer(world.he)
    lend(world, he)
    assert (shown(wang), wang.get(matter).status_code) == ("何川", 200)
    wang.post("/acting/", {"leader": ""})
    assert (shown(wang), wang.get(matter).status_code) == ("", 404)
    wang.post("/acting/", {"leader": he.pk})
    assert (shown(wang), wang.get(matter).status_code) == ("何川", 200)


def test_what_she_enters_names_both(world: World, wang: Client) -> None:
    he = world.officer(world.he)
    lend(world, he)
    matter = world.difficulty()
    assert wang.post(f"/matters/{matter.pk}/contact/", {"note": "已电话联系"}).status_code == 302
    entry = Entry.objects.get(verb="contacted")
    assert (entry.by, entry.on_behalf_of) == (world.mei, he.pk)


def test_of_two_leaders_she_chooses(world: World, wang: Client) -> None:
    he, shen = world.officer(world.he), world.officer(world.shen)
    lend(world, he, shen)
    assert shown(wang) == ""
    for leader in (he, shen, he):
        wang.post("/acting/", {"leader": leader.pk})
        assert shown(wang) == leader.name


def test_who_is_no_longer_hers_is_replaced_by_nobody(world: World, wang: Client) -> None:
    he, shen = world.officer(world.he), world.officer(world.shen)
    first, _second = lend(world, he, shen)
    wang.post("/acting/", {"leader": he.pk})
    first.end(world.act(world.zhao))
    assert shown(wang) == ""
    assert wang.post("/acting/", {"leader": he.pk}).status_code == 404


def test_she_does_not_sign_for_him(world: World, wang: Client) -> None:
    lend(world, world.officer(world.he))
    matter = world.difficulty()
    reason = {"reason": "等候省里批复"}
    assert wang.post(f"/matters/{matter.pk}/suspension/", reason).status_code == 403
