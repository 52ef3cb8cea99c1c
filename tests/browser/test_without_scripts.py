"""An old browser, or a network that lets no script through: one reads, and sends what matters."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.parametrize("lang", BOTH)
def test_a_bureau_answers(lang: str, somebody: Callable[..., Person]) -> None:
    handler = somebody("handler", lang=lang, scripts=False)
    line = handler.offered("答复")
    handler.step(line, "答复").click()
    text = handler.page.locator("main textarea")
    assert text.input_value()
    text.fill("")
    handler.button("发出答复").click()
    # said beside the field, on a page of its own
    expect(handler.page.locator("main .field.wrong .errors")).to_be_visible()
    text.fill("冷藏车两台已于6月30日调拨到位。")
    handler.button("发出答复").click()
    handler.page.wait_for_url("**/today/")
    expect(handler.page.locator(".toasts")).to_contain_text(handler.word("已答复"))


def test_a_bureau_resolves_on_the_page_of_the_matter(somebody: Callable[..., Person]) -> None:
    handler = somebody("handler", scripts=False)
    page = handler.page
    page.locator("li.duty .what a[href^='/matters/']").first.click()
    page.locator("a[href*='step=resolution']").first.click()
    step = page.locator("#step-resolution")
    handler.field("部分解决", within=step).check()
    step.locator("form button").click()
    expect(step.locator(".field.wrong .errors")).to_be_visible()
    expect(handler.field("部分解决", within=step)).to_be_checked()
    handler.field("办理情况说明", within=step).fill("冷藏车到位，外运补贴仍在审核。")
    step.locator("form button").click()
    expect(page.locator("#outcome")).to_contain_text("冷藏车到位，外运补贴仍在审核。")


def test_a_leader_visits_and_raises(somebody: Callable[..., Person]) -> None:
    leader = somebody("leader", scripts=False, width=360)
    page = leader.page
    page.locator("nav.thumb li.main a").tap()
    page.locator("#id_q").fill("秦桐立峰")
    leader.button("查找").tap()
    page.locator("#choices a.choice").filter(has_text="丹凤秦桐立峰物流有限公司").tap()
    page.locator("summary").filter(has_text=leader.word("企业提出了困难")).tap()
    raised = page.locator("details.raising[open]").first
    leader.field("困难是什么", within=raised).fill("缺两台冷藏车")
    leader.button("记下走访").tap()
    expect(raised.locator(".field.wrong .errors").first).to_be_visible()
    leader.field("类别", within=raised).select_option("logistics")
    leader.button("记下走访").tap()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    expect(page.locator("main")).to_contain_text("缺两台冷藏车")


def test_a_clerk_filters_and_changes_the_language(somebody: Callable[..., Person]) -> None:
    clerk = somebody("clerk", scripts=False)
    page = clerk.page
    page.goto("/ledger/")
    page.locator(".list-filters [name=q]").fill("秦桐")
    page.locator(".list-filters [name=q]").press("Enter")
    expect(page.locator("table.list-table tbody tr").first).to_contain_text("秦桐")
    page.goto("/profile/")
    page.locator("main form[action$='/language/'] button[value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    # nothing that only a script could move is shown
    assert page.locator(".needs-script:visible").count() == 0
