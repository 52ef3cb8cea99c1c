"""Filters of a list: what cannot be read is said, wherever its field lies; of very many to choose
from the page holds one."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from baolian.faces.console.tests.desks import desk
from baolian.records.people.models import Founding, Organisation
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


def notes(page: Any) -> list[str]:
    """What is said above the list."""
    return re.findall(r'<p class="note warn" role="status">([^<]+)</p>', page.content.decode())


# -- what cannot be read ---------------------------------------------------------------------------

# before the first day there is no midnight in Shanghai, after the last one no next
FAR = ("due_by=9999-12-31", "opened_to=9999-12-31", "opened_from=0001-01-01",
       "resolved_from=0001-01-01")  # fmt: skip
PLACES = ("", "counts/", "towns/", "months/", "assignments/?every=1")
YEARS = "请填1900年至2199年之间的日期。"


@pytest.mark.parametrize("query", FAR)
@pytest.mark.parametrize("place", PLACES)
def test_a_day_that_is_too_far_is_said(world: World, query: str, place: str) -> None:
    world.difficulty()
    for of in ("ledger", "ledger/tasks"):
        address = f"/{of}/{place}"
        page = desk(world, "zhao").get(f"{address}{'&' if '?' in address else '?'}{query}")
        assert page.status_code == 200
        if place != "counts/":
            assert any(note.endswith(YEARS) for note in notes(page)), address


@pytest.mark.parametrize("query", FAR)
def test_a_workbook_is_made_without_it(world: World, query: str) -> None:
    assert desk(world, "zhao").post(f"/ledger/exports/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["due_by=2199-12-31", "opened_from=1900-01-01"])
def test_the_farthest_days_narrow(world: World, query: str) -> None:
    world.difficulty(summary="用工短缺")
    page = desk(world, "zhao").get(f"/ledger/?{query}")
    assert notes(page) == []
    assert "用工短缺" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("subject=abc", "服务对象"),
        ("owner=abc", "责任人"),
        ("subject=0", "服务对象"),
        ("category=nonsense", "类别"),
        ("due_by=2022-13-01", "办结到期不晚于"),
    ],
)
def test_what_is_wrong_is_said_above_the_list(world: World, query: str, label: str) -> None:
    """A hidden field shows nothing, and on a phone the others lie in a drawer that is shut."""
    world.difficulty()
    (note,) = notes(desk(world, "zhao").get(f"/ledger/?{query}"))
    assert note.startswith(f"{label}：")
    assert len(note) > len(label) + 3


# -- hundreds to choose from -----------------------------------------------------------------------


@pytest.fixture
def bureaus(world: World) -> list[Organisation]:
    wanted = [Founding(f"第{n}局", "department", world.danfeng) for n in range(70)]
    return list(Organisation.found_all(world.act(world.clockwork), wanted))


def options(page: str, name: str) -> list[str]:
    """The words of a select, top down."""
    select = page.split(f'<select name="{name}"')[1].split("</select>")[0]
    return [words.strip() for words in re.findall(r"<option[^>]*>([^<]*)", select)]


def ways(page: str) -> dict[str, str]:
    found = re.findall(r'<a href="([^"]+)" data-offers="(\w+)"', page)
    return {name: html.unescape(address) for address, name in found}


def test_few_offices_stand_in_the_page(world: World) -> None:
    page = desk(world, "zhao").get("/ledger/").content.decode()
    assert "丹凤县人社局" in options(page, "organisation")
    assert "data-long" not in page
    assert ways(page) == {}


def test_of_many_only_the_chosen_one_does(world: World, bureaus: list[Organisation]) -> None:
    client = desk(world, "zhao")
    page = client.get("/ledger/").content.decode()
    assert options(page, "organisation") == ["全部"]
    assert "丹凤县" in options(page, "town")
    chosen = client.get(f"/ledger/?organisation={bureaus[3].pk}").content.decode()
    assert options(chosen, "organisation") == ["全部", "第3局"]
    assert re.search(r"<option[^>]* selected>\s*第3局", chosen)
    # one that is not offered is said as ever
    (note,) = notes(client.get("/ledger/?organisation=999999"))
    assert note == "承办单位：没有这一项，已不按它筛选。"


@pytest.mark.parametrize("of", ["ledger", "ledger/tasks"])
def test_without_scripts_one_chooses_on_a_page(
    world: World, bureaus: list[Organisation], of: str
) -> None:
    client = desk(world, "zhao")
    chosen = bureaus[3].pk
    page = client.get(f"/{of}/?state=overdue&organisation={chosen}").content.decode()
    (address,) = ways(page).values()
    choosing = client.get(address).content.decode()
    assert {"全部", "第0局", "第69局", "丹凤县人社局"} <= set(options(choosing, "organisation"))
    assert re.search(rf'<option value="{chosen}" selected>', choosing)
    form = choosing.split(f'<form class="card entry narrow" method="get" action="/{of}/">')[1]
    sent = re.findall(r'name="(\w+)" value="([^"]*)"', form.split("<select")[0])
    # the rest of what was asked is sent along, the office is what one chooses
    assert sent == [("state", "overdue")]


def test_the_script_of_the_list_gets_the_options(world: World, bureaus: list[Organisation]) -> None:
    client = desk(world, "zhao")
    part = client.get("/ledger/offers/?field=organisation", headers={"HX-Request": "true"})
    lines = part.content.decode().strip()
    assert lines.startswith('<option value=""')
    assert lines.count("<option") == lines.count("</option>") == Organisation.objects.count() + 1
    assert "HX-Request" in part.headers["Vary"]
    # nobody is offered an office that he does not see
    other = desk(world, "mei").get("/ledger/offers/?field=organisation").content.decode()
    assert "第3局" not in other
    assert options(desk(world, "zhao").get("/ledger/offers/?field=x").content.decode(), "town")
