"""Several handed on at once: seen beforehand row by row, then all of them or none."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from baolian.faces.console.choices import can_handle, handlers_for
from baolian.faces.console.tests.desks import desk
from baolian.records.matters.models import Matter
from baolian.records.people.models import Founding, Organisation
from tests.world import World

WHERE = "/ledger/assignments/"


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


def unassigned(world: World, n: int = 2) -> list[Matter]:
    return [world.difficulty(summary=f"无人承办{i}", organisation=None) for i in range(n)]


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_the_preview_says_what_will_happen_to_each(world: World) -> None:
    free, handled = unassigned(world, 1)[0], world.difficulty(summary="已有人办")
    over = world.difficulty(summary="已经办了", organisation=None)
    over.resolve(world.act(world.he, "2022-03-08 09:00"), "solved")
    rows = "&".join(f"row={m.pk}" for m in (free, handled, over))
    chosen = desk(world, "xu").get(f"{WHERE}?{rows}")
    assert "所选的 3 条" in words(chosen)
    assert "确认交办" not in words(chosen)
    seen = desk(world, "xu").get(f"{WHERE}?{rows}&to={world.labour_bureau.pk}")
    said = words(seen)
    assert "交给丹凤县人社局，1个工作日内签收。" in said
    assert "丹凤县人社局正在办理，须由其先退回。" in said
    assert "不交办 已办结。" in said
    assert "确认交办 1 条" in said
    # seen is not done
    assert Matter.objects.filter(organisation=None).count() == 2
    form = seen.content.decode().split(f'<form method="post" action="{WHERE}"')[1]
    sent = re.findall(r'name="row" value="([\d,]+)"', form.split("</form>")[0])
    assert sent == [str(free.pk)]


def test_confirmed_they_are_handed_on(world: World) -> None:
    matters, lin = unassigned(world), world.officer(world.lin)
    data = {"row": [m.pk for m in matters], "to": world.labour_bureau.pk}
    answer = desk(world, "xu").post(WHERE, data | {"owner": lin.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ledger/")
    for matter in matters:
        matter.refresh_from_db()
        assert (matter.organisation, matter.owner) == (world.labour_bureau, lin)


def test_what_happened_since_is_shown_before_anything_is_done(world: World) -> None:
    first, second = unassigned(world)
    second.assign(world.act(world.he, "2022-03-08 10:00"), world.bank)
    data = {"row": [first.pk, second.pk], "to": world.labour_bureau.pk}
    answer = desk(world, "xu").post(WHERE, data)
    assert answer.status_code == 409
    assert "商洛长江银行分行正在办理" in words(answer)
    assert Matter.objects.get(pk=first.pk).organisation is None


def test_all_that_the_filter_finds(world: World) -> None:
    unassigned(world, 3)
    world.difficulty(summary="已有人办")
    page = desk(world, "xu").get(f"{WHERE}?every=1&state=unassigned&organisation=")
    assert "所选的 3 条" in words(page)
    assert "已有人办" not in words(page)


def test_more_than_anybody_looks_through_are_cut(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baolian.faces.console.views.bulk.MOST", 2)
    unassigned(world, 3)
    page = words(desk(world, "xu").get(f"{WHERE}?every=1&state=unassigned"))
    assert "所选的 2 条" in page
    assert "符合条件的超过 2 条" in page


def test_what_one_does_not_see_is_not_chosen(world: World) -> None:
    away = world.difficulty(subject=world.tea_house, organisation=None, summary="茶厂招工")
    (here,) = unassigned(world, 1)
    data = {"row": [away.pk, here.pk], "to": world.labour_bureau.pk}
    assert desk(world, "xu").post(WHERE, data).status_code == 302
    assert Matter.objects.get(pk=away.pk).organisation is None
    assert "茶厂招工" not in words(desk(world, "xu").get(f"{WHERE}?row={away.pk}"))


@pytest.mark.parametrize("who", ["lin", "he", "gao", "mei", "admin"])
def test_it_is_the_clerks(world: World, who: str) -> None:
    (matter,) = unassigned(world, 1)
    data = {"row": [matter.pk], "to": world.labour_bureau.pk}
    assert desk(world, who).get(f"{WHERE}?row={matter.pk}").status_code == 403
    assert desk(world, who).post(WHERE, data).status_code == 403


@pytest.mark.parametrize("wrong", ["", "999999", "x", "-1"])
def test_a_wrong_organisation_is_said(world: World, wrong: str) -> None:
    (matter,) = unassigned(world, 1)
    answer = desk(world, "xu").post(WHERE, {"row": [matter.pk], "to": wrong})
    assert answer.status_code == 422
    assert 'class="field wrong"' in answer.content.decode()
    assert "无人承办0" in answer.content.decode()


def test_another_office_cannot_be_handed_it(world: World) -> None:
    (matter,) = unassigned(world, 1)
    data = {"row": [matter.pk], "to": world.finance_bureau.pk}
    assert desk(world, "xu").post(WHERE, data).status_code == 422


def test_who_can_handle_is_one_rule_in_two_words(world: World) -> None:
    act = world.act(world.clockwork)
    town = Organisation.found(act, Founding("商镇", "town", world.danfeng))
    Organisation.found(act, Founding("商镇所", "department", town))
    every = Organisation.objects.select_related("parent")
    for subject in (world.pump_works, world.tea_house):
        offered = set(handlers_for(subject))
        assert offered == {o for o in every if can_handle(o, subject.place_path)}
        assert world.bank in offered
        assert (world.finance_bureau in offered) is (subject == world.tea_house)


# -- the list one came from ------------------------------------------------------------------------


def hidden(page: Any, name: str) -> set[str]:
    """What the forms of a page send along under this name."""
    found = re.findall(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return {html.unescape(value) for value in found}


def test_an_office_that_was_looked_for_is_not_yet_chosen(world: World) -> None:
    client = desk(world, "xu")
    for matter in unassigned(world):
        matter.assign(world.act(world.he, "2022-03-08 10:00"), world.labour_bureau)
    page = client.get(f"/ledger/?organisation={world.labour_bureau.pk}").content.decode()
    (every,) = re.findall(r'href="([^"]*every=1[^"]*)"', page)
    seen = client.get(html.unescape(every))
    assert "所选的 2 条" in words(seen)
    assert "确认后会怎样" not in words(seen)
    assert re.search(r'<select name="to"[^>]*><option value="" selected>', seen.content.decode())


@pytest.mark.parametrize("way", ["every", "ticked"])
def test_one_returns_to_the_list_one_came_from(world: World, way: str) -> None:
    client, (first, second) = desk(world, "xu"), unassigned(world)
    asked = "category=labour&state=unassigned&sort=-number"
    page = client.get(f"/ledger/?{asked}")
    assert hidden(page, "back") == {asked}
    chosen = f"{WHERE}?every=1&{asked}"
    if way == "ticked":
        chosen = f"{WHERE}?row={first.pk}&row={second.pk}&{urlencode({'back': asked})}"
    (rows,), (back,) = hidden(client.get(chosen), "row"), hidden(client.get(chosen), "back")
    typed: dict[str, Any] = {"row": rows, "back": back, "to": world.labour_bureau.pk}
    seen = client.get(WHERE, typed)
    leave = re.findall(r'href="([^"]*)">不办了', seen.content.decode())
    assert [html.unescape(address) for address in leave] == [f"/ledger/?{asked}"]
    assert hidden(seen, "back") == {asked}
    done = client.post(WHERE, typed)
    assert done.headers["Location"] == f"/ledger/?{asked}"


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/?state=closed", "x=1"])
def test_one_is_led_nowhere_else(world: World, back: str) -> None:
    data = {"row": unassigned(world, 1)[0].pk, "to": world.labour_bureau.pk, "back": back}
    answer = desk(world, "xu").post(WHERE, data)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ledger/")


def test_a_filter_that_is_not_understood_is_said_before_all_are_handed_on(world: World) -> None:
    unassigned(world)
    page = words(desk(world, "xu").get(f"{WHERE}?every=1&category=nonsense"))
    assert "没有这一项，已不按它筛选。" in page


# -- many of them ----------------------------------------------------------------------------------


def summaries(page: Any) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page.content.decode())


def test_a_long_preview_comes_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baolian.faces.console.views.bulk.SIZE", 2)
    free, client = unassigned(world, 3), desk(world, "xu")
    free.append(world.difficulty(summary="已有人办"))
    every = ",".join(str(matter.pk) for matter in free)
    chosen = client.get(WHERE, {"row": every})
    assert summaries(chosen) == ["无人承办0", "无人承办1"]
    assert "第 1–2 条，共 4 条" in words(chosen)
    assert summaries(after(client, chosen)) == ["无人承办2", "已有人办"]
    # what will not happen stands first; the forms send all, whichever page is looked at
    typed: dict[str, Any] = {"row": every, "to": world.labour_bureau.pk}
    seen = client.get(WHERE, typed)
    assert summaries(seen) == ["已有人办", "无人承办0"]
    rest = after(client, seen)
    assert summaries(rest) == ["无人承办1", "无人承办2"]
    for page in (seen, rest):
        assert "确认交办 3 条" in words(page)
        assert hidden(page, "row") == {every, ",".join(str(matter.pk) for matter in free[:3])}


def after(client: Client, page: Any) -> Any:
    (address,) = re.findall(r'<a rel="next" href="([^"]+)"', page.content.decode())
    return client.get(html.unescape(address))


@pytest.mark.parametrize("page", ["0", "-1", "x", "9", "9" * 30])
def test_a_page_that_is_not_there_is_the_nearest(world: World, page: str) -> None:
    rows = ",".join(str(matter.pk) for matter in unassigned(world))
    assert len(summaries(desk(world, "xu").get(WHERE, {"row": rows, "page": page}))) == 2
