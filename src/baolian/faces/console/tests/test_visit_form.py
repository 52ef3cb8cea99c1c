"""The form of a visit: whom it names, what it asks, in which order."""

import re
from datetime import date

import pytest

from baolian.faces.console.choices import Handlers, OrganisationField
from baolian.faces.console.tests.desks import desk
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Founding, Officer, Organisation
from baolian.records.subjects.models import Entering, Subject
from baolian.records.visits.models import Going, Visit
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
    assert re.search(r"困难是什么 <small>有困难时必填</small>", page)
    assert '<option value="">---------' not in page
    matter = world.difficulty()
    steps = desk(world, "lin").get(f"/matters/{matter.pk}/?step=resolution").content.decode()
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
    assert '<details class="card raising">' in page
    assert '<details class="card raising" open' not in page
    data = {"visited_on": "2022-03-09", "client_id": CLIENT_ID, "difficulty1-summary": "缺焊工"}
    sent = desk(world, "xu").post(f"/subjects/{world.pump_works.pk}/visits/", data)
    assert sent.status_code == 422
    # the one before it too, or it would be out of sight
    assert sent.content.decode().count('<details class="card raising" open') == 2


def test_the_handlers_of_its_own_county_come_first(world: World) -> None:
    """Each below its own, by name, whenever it was founded."""
    Organisation.found(
        world.act(world.clockwork), Founding("丹凤县交通局", "department", world.danfeng)
    )
    field = OrganisationField(label="")
    field.offer_handlers(Handlers(world.pump_works))
    shown = re.findall(r"<option[^>]*>([^<]+)</option>", field.widget.render("to", None))
    assert shown[0] == "请选择"
    names = [words.strip("\u3000") for words in shown[1:]]
    assert names[:3] == ["丹凤县", "丹凤县交通局", "丹凤县人社局"]
    assert names.index("商洛市") > names.index("丹凤县人社局")
    assert names.index("商洛长江银行分行") > names.index("商洛市")


def test_what_is_ticked_is_written_before_what_is_typed(world: World) -> None:
    data = {
        "visited_on": "2022-03-09", "client_id": CLIENT_ID,
        "signs": ["normal", "few_orders"], "seen": "车间两班倒",
    }  # fmt: skip
    address = f"/subjects/{world.pump_works.pk}/visits/"
    assert desk(world, "xu").post(address, data).status_code == 302
    assert Visit.objects.get().seen == "生产正常、订单不足\n车间两班倒"
    data |= {"client_id": CLIENT_ID.replace("0b", "0c"), "signs": ["normal", "hiring"]}
    assert desk(world, "xu", "en").post(address, data).status_code == 302
    assert Visit.objects.latest("id").seen == "Production normal, Hiring\n车间两班倒"
    assert desk(world, "xu").post(address, data | {"signs": ["sunny"]}).status_code == 422


def test_of_my_own_the_longest_unvisited_comes_first(world: World) -> None:
    act, he = world.act(world.clockwork, "2022-03-07 09:00"), world.officer(world.he)
    names = ["丹凤天麻厂", "丹凤核桃厂"]
    firms = Subject.enter_all(act, [Entering("enterprise", n, world.danfeng) for n in names])
    Pairing.make_all(act, [Making(firm, he, "leader", "county") for firm in firms])
    for subject, on in ((world.pump_works, date(2022, 3, 1)), (firms[1], date(2022, 3, 8))):
        Visit.log(world.act(world.he, "2022-03-08 18:00"), Going(subject, [he], on))
    shown = desk(world, "he").get("/visits/new/").content.decode().split("最近的走访")[0]
    places = [shown.index(name) for name in ("丹凤天麻厂", "丹凤清水泵业", "丹凤核桃厂")]
    assert places == sorted(places)
    assert "还没有走访过" in shown
    assert "8天没有走访" in shown
    assert "1天没有走访" in shown


def test_enterprises_come_first_and_chains_last(world: World) -> None:
    act, he = world.act(world.clockwork, "2022-03-07 09:00"), world.officer(world.he)
    kinds = {"chain": "天麻产业链", "village": "北街村", "project": "天麻加工项目"}
    for kind, name in kinds.items():
        subject = Subject.enter(act, Entering(kind, name, world.danfeng))
        Pairing.make(act, Making(subject, he, "leader", "county"))
    # seen yesterday, and before all that nobody ever went to
    Visit.log(
        world.act(world.he, "2022-03-08 18:00"), Going(world.pump_works, [he], date(2022, 3, 8))
    )
    shown = desk(world, "he").get("/visits/new/").content.decode().split("最近的走访")[0]
    places = [
        shown.index(name) for name in ("丹凤清水泵业", "天麻加工项目", "北街村", "天麻产业链")
    ]
    assert places == sorted(places)


def test_two_characters_find_whom_to_visit_and_one_does_not(world: World) -> None:
    client = desk(world, "xu")
    whole = client.get("/visits/new/?q=清水").content.decode()
    assert "丹凤清水泵业有限公司" in whole
    part = client.get("/visits/new/?q=清水", headers={"HX-Request": "true"}).content.decode()
    assert "丹凤清水泵业有限公司" in part
    assert "<html" not in part
    assert "请至少输入两个字" in client.get("/visits/new/?q=清").content.decode()
    assert "清水泵业" not in desk(world, "mei").get("/visits/new/?q=清水").content.decode()
