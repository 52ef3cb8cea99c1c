"""The form of a visit: whom it names, what it asks, in which order."""

import re

import pytest

from baolian.faces.console.choices import OrganisationField
from baolian.faces.console.tests.desks import desk
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Founding, Officer, Organisation
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")
CLIENT_ID = "0b0e7c50-9a3f-4a83-9f53-0d4fb1c6f0aa"


def form(world: World, who: str, lang: str = "zh-hans") -> str:
    answer = desk(world, who, lang).get(f"/subjects/{world.pump_works.pk}/visits/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_offers_officials_that_may_be_seen_and_no_contact(world: World) -> None:
    act = world.act(world.xu)
    contact = Officer.enrol(act, "陈厂长", "13900000000")
    Pairing.make(act, Making(world.pump_works, contact, "contact", "enterprise"))
    mine = form(world, "xu")
    assert "沈岳" in mine
    assert "何川" in mine
    assert "陈厂长" not in mine
    # handles a matter of it, and sees none of its pairings
    world.difficulty()
    for name in ("沈岳", "何川", "陈厂长"):
        assert name not in form(world, "lin")
    data = {"visited_on": "2022-03-09", "companions": [contact.pk], "client_id": CLIENT_ID}
    sent = desk(world, "xu").post(f"/subjects/{world.pump_works.pk}/visits/", data)
    assert sent.status_code == 422


def test_a_field_says_when_it_is_needed(world: World) -> None:
    page = form(world, "xu")
    assert re.search(r"类别 <small>写了困难就要选</small>", page)
    assert '<option value="">---------' not in page
    matter = world.difficulty()
    steps = desk(world, "lin").get(f"/matters/{matter.pk}/").content.decode()
    assert re.search(r"办理情况说明 <small>未完全解决时必填</small>", steps)
    assert "---------" not in steps
    refused = desk(world, "lin").post(f"/matters/{matter.pk}/resolution/", {"outcome": "explained"})
    assert refused.content.decode().count("必须书面说明") == 1


def test_the_day_has_its_bounds(world: World) -> None:
    page = form(world, "xu")
    assert 'min="2021-03-08"' in page
    assert 'max="2022-03-09"' in page
    assert 'max="2022-03"' in desk(world, "xu").get("/bulletins/").content.decode()
    data = {"organisation": world.danfeng.pk, "month": "2022-04"}
    early = desk(world, "xu").post("/bulletins/", data)
    assert early.status_code == 422
    assert "这个月还没有开始" in early.content.decode()
    assert "---------" not in early.content.decode()


def test_more_difficulties_are_folded_away_until_one_is_begun(world: World) -> None:
    page = form(world, "xu")
    assert page.count("再加一条困难") == 2
    assert "<details open" not in page
    data = {"visited_on": "2022-03-09", "client_id": CLIENT_ID, "difficulty1-summary": "缺焊工"}
    sent = desk(world, "xu").post(f"/subjects/{world.pump_works.pk}/visits/", data)
    assert sent.status_code == 422
    assert sent.content.decode().count("<details open") == 1


def test_the_handlers_of_its_own_county_come_first(world: World) -> None:
    """Each below its own, by name, whenever it was founded."""
    Organisation.found(
        world.act(world.clockwork), Founding("丹凤县交通局", "department", world.danfeng)
    )
    field = OrganisationField(label="")
    field.offer_handlers(world.pump_works)
    shown = re.findall(r"<option[^>]*>([^<]+)</option>", field.widget.render("to", None))
    assert shown[0] == "请选择"
    names = [words.strip("\u3000") for words in shown[1:]]
    assert names[:3] == ["丹凤县", "丹凤县交通局", "丹凤县人社局"]
    assert names.index("商洛市") > names.index("丹凤县人社局")
    assert names.index("商洛长江银行分行") > names.index("商洛市")
