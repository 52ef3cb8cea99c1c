"""The shell: who may go where, how the pages look, what the bell counts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baolian.records.journal.models import Entry
from baolian.records.people.models import Liaison, User
from baolian.records.people.preferences import Preference
from tests.world import World


@pytest.fixture(autouse=True)
def _monday(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-08T15:00:00+08:00"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rail(client: Client, address: str = "/today/") -> str:
    page = client.get(address).content.decode()
    found = re.search(r'<nav class="rail"(.*?)</nav>', page, flags=re.DOTALL)
    assert found
    return found[1]


def test_the_menu_leads_to_what_one_may_open(world: World) -> None:
    for name in ("today", "ledger", "pairings", "tasks", "slips", "bulletins", "visit-new"):
        assert f'href="{reverse(name)}"' in rail(client_of(world.xu))
    # who keeps the machine sees no records, so no lists either
    machine = rail(client_of(world.admin))
    assert reverse("today") in machine
    assert reverse("ledger") not in machine


def test_the_menu_says_where_one_is(world: World) -> None:
    matter, client = world.difficulty(), client_of(world.xu)
    assert re.search(rf'href="{reverse("ledger")}" aria-current="page"', rail(client, "/ledger/"))
    below = rail(client, reverse("matter", args=[matter.pk]))
    assert re.search(rf'href="{reverse("ledger")}" aria-current="true"', below)
    assert below.count("aria-current") == 1


def test_a_theme_is_kept_and_goes_along_with_the_account(world: World) -> None:
    client = client_of(world.xu)
    assert "data-theme=" not in client.get("/today/").content.decode()
    answer = client.post(reverse("theme"), {"theme": "dark", "next": "/ledger/"})
    assert answer.headers["Location"] == "/ledger/"
    assert '<html lang="zh-Hans" data-theme="dark">' in client.get("/today/").content.decode()
    assert Preference.objects.get(user=world.xu).theme == "dark"
    client.post(reverse("theme"), {"theme": "system"})
    assert "data-theme=" not in client.get("/today/").content.decode()
    assert Preference.objects.get(user=world.xu).theme == ""


def test_a_theme_leads_nowhere_else_and_is_none_of_ones_own(world: World) -> None:
    client = client_of(world.xu)
    answer = client.post(reverse("theme"), {"theme": "dark", "next": "https://example.org/"})
    assert answer.headers["Location"] == reverse("home")
    assert client.post(reverse("theme"), {"theme": 'x"><b>'}).status_code == 422
    assert Client().post(reverse("theme"), {"theme": "dark"}).status_code == 302


def test_on_a_new_computer_the_pages_look_as_on_the_last_one(world: World) -> None:
    world.gao.set_password("a long and quiet word")
    world.gao.save()
    client = client_of(world.gao)
    client.post(reverse("language"), {"language": "en"})
    client.post(reverse("theme"), {"theme": "dark"})
    elsewhere = Client(headers={"accept-language": "zh-hans"})
    elsewhere.post(reverse("account_login"), {"login": "gao", "password": "a long and quiet word"})
    assert '<html lang="en" data-theme="dark">' in elsewhere.get("/today/").content.decode()


def count_on_the_bell(client: Client) -> int:
    found = re.search(r'<span class="count new dot">(\d+)', client.get("/ledger/").content.decode())
    return int(found[1]) if found else 0


def test_the_bell_counts_what_one_has_not_heard(world: World, settings: Any) -> None:
    client = client_of(world.lin)
    assert count_on_the_bell(client) == 0
    world.difficulty()
    assert count_on_the_bell(client) == 1
    assert "新</span>" in client.get(reverse("notices")).content.decode()
    # looking is not yet having read
    assert count_on_the_bell(client) == 1
    assert client.post(reverse("notices-hearing")).headers["Location"] == reverse("notices")
    assert count_on_the_bell(client) == 0
    assert "季节性用工短缺" in client.get(reverse("notices")).content.decode()
    world.difficulty("2022-03-08 16:00", summary="又缺二十人")
    settings.FIXED_CLOCK = "2022-03-08T17:00:00+08:00"
    assert count_on_the_bell(client) == 1
    # the other county heard nothing of it
    assert count_on_the_bell(client_of(world.mei)) == 0


def test_a_liaison_hears_what_her_leader_hears_while_she_acts_for_him(world: World) -> None:
    Liaison.appoint(world.act(world.zhao), world.officer(world.mei), world.officer(world.lin))
    world.difficulty()
    client = client_of(world.mei)
    assert count_on_the_bell(client) == 1
    client.post(reverse("acting"), {"leader": ""})
    assert count_on_the_bell(client) == 0


def test_habits_are_no_entries(world: World) -> None:
    client, before = client_of(world.lin), Entry.objects.count()
    client.post(reverse("notices-hearing"))
    client.post(reverse("theme"), {"theme": "dark"})
    client.post(reverse("language"), {"language": "en"})
    assert Entry.objects.count() == before
    assert Preference.objects.filter(user=world.lin).count() == 1


def test_a_profile_says_who_one_is_here(world: World) -> None:
    page = client_of(world.wang).get(reverse("profile")).content.decode()
    assert "王宁" in page
    assert "何川" in page  # for whom she may act


def test_a_stamp_is_of_what_is_in_the_file(world: World) -> None:
    page = client_of(world.xu).get("/today/").content.decode()
    stamps = dict(re.findall(r'/static/(parts/[\w.]+)\?v=(\w+)"', page))
    assert len(set(stamps.values())) == len(stamps) >= 8
