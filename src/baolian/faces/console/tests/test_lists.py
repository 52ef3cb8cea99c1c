"""The ledger: what an address asks, what is said of what it cannot ask, how the page leads on."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.template.loader import get_template
from django.test import Client

from baolian.faces.console.lists import asked as asking
from baolian.faces.console.lists.listings import LISTINGS
from baolian.faces.console.tests.desks import page
from baolian.faces.parts import lists as counting
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Making, Pairing
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


@pytest.fixture
def matters(world: World) -> dict[str, Matter]:
    """One in each state."""
    made = {
        "late": world.difficulty(summary="用工短缺"),
        "running": world.difficulty("2022-04-07 09:00", summary="用电不稳", category="utilities"),
        "unassigned": world.difficulty("2022-04-06 09:00", summary="外运受阻", organisation=None),
        "suspended": world.difficulty(summary="厂区断电", category="utilities"),
        "resolved": world.difficulty(summary="贷款到期", category="financing"),
        "closed": world.difficulty(summary="厂房漏雨"),
        "away": world.difficulty(summary="茶厂招工", subject=world.tea_house, organisation=None),
    }
    made["suspended"].suspend(world.act(world.xu), "等候电网检修")
    made["resolved"].resolve(world.act(world.lin, "2022-03-08 09:00"), "solved")
    made["closed"].resolve(world.act(world.lin, "2022-03-08 09:00"), "explained", "已书面说明")
    made["closed"].close(world.act(world.xu, "2022-03-09 09:00"))
    return made


def read(world: World, address: str, who: str = "xu", lang: str = "zh-hans") -> Any:
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def rows(answer: Any) -> list[str]:
    """The summaries, top down."""
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]+)</a>', answer.content.decode())


STATES = {
    "": {"late", "running", "unassigned", "suspended"},
    "open": {"late", "running", "unassigned", "suspended"},
    "unassigned": {"unassigned"},
    "overdue": {"late"},
    "suspended": {"suspended"},
    "resolved": {"resolved"},
    "to_call_back": {"resolved"},
    "closed": {"closed"},
    "all": {"late", "running", "unassigned", "suspended", "resolved", "closed"},
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_lists_its_own(world: World, matters: dict[str, Matter], state: str) -> None:
    found = rows(read(world, f"/ledger/?state={state}"))
    assert sorted(found) == sorted(matters[name].summary for name in STATES[state])


def test_the_counts_are_those_of_the_lists(world: World, matters: dict[str, Matter]) -> None:
    counts = read(world, "/ledger/counts/").json()
    assert counts == {state: str(len(names)) for state, names in STATES.items() if state}
    narrow = read(world, "/ledger/counts/?category=utilities").json()
    assert (narrow["open"], narrow["suspended"], narrow["overdue"]) == ("2", "1", "0")
    assert read(world, "/ledger/counts/", who="mei").json()["all"] == "0"


def test_of_very_many_a_count_says_at_least(
    world: World, matters: dict[str, Matter], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("lists.listing", "lists.matters", "views.lists"):
        monkeypatch.setattr(f"baolian.faces.console.{module}.COUNTED_TO", 3)
    counts = read(world, "/ledger/counts/").json()
    assert (counts["all"], counts["open"], counts["overdue"]) == ("3+", "3+", "1")
    assert counting.COUNTED_TO > 3


FILTERS = {
    "q=用工": {"late"},
    "q=清水": {"late", "running", "unassigned", "suspended"},
    "category=utilities": {"running", "suspended"},
    "source=portal": set(),
    "mine=on": set(),
    "due_by=2022-03-31": {"late", "suspended"},
    "opened_from=2022-04-07": {"running"},
    "opened_to=2022-04-06": {"late", "suspended", "unassigned"},
    "category=utilities&opened_from=2022-04-01": {"running"},
    "state=all&category=financing": {"resolved"},
    # what the list does not know is no filter
    "page=3&colour=red": {"late", "running", "unassigned", "suspended"},
}


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_narrows(world: World, matters: dict[str, Matter], query: str) -> None:
    found = rows(read(world, f"/ledger/?{query}"))
    assert sorted(found) == sorted(matters[name].summary for name in FILTERS[query])


def test_a_place_means_all_below_it(world: World, matters: dict[str, Matter]) -> None:
    def found(query: str) -> set[str]:
        return set(rows(read(world, f"/ledger/?state=all&{query}", who="zhao")))

    every = {matter.summary for matter in matters.values()}
    assert found(f"town={world.shangluo.pk}") == every
    assert found(f"town={world.shanyang.pk}") == {"茶厂招工"}
    assert found(f"organisation={world.labour_bureau.pk}") == every - {"茶厂招工", "外运受阻"}
    assert found(f"subject={world.pump_works.pk}") == every - {"茶厂招工"}


WRONG = {
    "category=nonsense": "没有这一项，已不按它筛选。",
    "town=999999": "没有这一项，已不按它筛选。",
    "opened_from=yesterday": "输入一个有效的日期。",
    "q=厂": "请至少输入两个字。",
}


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_value_is_said_and_the_others_hold(
    world: World, matters: dict[str, Matter], query: str
) -> None:
    answer = read(world, f"/ledger/?state=all&kind=every&{query}&source=visit&sort=due")
    page = answer.content.decode()
    assert len(rows(answer)) == 6
    name, value = query.split("=")
    field = re.search(rf'<div class="field wrong">(?:(?!<div).)*name="{name}".*?</div>', page, re.S)
    assert field
    assert WRONG[query] in field[0]
    # what was typed stands there still, and the other filters can be taken off one by one
    assert value in field[0] or name in ("category", "town")
    assert page.count('class="chip"') == 2


@pytest.mark.parametrize("query", ["state=nonsense", "sort=nonsense", "columns=nonsense"])
def test_what_no_field_can_say_is_said_above(
    world: World, matters: dict[str, Matter], query: str
) -> None:
    page = read(world, f"/ledger/?{query}&q=用工")
    assert page.content.decode().count('class="note warn"') == 1
    assert rows(page) == ["用工短缺"]


def test_columns_are_chosen_and_keep_their_order(world: World, matters: dict[str, Matter]) -> None:
    def heads(query: str) -> list[str]:
        page = read(world, f"/ledger/?{query}").content.decode()
        return re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page)

    assert heads("columns=due,outcome,summary") == ["事项", "到期", "办理结果"]
    assert heads("columns=due&columns=summary") == ["事项", "到期"]
    assert "承办" in heads("")
    # of what is done the limit is past
    for state in ("resolved", "to_call_back", "closed"):
        assert "办结时间" in heads(f"state={state}")
        assert not {"到期", "还剩"} & set(heads(f"state={state}"))


def test_a_heading_sorts_and_turns_round(world: World, matters: dict[str, Matter]) -> None:
    def head(query: str) -> tuple[str, str]:
        page = read(world, f"/ledger/?{query}").content.decode()
        found = re.search(
            r'<th scope="col"[^>]*?(?: aria-sort="(\w+)")?><a href="([^"]+)">编号', page
        )
        assert found
        return found[1] or "", parse_qs(urlsplit(found[2]).query)["sort"][0]

    assert head("") == ("", "number")
    assert head("sort=number") == ("ascending", "-number")
    assert head("sort=-number") == ("descending", "number")
    first = rows(read(world, "/ledger/?sort=number"))
    assert first == rows(read(world, "/ledger/?sort=-number"))[::-1]
    assert first[0] == "用工短缺"


def test_what_is_due_first_stands_first(world: World, matters: dict[str, Matter]) -> None:
    running = [matters[name] for name in STATES["open"]]
    due = sorted(running, key=lambda matter: (matter.due_at, matter.pk))
    assert rows(read(world, "/ledger/")) == [matter.summary for matter in due]


def test_pages_lead_on_and_back(
    world: World, matters: dict[str, Matter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking.Asked.stretch, "__defaults__", (2,))
    client = Client()
    client.force_login(world.xu)

    def links(address: str) -> tuple[list[str], dict[str, str]]:
        answer = client.get(address)
        page = answer.content.decode()
        words = {"首页": "first", "上一页": "previous", "下一页": "next", "末页": "last"}
        found = re.findall(r'<a (?:rel="\w+" )?href="([^"]+)">(?:<svg.*?</svg>)?(\w+页)', page)
        return rows(answer), {words[w]: a.replace("&amp;", "&") for a, w in found if w in words}

    address, seen = "/ledger/?state=all&sort=number", []
    ways: dict[str, str] = {}
    while address:
        some, ways = links(address)
        seen += some
        address = ways.get("next", "")
    assert len(seen) == 6
    back: list[str] = []
    assert links(ways["first"])[0] == seen[:2]
    last, ways = links(links("/ledger/?state=all&sort=number")[1]["last"])
    assert last == seen[-2:]
    while "previous" in ways:
        some, ways = links(ways["previous"])
        back = some + back
    assert back == seen[:4]


def test_states_and_left_are_said(world: World, matters: dict[str, Matter]) -> None:
    page = read(world, "/ledger/").content.decode()
    lines = {
        re.findall(r'<th scope="row".*?>([^<]+)</a>', line)[0]: re.sub("<[^>]+>", " ", line)
        for line in re.findall(r"<tr><td.*?</tr>", page, re.S)
    }
    assert "已挂起" in lines["厂区断电"]
    assert "恢复后还剩" in lines["厂区断电"]
    assert "逾期" in lines["用工短缺"]
    assert "还剩" in lines["用电不稳"]
    assert "待交办" in lines["外运受阻"]


def test_only_who_keeps_a_ledger_ticks(world: World, matters: dict[str, Matter]) -> None:
    assert 'name="row"' in read(world, "/ledger/").content.decode()
    assert 'name="row"' not in read(world, "/ledger/", who="lin").content.decode()
    assert 'name="row"' not in read(world, "/subjects/").content.decode()


def test_what_somebody_handles_cannot_be_ticked(world: World, matters: dict[str, Matter]) -> None:
    page = read(world, "/ledger/?state=all").content.decode()
    box = r'<input type="checkbox" name="row" value="(\d+)" aria-label="([^"]+)"( disabled)?'
    boxes = re.findall(box, page)
    shut = {int(key): label for key, label, is_shut in boxes if is_shut}
    assert len(boxes) == len(shut) + 1 == 6
    assert "已有承办单位，须由其先退回" in shut[matters["running"].pk]
    assert shut[matters["closed"].pk].endswith("已销号")
    assert shut[matters["resolved"].pk].endswith("已办结")
    assert matters["unassigned"].pk not in shut
    assert "不能勾选的：" in page
    assert 'href="/ledger/?state=unassigned">只看待交办的' in page
    alone = read(world, "/ledger/?state=unassigned").content.decode()
    assert "不能勾选的：" not in alone
    assert "disabled" not in alone.split("<tbody>")[1].split("</tbody>")[0]


def test_the_table_of_every_list_knows_no_matters() -> None:
    """What is said of rows that cannot be ticked is the list's own, and leads to a state of it."""
    table = get_template("console/lists/_table.html").template.source  # type: ignore[attr-defined]
    assert not re.search("承办|交办|办结|销号|unassigned", table)
    assert all(kind.shut is None or kind.shut.state in kind.states for kind in LISTINGS.values())


def test_a_page_weighs_little(world: World, matters: dict[str, Matter]) -> None:
    for n in range(asking.SIZE):
        world.difficulty(summary=f"季节性用工短缺{n}人，请县里协调解决")
    page = read(world, "/ledger/", who="zhao")
    assert len(rows(page)) == asking.SIZE
    assert len(page.content) < 65_000


# -- the other lists -------------------------------------------------------------------------------


def test_subjects_say_who_answers_and_what_is_open(
    world: World, matters: dict[str, Matter]
) -> None:
    page = read(world, "/subjects/").content.decode()
    (line,) = re.findall(r"<tr><th.*?</tr>", page.split("<tbody>")[1], re.S)
    words = re.sub(r"<[^>]+>", "|", line)
    for said in ("丹凤清水泵业有限公司", "企业", "丹凤县", "沈岳、何川", "|4|", "|1|"):
        assert said in words
    assert f'href="/ledger/?subject={world.pump_works.pk}&amp;kind=every&amp;state=overdue"' in line
    assert len(rows(read(world, "/subjects/?state=enterprise", who="zhao"))) == 2
    assert rows(read(world, "/subjects/?state=park", who="zhao")) == []
    assert rows(read(world, "/subjects/?q=qsby", who="zhao")) == ["丹凤清水泵业有限公司"]
    assert rows(read(world, "/subjects/?lacking=head", who="zhao")) == ["山阳云雾茶业有限公司"]
    assert rows(read(world, "/subjects/?mine=on", who="he")) == ["丹凤清水泵业有限公司"]


def test_pairings_by_what_holds_today(world: World) -> None:
    head = Pairing.objects.get(officer=world.officer(world.shen))
    head.end(world.act(world.zhao, "2022-04-01 09:00"), "工作调动")
    assert rows(read(world, "/ledger/pairings/")) == ["何川"]
    assert rows(read(world, "/ledger/pairings/?state=ended")) == ["沈岳"]
    assert sorted(rows(read(world, "/ledger/pairings/?state=all&q=清水"))) == ["何川", "沈岳"]
    assert rows(read(world, "/ledger/pairings/?state=all&q=何川")) == ["何川"]
    counts = read(world, "/ledger/pairings/counts/").json()
    assert counts == {"standing": "1", "ahead": "0", "ended": "1", "all": "2"}
    gaps = read(world, "/ledger/pairings/gaps/").content.decode()
    assert "丹凤清水泵业有限公司" in gaps


def test_an_ended_pairing_leads_to_no_page_that_is_shut(world: World) -> None:
    head = Pairing.objects.get(officer=world.officer(world.shen))
    head.end(world.act(world.zhao, "2022-04-01 09:00"), "工作调动")
    address = f'href="/subjects/{world.pump_works.pk}/"'
    mine = read(world, "/ledger/pairings/?state=ended", who="shen").content.decode()
    assert "丹凤清水泵业有限公司" in mine
    assert address not in mine
    assert address in read(world, "/ledger/pairings/?state=ended").content.decode()


def test_one_of_the_heads_is_not_called_by_what_all_of_them_are(world: World) -> None:
    shen, lin = world.officer(world.shen), world.officer(world.lin)
    makings = [
        Making(world.tea_house, shen, "head", "county", world.bank),
        Making(world.tea_house, lin, "head", "county", world.labour_bureau),
    ]
    Pairing.make_all(world.act(world.zhao, "2022-04-01 09:00"), makings)
    page = read(world, "/ledger/pairings/", who="zhao").content.decode()
    assert "<td>银行负责人</td>" in page
    assert "<td>部门负责人</td>" in page
    # of whom no organisation is recorded
    assert page.count("<td>局长行长</td>") == 1
    subject = read(world, f"/subjects/{world.tea_house.pk}/", who="zhao").content.decode()
    assert "银行负责人" in subject
    matter = world.difficulty(subject=world.tea_house, organisation=None)
    assert "部门负责人" in read(world, f"/matters/{matter.pk}/", who="zhao").content.decode()


def test_a_stop_after_it_was_due_makes_it_no_later(world: World, settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-06T09:00:00+08:00"
    matter = world.difficulty(summary="迟了又停过")
    before = read(world, "/ledger/?state=overdue").content.decode()
    assert "逾期5个工作日" in re.sub(r"\s", "", before)
    matter.suspend(world.act(world.xu, "2022-03-31 09:00"), "等候批复")
    matter.resume(world.act(world.xu, "2022-04-02 09:00"))
    late = read(world, "/ledger/?state=overdue").content.decode()
    assert "逾期3个工作日" in re.sub(r"\s", "", late)
    assert "逾期3个工作日" in re.sub(r"\s", "", page(world, "xu", f"/matters/{matter.pk}/"))


def test_tasks_are_a_list_of_their_own(world: World, matters: dict[str, Matter]) -> None:
    world.difficulty(kind="task", category="", summary="办招聘会", parent=matters["late"])
    assert rows(read(world, "/ledger/tasks/")) == ["办招聘会"]
    assert read(world, "/ledger/tasks/counts/").json()["all"] == "1"


def test_the_ledger_of_difficulties_counts_no_tasks(
    world: World, matters: dict[str, Matter]
) -> None:
    world.difficulty(kind="task", category="", summary="办招聘会", parent=matters["late"])
    assert read(world, "/ledger/counts/").json()["all"] == "6"
    page = read(world, "/ledger/?state=all")
    assert "办招聘会" not in rows(page)
    assert '<option value="" selected>困难</option>' in page.content.decode()
    assert rows(read(world, "/ledger/?kind=task")) == ["办招聘会"]
    every = read(world, "/ledger/?kind=every&state=all")
    assert len(rows(every)) == 7
    assert "类型：全部类型" in every.content.decode()
    # an address from before names what is usual now
    said = read(world, "/ledger/?kind=difficulty&state=all")
    assert len(rows(said)) == 6
    assert 'class="chip"' not in said.content.decode()


# -- by town ---------------------------------------------------------------------------------------


def test_the_table_by_town_is_exact(world: World, matters: dict[str, Matter]) -> None:
    page = read(world, "/ledger/towns/", who="zhao").content.decode()
    table = {
        cells[0]: [int(n) for n in cells[1:]]
        for line in re.findall(r"<tr><th scope=\"row\".*?</tr>", page, re.S)
        if (cells := re.findall(r">\s*([^<>\s]+)\s*<", line))
    }
    # open, overdue (not what was stopped in time), resolved, closed, all
    assert table["丹凤县"] == [4, 1, 1, 1, 6]
    assert table["山阳县"] == [1, 1, 0, 0, 1]
    assert table["商洛市"] == [5, 2, 1, 1, 7]
    found = re.search(r'<a href="([^"]+)">2</a>', page)
    assert found
    address = urljoin("/ledger/towns/", found[1].replace("&amp;", "&"))
    late = rows(read(world, address, who="zhao"))
    assert sorted(late) == ["用工短缺", "茶厂招工"]
    assert "茶厂" not in read(world, "/ledger/towns/?category=labour").content.decode()
    assert "山阳县" not in read(world, "/ledger/towns/").content.decode()
