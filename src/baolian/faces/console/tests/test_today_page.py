"""The page everybody begins with: lines, numbers, news, and what it says when nothing waits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from baolian.faces.console.duties.gathering import gathered
from baolian.faces.console.duties.news import News, last_working_day, news_of
from baolian.faces.console.notices import lately, unheard
from baolian.faces.console.tests.desks import desk
from baolian.faces.parts.tests.test_styles import TOO_NEW
from baolian.records.journal.acts import midnight
from baolian.records.matters.models import Matter
from baolian.records.people.models import User
from baolian.routines.bulletins.models import Bulletin
from baolian.routines.supervision.models import Slip
from tests.office import Office, build_office
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> Iterator[None]:
    settings.FIXED_CLOCK = "2022-04-06T09:00:00+08:00"
    # whatever the page before spoke
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def office(world: World) -> Office:
    return build_office(world)


WEEK = "本周底前应办结（含逾期）"


def today(world: World, who: str, lang: str = "zh-hans", query: str = "") -> Any:
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    answer = client.get(f"/today/{query}")
    assert answer.status_code == 200
    return answer


def lately_page(world: World, who: str, lang: str = "zh-hans", *, htmx: bool = False) -> Any:
    """My numbers and what changed, as htmx asks for it or as a page of its own."""
    client = Client(headers={"accept-language": lang} | ({"hx-request": "true"} if htmx else {}))
    client.force_login(getattr(world, who))
    return client.get("/today/lately/")


def kept(world: World, who: str, query: str = "") -> Any:
    client = Client(headers={"hx-request": "true"})
    client.force_login(getattr(world, who))
    return client.get(f"/today/keeping/{query}")


def text(answer: Any) -> str:
    """What a reader reads of the page's own part, or of what is put into a page."""
    page = answer.content.decode()
    main = page.split("<main")[1].split("</main")[0] if "<main" in page else page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_handler_reads_what_runs_out_and_has_one_main_step(world: World) -> None:
    world.difficulty("2022-04-02 09:00")
    world.difficulty(summary="旧账")
    page = today(world, "lin").content.decode()
    assert page.index("旧账") < page.index("季节性用工短缺20人")
    assert page.count('<ul class="duties"') == 2
    # one red button, on the first line; the other is a second
    steps = re.findall(r'<a class="button([^"]*)" href="/today/matters/', page)
    assert steps == ["", " second"]
    assert '已逾期 <span class="count" id="total-overdue">1<' in page


def test_the_numbers_lead_to_their_lists_and_say_what_those_hold(world: World) -> None:
    world.difficulty(summary="旧账")
    world.difficulty("2022-04-02 09:00", summary="新近的事")
    done = world.difficulty(summary="办好的")
    done.resolve(world.act(world.lin, "2022-04-01 15:00"), "solved")
    old = world.difficulty(summary="上月办好的")
    old.resolve(world.act(world.lin, "2022-03-30 15:00"), "solved")
    answer = lately_page(world, "lin")
    numbers = {str(n.words): (n.n, n.address) for n in answer.context["numbers"]}
    assert {words: n for words, (n, _address) in numbers.items()} == {
        "在办": 2,
        "办结逾期": 1,
        WEEK: 1,
        "本月办结未确认": 1,
    }
    client = Client()
    client.force_login(world.lin)
    for words, (n, address) in numbers.items():
        page = client.get(address.replace("&amp;", "&")).content.decode()
        assert page.count("/matters/") >= n, words
        assert ("旧账" in page) == (words in ("在办", "办结逾期", WEEK)), words
        assert ("新近的事" in page) == (words == "在办"), words
        assert "上月办好的" not in page, words


def test_a_first_contact_due_this_week_is_no_resolution_due_this_week(world: World) -> None:
    """The page lists it under this week; the number beside says that it counts something else."""
    world.difficulty("2022-04-06 08:30")
    page = today(world, "lin").content.decode()
    assert 'id="total-today"' in page or 'id="total-week"' in page
    for lang, words in (
        ("zh-hans", WEEK),
        ("en", "Due by the end of this week, or overdue"),
    ):
        answer = lately_page(world, "lin", lang)
        assert words in text(answer)
        assert [n.n for n in answer.context["numbers"]] == [1, 0, 0, 0]


def test_somebody_without_matters_reads_no_zeros(world: World) -> None:
    world.difficulty()
    assert "我的数字" not in text(lately_page(world, "gao"))
    assert "我的数字" in text(lately_page(world, "lin"))


CALL_BACK = "待回访（本地单位承办）"


def test_a_clerk_reads_what_lies_ready(world: World, office: Office) -> None:
    claimed = world.difficulty(summary="导入的", source="import")
    claimed.claim(world.act(world.xu, "2022-03-10 15:00"), None)
    Bulletin.objects.get(pk=office.month.pk)
    piles = {str(n.words): n.n for n in kept(world, "xu").context["numbers"]}
    # the one that the visit raised; what a ledger claims and what the bureau resolved
    assert {words: piles.get(words) for words in ("待交办", CALL_BACK, "简报草稿")} == {
        "待交办": 1, CALL_BACK: 2, "简报草稿": 1,
    }  # fmt: skip
    assert kept(world, "lin").context["numbers"] == []
    assert "today/keeping/" in today(world, "xu").content.decode()
    assert "today/keeping/" not in today(world, "lin").content.decode()
    alone = desk(world, "xu").get("/today/keeping/").content.decode()
    assert "<title>我管的" in alone
    assert "待回访" in alone


def test_a_pile_is_as_high_as_its_list_is_long(world: World, office: Office) -> None:
    """What a bureau of the prefecture resolved for a county's enterprise, that bureau's clerk rings
    about; the county's sees it on the ledger."""
    theirs = world.difficulty(summary="市里办的", organisation=world.bank)
    theirs.claim(world.act(world.zhao, "2022-03-10 15:00"), None)
    for number in kept(world, "xu").context["numbers"]:
        if number.address.startswith("/ledger/"):
            listed = desk(world, "xu").get(f"/ledger/counts/?{number.address.partition('?')[2]}")
            state = number.address.partition("state=")[2].partition("&")[0]
            assert listed.json()[state] == str(number.n), number.address
    shown = desk(world, "xu").get("/ledger/?kind=every&state=to_call_back").content.decode()
    assert "市里办的" in shown


def test_a_pile_leads_to_its_list(world: World, office: Office) -> None:
    client = Client()
    client.force_login(world.xu)
    for number in kept(world, "xu").context["numbers"]:
        assert client.get(number.address).status_code == 200
    unassigned = client.get("/ledger/?state=unassigned").content.decode()
    assert "成品外运车皮不足" in unassigned
    assert "厂区断电" not in unassigned


def test_a_supervisor_reads_how_many_drafts_wait_and_since_when(
    world: World, office: Office
) -> None:
    (number,) = today(world, "gao").context["office"]
    assert (str(number.words), number.n) == ("督办单待签发", 1)
    page = text(today(world, "gao"))
    assert "最早 3月8日 周二" in page
    assert "签发督办单 招工难" in page


def test_after_a_step_the_piles_are_told_again_with_the_drafts(
    world: World, office: Office
) -> None:
    (number,) = kept(world, "gao", "?again").context["numbers"]
    assert (str(number.words), number.n) == ("督办单待签发", 1)
    # the first time the page has told them itself
    assert kept(world, "gao").context["numbers"] == []
    Slip.objects.to_sign(world.gao.on(world.act(world.gao).today)).get().sign(
        world.act(world.gao, "2022-04-06 08:50")
    )
    assert "都办完了。" in text(kept(world, "gao", "?again"))
    words = [str(n.words) for n in kept(world, "xu", "?again").context["numbers"]]
    assert words == [str(n.words) for n in kept(world, "xu").context["numbers"]]


def test_what_changed_has_a_section_where_no_script_asks_for_it(world: World) -> None:
    section = today(world, "lin").content.decode().split('aria-labelledby="lately"')[1]
    assert section.startswith('><h2 id="lately">近来</h2>')
    assert '<a class="button second" href="/today/lately/">' in section.split("</section>")[0]


def test_an_administrator_is_told_what_is_his(world: World, office: Office) -> None:
    assert "baolian verify" in text(today(world, "admin"))
    assert "baolian account list" in text(today(world, "security_admin"))
    assert "baolian verify --head" in text(today(world, "audit_admin"))
    for who in ("admin", "security_admin", "audit_admin"):
        assert "近来" not in text(today(world, who))
        assert lately_page(world, who).status_code == 302
    assert "You are an administrator" in text(today(world, "admin", "en"))
    # its list is drawn there
    assert "/console/today.css" in today(world, "admin").content.decode()


def test_nothing_to_do_is_said_with_a_next_thing_to_do(world: World) -> None:
    page = today(world, "lin")
    assert "手头没有要办的事" in text(page)
    assert 'href="/visits/new/"' in page.content.decode().split("<main")[1].split("</main")[0]
    assert "Nothing waits for you" in text(today(world, "lin", "en"))


def test_a_liaison_switches_on_the_page_itself(world: World) -> None:
    world.difficulty("2022-04-02 09:00")
    client = Client()
    client.force_login(world.wang)
    page = client.get("/today/")
    assert "季节性用工短缺20人" in text(page)
    assert 'aria-pressed="true">何川' in page.content.decode()
    client.post("/acting/", {"leader": ""})
    page = client.get("/today/")
    assert "季节性用工短缺20人" not in text(page)
    assert 'value="" aria-pressed="true"' in page.content.decode()
    assert "acting-for" not in today(world, "lin").content.decode()


def test_one_group_by_itself(world: World) -> None:
    world.difficulty("2022-04-02 09:00", summary="新近的事")
    world.difficulty(summary="旧账")
    page = text(today(world, "lin", query="?when=overdue"))
    assert "旧账" in page
    assert "新近的事" not in page
    # what is no group is the whole
    assert "新近的事" in text(today(world, "lin", query="?when=whenever"))


def test_both_languages(world: World, office: Office) -> None:
    page = text(today(world, "lin", "en")) + text(lately_page(world, "lin", "en"))
    for words in ("Overdue", "Receive", "overdue by", "My numbers", "Since Sat 2 April"):
        assert words in page, page


def test_what_is_beside_is_asked_for_when_the_page_is_there(world: World, office: Office) -> None:
    page = today(world, "lin").content.decode()
    assert 'hx-get="/today/lately/"' in page
    assert "/today/lately/" not in today(world, "lin", query="?when=overdue").content.decode()
    beside = text(lately_page(world, "lin", htmx=True))
    assert "我的数字" in beside
    assert "<html" not in lately_page(world, "lin", htmx=True).content.decode()


# -- news ----------------------------------------------------------------------------------------


def news(world: World, who: User) -> News:
    act = world.act(who, "2022-04-06 09:00")
    since = last_working_day(act)
    return news_of(act, since, gathered(act), lately(act, midnight(since)).told)


def test_news_begin_with_the_last_working_day(world: World) -> None:
    # 3 to 5 April were days off, Saturday the 2nd was worked
    assert f"{last_working_day(world.act(world.lin, '2022-04-06 09:00'))}" == "2022-04-02"
    assert f"{last_working_day(world.act(world.lin, '2022-04-10 09:00'))}" == "2022-04-08"


def test_news_tell_what_others_did_on_my_matters(world: World) -> None:
    matter = world.difficulty("2022-04-01 09:00")
    handling = matter.handlings.get()
    handling.receive(world.act(world.lin, "2022-04-02 09:00"), world.officer(world.lin))
    matter.contact(world.act(world.wang, "2022-04-02 10:00", world.officer(world.he)), "已通话")
    clock = matter.deadlines.get(stage="resolution")
    act = world.act(world.gao, "2022-04-02 11:00")
    slip = Slip.start_by_hand(act, clock, "yellow", "未见进展")

    def told(who: Any) -> list[tuple[str, str, str]]:
        found = news(world, who)
        return [(line.who, line.on_behalf_of, line.did) for line in found.lines]

    # whoever did it himself knows it; a draft is no news to the one it is about
    assert told(world.lin) == [("王宁", "何川", "首次联系企业")]
    slip.sign(act)
    assert told(world.lin)[0] == ("高远", "", "签发督办单")
    # he answers for the enterprise, others do not
    assert ("林涛", "", "签收") in told(world.shen)
    assert told(world.mei) == []
    assert told(world.admin) == []


def test_news_reach_a_supervisor_by_what_he_was_told(world: World) -> None:
    matter = world.difficulty("2022-04-01 09:00")
    clock = matter.deadlines.get(stage="resolution")
    act = world.act(world.gao, "2022-04-01 11:00")
    slip = Slip.start_by_hand(act, clock, "yellow", "未见进展")
    slip.sign(act)
    slip.reply(world.act(world.lin, "2022-04-02 09:00"), "在办")
    (line,) = news(world, world.gao).lines
    assert (line.who, line.did, line.address) == ("林涛", "答复督办单", f"/slips/{slip.pk}/")
    assert line.summary == matter.summary


def test_the_bell_says_beside_news_what_it_says_elsewhere(world: World, office: Office) -> None:
    for who in (world.lin, world.he, world.gao, world.xu, world.mei):
        act = world.act(who, "2022-04-06 09:00")
        assert lately(act, midnight(last_working_day(act))).unheard == unheard(act)
    assert unheard(world.act(world.lin, "2022-04-06 09:00"))


def test_old_news_are_no_news(world: World) -> None:
    world.difficulty("2022-04-01 09:00")
    found = news(world, world.lin)
    assert found.lines == []
    assert "您的事项没有新的变动" in text(lately_page(world, "lin"))


# -- cost ----------------------------------------------------------------------------------------

# seven of them every page asks; a further addressee of notices is one more, and so is a post that
# may grant more time; lin, he and wang are told of a meeting: one for its title
ASKED = {"lin": 17, "he": 20, "wang": 20, "xu": 17, "gao": 16, "shen": 12, "mei": 10}
# what is asked for after the page, and again when a step was taken on it
BESIDE = {
    "/today/lately/": {"gao": 17, "xu": 19},
    "/today/keeping/": {"gao": 6, "xu": 13},
    "/today/keeping/?again": {"gao": 7, "xu": 13},
}
EVERY = [
    (who, address, most)
    for address, asking in ({"/today/": ASKED} | BESIDE).items()
    for who, most in asking.items()
]


@pytest.mark.parametrize(("who", "address", "most"), EVERY)
def test_today_asks_no_more_for_more_lines(
    world: World, office: Office, who: str, address: str, most: int
) -> None:
    def asked() -> int:
        client = Client(headers={"hx-request": "true"} if address in BESIDE else {})
        client.force_login(getattr(world, who))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def more(n: int) -> None:
        matter = world.difficulty("2022-04-02 09:00", summary=f"困难{n}")
        clock = matter.deadlines.get(stage="resolution")
        act = world.act(world.gao, "2022-04-02 10:00")
        Slip.start_by_hand(act, clock, "yellow", "未见进展").sign(act)
        Slip.start_by_hand(act, clock, "red", "未见进展")
        world.difficulty(organisation=None, summary=f"没人办{n}")
        done = world.difficulty(summary=f"办好{n}")
        done.resolve(world.act(world.lin, "2022-04-02 11:00"), "solved")

    more(0)
    before = asked()
    for n in range(1, 5):
        more(n)
    assert Matter.objects.count() > 12
    assert asked() == before
    assert before == most


def test_today_is_light(world: World, office: Office) -> None:
    """Everything but the shared files: 150 kB are for all of it."""
    for n in range(40):
        world.difficulty(summary=f"困难{n}")
    assert len(today(world, "lin").content) < 40_000


def test_its_style_stays_within_the_floor() -> None:
    path = finders.find("console/today.css")
    assert path
    css = Path(str(path)).read_text(encoding="utf-8")
    assert not TOO_NEW.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    assert css.count("\n") < 200
