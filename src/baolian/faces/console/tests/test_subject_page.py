"""The page of a subject and of an officer: whole lists, counts, and no word on what is hidden."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.seeing import known_among, officers_seen
from baolian.faces.console.tests.desks import desk
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import Officer
from baolian.records.subjects.models import Entering, Subject
from baolian.records.visits.models import Going, Visit
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-30T09:00:00+08:00"


def page(world: World, who: str, address: str, lang: str = "zh-hans") -> str:
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def at(world: World, end: str = "") -> str:
    return f"/subjects/{world.pump_works.pk}/{end}"


def test_no_list_is_cut_without_a_word(world: World) -> None:
    he = world.officer(world.he)
    for n in range(53):
        world.difficulty(summary=f"困难{n:02}号")
        going = Going(world.pump_works, [he], date(2022, 3, 7) - timedelta(days=n), f"所见{n:02}号")
        Visit.log(world.act(world.he), going)
    first = page(world, "xu", at(world))
    assert "未销号的共 53 件" in first
    assert 'href="?show=matters&amp;only=open"' in first
    assert 'href="?show=visits"' in first
    for show, word in (("matters", "困难"), ("visits", "所见")):
        pages = [page(world, "xu", at(world, f"?show={show}&page={n}")) for n in (1, 2)]
        found = {f"{n:02}" for n in range(53) if f"{word}{n:02}号" in "".join(pages)}
        assert len(found) == 53, show
        assert "第 2 页" in pages[1]
    client = Client()
    client.force_login(world.xu)
    assert client.get(at(world, "?show=nonsense")).status_code == 404
    assert client.get(at(world, "?show=matters&page=9")).status_code == 404


def test_a_list_is_called_what_it_lists(world: World) -> None:
    """What is resolved and not confirmed is counted apart from what is open."""
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-08 09:00"), "explained", "已当面说明")
    shown = page(world, "xu", at(world))
    assert re.search(r'<h3>在办</h3><p class="value">0\s*</p>', shown)
    listed = shown.split("<h2>未销号</h2>")[1].split("</section>")[0]
    assert "已办结，待确认" in listed
    assert "<h2>在办</h2>" not in shown


def test_it_counts_by_state(world: World) -> None:
    for _n in range(2):
        world.difficulty()
    solved, over = world.difficulty(), world.difficulty()
    world.difficulty("2022-03-28 09:00")
    solved.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    over.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "已说明")
    over.close(world.act(world.xu, "2022-03-11 15:00"))
    shown = page(world, "xu", at(world)).split('class="figures trio"')[1].split("<section")[0]
    values = [part.split("</p>")[0] for part in shown.split('class="value">')[1:]]
    assert [re.sub(r"<[^>]+>|\s", "", value) for value in values] == ["3", "1", "1"]
    assert "其中逾期 2" in shown


def test_a_list_that_is_said_to_have_so_many_has(world: World) -> None:
    for _n in range(10):
        over = world.difficulty()
        over.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "已说明")
        over.close(world.act(world.xu, "2022-03-11 15:00"))
    for _n in range(9):
        world.difficulty()
    links = dict(re.findall(r'href="(\?show=matters[^"]*)">([^<]+)<', page(world, "xu", at(world))))
    assert links == {
        "?show=matters&amp;only=open": "未销号的共 9 件",
        "?show=matters&amp;only=closed": "已销号的共 10 件",
    }
    for query, n, words in (("open", 9, "未销号"), ("closed", 10, "已销号")):
        read = page(world, "xu", f"{at(world)}?show=matters&only={query}")
        assert read.count('<li><a href="/matters/') == n
        assert f'<h2>{words} <span class="count">{n}</span></h2>' in read
    assert page(world, "xu", f"{at(world)}?show=matters").count('<li><a href="/matters/') == 19
    assert desk(world, "xu").get(f"{at(world)}?show=matters&only=late").status_code == 404


NUMBER = re.compile(r'<a(?: class="remaining bad")? href="(/ledger/\?[^"]+)">([^<]+)</a>')


def test_each_number_leads_to_a_list_of_so_many(world: World) -> None:
    """Late and stopped in time, resolved, closed; another's and of another county besides."""
    lin, he = world.officer(world.lin), world.officer(world.he)
    for _n in range(3):
        world.difficulty(owner=he)
    world.difficulty("2022-03-28 09:00", owner=he)
    world.difficulty(owner=he).suspend(world.act(world.xu), "等候批复")
    solved, over = world.difficulty(owner=he), world.difficulty(owner=he)
    solved.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    over.resolve(world.act(world.lin, "2022-03-10 15:00"), "explained", "已说明")
    over.close(world.act(world.xu, "2022-03-11 15:00"))
    world.difficulty(owner=lin)
    world.difficulty(owner=he, subject=world.tea_house, organisation=world.finance_bureau)
    of_officer, of_subject = f"/officers/{he.pk}/", at(world)
    assert numbers(world, "xu", of_subject) == {"open": 6, "overdue": 4, "resolved": 1, "closed": 1}
    # his own list names his subjects too, each with what is open of it
    assert numbers(world, "xu", of_officer)["resolved"] == 1
    assert numbers(world, "lin", of_subject)["open"] == 6
    assert numbers(world, "zhao", of_officer)["overdue"] == 4


def numbers(world: World, who: str, address: str) -> dict[str, int]:
    """Those that lead somewhere, each found to be the number of rows there."""
    found = {}
    for href, words in NUMBER.findall(page(world, who, address)):
        n, listed = int(re.sub(r"\D", "", words)), href.replace("&amp;", "&")
        rows = page(world, who, listed).split("<tbody>")[1].split("</tbody>")[0].count("<tr")
        assert rows == n, (who, address, listed)
        found[listed.rpartition("=")[2]] = n
    return found


def test_it_says_when_somebody_went_and_why_to_go(world: World) -> None:
    assert "还没有走访过" in page(world, "xu", at(world))
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    Visit.log(
        world.act(world.he), Going(world.pump_works, [world.officer(world.he)], date(2022, 3, 4))
    )
    shown = page(world, "shen", at(world))
    assert "26天没有走访" in shown
    assert "回访已办结的 1 件" in shown
    assert "26 days since the last visit" in page(world, "shen", at(world), "en")


def test_whoever_only_handles_its_matter_is_told_nothing_of_visits_and_gaps(world: World) -> None:
    world.difficulty()
    Visit.log(
        world.act(world.he), Going(world.pump_works, [world.officer(world.he)], date(2022, 3, 4))
    )
    hers = page(world, "lin", at(world))
    for words in ("没有走访", "还没有走访", "何川", "缺局长行长", "没有登记"):
        assert words not in hers
    assert "由包联责任人和台账管理员查看" in hers


def test_a_gap_is_told_to_who_sees_all_of_it(world: World) -> None:
    act = world.act(world.clockwork)
    firm = Subject.enter(act, Entering("enterprise", "丹凤天麻厂", world.danfeng))
    assert "缺局长行长" in page(world, "xu", f"/subjects/{firm.pk}/")
    Pairing.make(act, Making(firm, world.officer(world.shen), "head", "prefecture"))
    assert "缺局长行长" not in page(world, "xu", f"/subjects/{firm.pk}/")
    # he sees his own pairing alone, and cannot tell who else there is
    assert "没有登记" not in page(world, "shen", f"/subjects/{firm.pk}/")
    assert "13800000004" in page(world, "shen", f"/subjects/{firm.pk}/")


def test_an_officer_has_his_load_and_all_of_his_lists(world: World) -> None:
    act, he = world.act(world.clockwork), world.officer(world.he)
    firms = Subject.enter_all(
        act, [Entering("enterprise", f"企业{n:02}号", world.danfeng) for n in range(52)]
    )
    Pairing.make_all(act, [Making(firm, he, "leader", "county") for firm in firms])
    matters = [world.difficulty(summary=f"困难{n:02}号") for n in range(51)]
    Matter.objects.get(pk=matters[0].pk).resolve(world.act(world.lin), "solved")
    address = f"/officers/{he.pk}/"
    first, second = (page(world, "xu", f"{address}?page={n}") for n in (1, 2))
    assert sum(f"企业{n:02}号" in first + second for n in range(52)) == 52
    assert '<p class="value">53</p>' in first
    assert f'<a href="/ledger/?owner={he.pk}&amp;kind=every&amp;state=open">50</a>' in first
    assert "其中逾期 50" in first
    hers = page(world, "xu", f"{address}?show=matters")
    assert sum(f"困难{n:02}号" in hers for n in range(51)) == 50


def test_the_pages_ask_no_more_for_more_rows(world: World) -> None:
    he, client = world.officer(world.he), Client()
    client.force_login(world.xu)
    addresses = [at(world), at(world, "?show=visits"), f"/officers/{he.pk}/", "/visits/new/"]

    def grow(n: int) -> None:
        world.difficulty(summary=f"困难{n}")
        day = date(2022, 3, 7) - timedelta(days=n)
        Visit.log(world.act(world.he), Going(world.pump_works, [he], day))

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    grow(0)
    before = [asked(address) for address in addresses]
    for n in range(1, 5):
        grow(n)
    assert [asked(address) for address in addresses] == before
    for address, n in zip(addresses, before, strict=True):
        assert n <= (30 if address == at(world) else 20), address


def test_a_few_officers_are_known_as_all_of_them_are(world: World) -> None:
    """`known_among` is `officers_seen` asked of a few, in another way."""
    world.difficulty()
    keys = set(Officer.objects.values_list("pk", flat=True))
    for who in ("zhao", "xu", "he", "wang", "lin", "mei", "shen", "admin"):
        act = world.act(getattr(world, who))
        assert known_among(act, keys) == set(officers_seen(act).values_list("pk", flat=True)), who
    act = world.act(world.wang, on_behalf_of=world.officer(world.he))
    assert known_among(act, keys) == set(officers_seen(act).values_list("pk", flat=True))
