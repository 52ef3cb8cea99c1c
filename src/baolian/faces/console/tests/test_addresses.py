"""No address is a dead end: a refused step, another language, an error, the menu."""

import re
from typing import Any

import pytest
from django.test import Client

from baolian.faces.console.tests.desks import desk
from baolian.faces.parts.errors import server_error
from tests.office import hire_more
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")


def test_a_step_that_is_read_leads_to_its_page(world: World) -> None:
    matter = world.difficulty()
    at = f"/matters/{matter.pk}/"
    for step in ("resolution/", "receipt/", "slips/"):
        answer = desk(world, "lin").get(at + step)
        assert (answer.status_code, answer.headers["Location"]) == (303, at)
        # one that may not be seen is not there, whatever the address
        assert desk(world, "mei").get(at + step).status_code == 404
    assert matter.resolution is None


def test_a_refused_form_is_read_in_the_other_language(world: World) -> None:
    client, at = desk(world, "lin"), f"/matters/{world.difficulty().pk}/"
    refused = client.post(at + "resolution/", {"outcome": "explained"})
    assert refused.status_code == 422
    assert f'name="next" value="{at}resolution/"' in refused.content.decode()
    there = client.post("/language/", {"language": "en", "next": at + "resolution/"}, follow=True)
    assert there.redirect_chain[-1] == (at, 303)
    assert '<html lang="en">' in there.content.decode()


def test_what_can_only_be_sent_leads_home(world: World) -> None:
    answer = desk(world, "lin").post("/acting/", {"leader": "999"})
    assert answer.status_code == 404
    assert 'name="next" value="/"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/no-such-page/", "/matters/999/"])
def test_who_has_signed_in_keeps_the_menu_on_an_error(world: World, address: str) -> None:
    answer = desk(world, "xu").get(address)
    assert answer.status_code == 404
    for words in ('class="rail"', "许静", "English"):
        assert words in answer.content.decode()
    stranger = Client().get("/no-such-page/")
    assert stranger.status_code == 404
    assert 'class="rail"' not in stranger.content.decode()


def test_a_step_that_is_not_his_keeps_it_too(world: World) -> None:
    answer = desk(world, "gao").post(f"/matters/{world.difficulty().pk}/receipt/")
    assert answer.status_code == 403
    assert 'class="rail"' in answer.content.decode()


def test_a_form_from_yesterday_keeps_it_too(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.xu)
    answer = client.post("/acting/", {"leader": ""})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
    assert 'class="rail"' in answer.content.decode()


def test_the_page_of_a_fault_asks_the_database_nothing(
    world: World, rf: Any, django_assert_num_queries: Any
) -> None:
    request = rf.get("/today/")
    request.user, request.session = world.xu, {}
    with django_assert_num_queries(0):
        page = server_error(request).content.decode()
    assert "系统出错" in page
    assert 'class="rail"' not in page


def menu(page: str) -> list[str]:
    """The links of the rail, each with its marks and words."""
    places = page.split('class="rail"')[1].split('class="places"')[1].split("</ul>")[0]
    return re.findall(r"<a ([^>]*>.*?)</a>", places)


def marked(client: Client, address: str) -> list[str]:
    links = menu(client.get(address).content.decode())
    return [re.sub(r"^.*>", "", link) for link in links if "aria-current" in link]


def test_the_menu_marks_the_section_of_a_page(world: World) -> None:
    matter, client = world.difficulty(), desk(world, "xu")
    subject = f"/subjects/{world.pump_works.pk}/"
    officer = f"/officers/{world.officer(world.he).pk}/"
    assert marked(client, f"/matters/{matter.pk}/") == ["问题台账"]
    assert marked(client, subject) == ["服务对象"]
    assert marked(client, officer) == ["责任台账（包联）"]
    assert marked(client, subject + "visits/") == ["走访"]
    assert marked(client, "/slips/") == ["督办单"]
    assert marked(client, "/password/") == []


def test_an_administrator_is_offered_what_he_may_open(world: World) -> None:
    page = desk(world, "admin").get("/ledger/").content.decode()
    (today,) = menu(page)
    assert 'href="/today/"' in today
    assert "系统、安全、审计管理员不看业务记录" in page
    assert "记一次走访" not in desk(world, "admin").get("/today/").content.decode()
    for who in ("lin", "shen", "he"):
        assert "记一次走访" in desk(world, who).get("/today/").content.decode()


def test_a_monitor_reads_and_goes_on_no_visits(world: World) -> None:
    hire_more(world)
    client = desk(world, "monitor")
    page = client.get(f"/subjects/{world.pump_works.pk}/").content.decode()
    assert "记一次走访" not in page
    assert 'href="/ledger/"' in page
    assert 'href="/visits/new/"' not in page


def test_an_empty_ledger_says_why(world: World) -> None:
    client = desk(world, "xu")
    assert "您的查看范围内还没有登记事项" in client.get("/ledger/").content.decode()
    assert "没有符合条件的事项" in client.get("/ledger/?q=xy").content.decode()
