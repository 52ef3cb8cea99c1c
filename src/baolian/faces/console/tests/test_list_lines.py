"""A line of the ledger says of a matter what the matter says; a filter offers what there is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from baolian.faces.console.lists.matter_lines import NOTHING_LEFT, SUSPENDED, read_lines
from baolian.faces.console.remaining import left_of
from baolian.faces.console.rows import OVERDUE, state_of
from baolian.records.matters.models import Matter
from baolian.records.people.models import Founding, Organisation
from baolian.rules.packs import Stage
from tests.world import World

WANTED = {"summary", "subject", "town", "organisation", "owner", "receiver", "left", "outcome"}


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


@pytest.fixture
def matters(world: World) -> list[Matter]:
    """Late, running, nobody's, suspended before and after it was due, resolved, closed."""
    made = [world.difficulty(summary=f"困难{n}") for n in range(5)]
    made.append(world.difficulty("2022-04-07 09:00", organisation=None, owner=None))
    made[1].suspend(world.act(world.xu), "等候电网检修")
    made[2].suspend(world.act(world.xu, "2022-04-07 10:00"), "等候电网检修")
    for matter in made[3:5]:
        matter.resolve(world.act(world.lin, "2022-03-08 09:00"), "explained", "已书面说明")
    made[4].close(world.act(world.xu, "2022-03-09 09:00"))
    return list(Matter.objects.order_by("id"))


def test_a_line_says_what_the_matter_says(world: World, matters: list[Matter]) -> None:
    act = world.act(world.xu, "2022-04-08 10:00")
    keys = [matter.pk for matter in reversed(matters)]
    lines = read_lines(act, keys, WANTED)
    assert [line.pk for line in lines] == keys
    said = set()
    for line, matter in zip(lines, reversed(matters), strict=True):
        assert (line.summary, line.subject) == (matter.summary, matter.subject.name)
        assert line.town == matter.subject.place.name
        assert line.organisation == (str(matter.organisation) if matter.organisation else None)
        assert line.owner == (matter.owner.name if matter.owner else None)
        assert line.due_at == matter.due_at
        since = matter.suspensions.filter(until=None).values_list("since", flat=True).first()
        state = state_of(matter, act.at)
        assert line.state == (SUSPENDED if since and state != OVERDUE else state)
        running = matter.deadlines.filter(stage=Stage.RESOLUTION, met_at=None).first()
        left = left_of(act, running, since) if running else NOTHING_LEFT
        assert (line.left.words, line.left.tone) == (left.words, left.tone)
        said.add(str(line.state.words))
    assert said == {"逾期", "已挂起", "待交办", "已办结，待确认", "已销号"}
    assert [line.outcome for line in lines if line.outcome] == ["已解释说明"] * 2


def offered(world: World, who: str, lang: str = "zh-hans") -> dict[str, list[str]]:
    """The words of each choice, as they stand in the selects of the page."""
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    page = client.get("/ledger/").content.decode()
    return {
        name: [words.strip() for words in re.findall(r"<option[^>]*>([^<]+)", within)]
        for name, within in re.findall(r'<select name="(\w+)"(.*?)</select>', page, re.S)
    }


def test_each_is_offered_what_lies_in_his_scope(world: World) -> None:
    all_of_it, county = offered(world, "zhao"), offered(world, "xu")
    assert {"商洛市", "丹凤县", "山阳县"} < set(all_of_it["town"])
    assert "山阳县" not in county["town"]
    assert world.labour_bureau.name in county["organisation"]
    assert world.labour_bureau.name not in county["town"]
    english = offered(world, "xu", "en")
    assert "用工" in county["category"]
    assert "用工" not in english["category"]
    assert english["category"][0] == "All"
    assert english["town"][1:] == county["town"][1:]


def test_a_place_is_offered_as_soon_as_it_is_there(world: World) -> None:
    assert "棣花镇" not in offered(world, "xu")["town"]
    Organisation.found(world.act(world.zhao), Founding("棣花镇", "town", world.danfeng))
    assert "棣花镇" in offered(world, "xu")["town"]


def test_what_is_chosen_stands_chosen_and_for_no_one_else(world: World) -> None:
    query = f"?town={world.danfeng.pk}&opened_from=2022-04-01&mine=on"
    for address, times in ((f"/ledger/{query}", 1), ("/ledger/", 0)):
        client = Client()
        client.force_login(world.zhao)
        page = client.get(address).content.decode()
        town = re.findall(r'<select name="town".*?</select>', page, re.S)[0]
        assert town.count(f'value="{world.danfeng.pk}" selected') == times
        day = re.findall(r'<input [^>]*id="filter_opened_from"', page)[0]
        assert day.count('value="2022-04-01"') == times
        assert len(re.findall(r'name="mine"[^>]* checked', page)) == times
