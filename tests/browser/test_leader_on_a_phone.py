"""Between two meetings: a slip signed in two taps, a visit logged with one thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
PHONE = 360
ENTERPRISE = "丹凤秦桐立峰物流有限公司"
RAISED, COUNTY = "缺两台冷藏车", "丹凤县"


@pytest.mark.parametrize("lang", BOTH)
def test_a_leader_signs_and_visits(lang: str, somebody: Callable[..., Person]) -> None:
    leader = somebody("leader", lang=lang, width=PHONE)
    signs_in_two_taps(leader)
    matter = logs_a_visit(leader)
    hands_it_to_the_county(somebody("danfeng-clerk", lang=lang), matter)
    leader.page.goto("/today/")
    signs_for_it_in_two_taps(leader)
    urges(somebody("supervisor", lang=lang), matter)
    leader.page.goto("/today/")
    replies_in_two_taps(leader)


def signs_in_two_taps(leader: Person) -> None:
    line = leader.offered("签发")
    leader.step(line, "签发").tap()
    sends = leader.button("确认签发", within=line)
    expect(sends).to_be_visible()
    leader.looks_well()
    sends.tap()
    expect(line.locator(".just-done")).to_contain_text(re.compile(r"〔2022〕\d+号"))
    assert leader.page.url.endswith("/today/")
    # once more from the start, it is gone
    key = line.get_attribute("id")
    leader.page.reload()
    expect(leader.page.locator("main h1")).to_be_visible()
    expect(leader.page.locator(f"#{key}")).to_have_count(0)


def logs_a_visit(leader: Person) -> str:
    """The address of the difficulty that was raised."""
    page = leader.page
    page.locator("nav.thumb li.main a").tap()
    page.locator("#id_q").fill("秦桐立峰")
    page.locator("#choices a.choice").filter(has_text=ENTERPRISE).tap()
    page.get_by_text(leader.word("减产"), exact=True).tap()
    leader.field("所见所闻").fill("冷链车辆不足，成品外运成本高。")
    page.locator("summary").filter(has_text=leader.word("企业提出了困难")).tap()
    raised = page.locator("details.raising[open]").first
    leader.field("困难是什么", within=raised).fill(RAISED)
    leader.looks_well()
    leader.button("记下走访").tap()

    # the category was forgotten: it says so beside the field, and nothing typed is lost
    wrong = raised.locator(".field.wrong")
    expect(wrong).to_contain_text(leader.word("选一个类别：时限依类别而定。"))
    expect(leader.field("困难是什么", within=raised)).to_have_value(RAISED)
    expect(leader.field("所见所闻")).to_have_value("冷链车辆不足，成品外运成本高。")
    leader.looks_well()
    leader.field("类别", within=raised).select_option("logistics")
    expect(raised.locator(".field.wrong, .errors")).to_have_count(0)
    leader.button("记下走访").tap()

    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    expect(page.locator(".toasts")).to_contain_text(leader.word("走访已记下。"))
    expect(page.locator("main")).to_contain_text(leader.word("减产"))
    raised_here = page.locator("main").get_by_role("link", name=RAISED).first
    expect(raised_here).to_be_visible()
    leader.looks_well()
    return str(raised_here.get_attribute("href"))


def hands_it_to_the_county(clerk: Person, matter: str) -> None:
    page = clerk.page
    page.goto(matter)
    step = page.locator("#step-assignment")
    step.locator("a[data-step]").click()
    clerk.field("交给", within=step).select_option(label=COUNTY)
    step.locator("form button").click()
    expect(page.locator("#handling")).to_contain_text(COUNTY)


def signs_for_it_in_two_taps(leader: Person) -> None:
    line = leader.duty(RAISED)
    leader.step(line, "签收").tap()
    leader.looks_well()
    leader.button("确认签收", within=line).tap()
    expect(line.locator(".just-done")).to_have_text(leader.word("已签收"))


def urges(supervisor: Person, matter: str) -> None:
    """By hand, with a reason, and signed."""
    page = supervisor.page
    page.goto(matter)
    step = page.locator("#step-slips")
    step.locator("a[data-step]").click()
    supervisor.field("发哪一种", within=step).select_option(index=1)
    supervisor.field("理由", within=step).fill("企业两次来电催办")
    step.locator("form button").click()
    page.locator("#slips ul.rows a").first.click()
    page.locator("form[action$='/signature/'] button").click()
    expect(page.locator("main .docket")).to_contain_text("〔2022〕")


def replies_in_two_taps(leader: Person) -> None:
    """A draft of the reply stands there, of what the records say."""
    line = leader.same(
        leader.page.locator("li.duty")
        .filter(has_text=RAISED)
        .filter(has=leader.page.locator("form[action$='/acknowledgement/']"))
    )
    leader.step(line, "答复").tap()
    expect(line.get_by_role("textbox")).not_to_have_value("")
    leader.looks_well()
    leader.button("发出答复", within=line).tap()
    expect(line.locator(".just-done")).to_have_text(leader.word("已答复"))
