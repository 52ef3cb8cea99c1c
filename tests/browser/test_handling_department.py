"""The bureau that handles: it signs for what it is given, answers a slip, resolves a difficulty."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
BUREAU = "丹凤县交通局"
TASK = "三日内报送冷链车辆清单"


@pytest.mark.parametrize("lang", BOTH)
def test_a_bureau_works_through_its_day(lang: str, somebody: Callable[..., Person]) -> None:
    handler = somebody("handler", lang=lang)
    matter = handler.page.locator("li.duty .what a[href^='/matters/']").first.get_attribute("href")
    assert matter
    hands_on_a_task(somebody("danfeng-clerk", lang=lang), matter)
    signs_a_slip(somebody("supervisor", lang=lang))
    handler.page.goto("/today/")
    signs_for_a_task(handler)
    answers_a_slip(handler)
    resolves(handler, matter)


def hands_on_a_task(clerk: Person, matter: str) -> None:
    clerk.page.goto(matter)
    step = clerk.page.locator("#step-tasks")
    step.get_by_role("link").click()
    clerk.field("任务内容", within=step).fill(TASK)
    clerk.field("交给", within=step).select_option(label=BUREAU)
    clerk.looks_well()
    step.locator("form button").click()
    expect(clerk.page.locator("#tasks")).to_contain_text(TASK)


def signs_a_slip(supervisor: Person) -> None:
    supervisor.page.goto("/slips/?show=to_sign")
    supervisor.page.locator("table.slips, main table").get_by_role("link").first.click()
    supervisor.page.locator("form[action$='/signature/'] button").click()
    expect(supervisor.page.locator("main .docket")).to_contain_text("〔2022〕")
    supervisor.looks_well()


def signs_for_a_task(handler: Person) -> None:
    line = handler.duty(TASK)
    handler.step(line, "签收").click()
    handler.button("确认签收", within=line).click()
    expect(line.locator(".just-done")).to_have_text(handler.word("已签收"))
    # the line stays, with what comes next
    expect(handler.step(line, "办结")).to_be_visible()


def answers_a_slip(handler: Person) -> None:
    """The one that was signed a moment ago: a receipt with one click, a reply with two."""
    forms = handler.page.locator("form[action$='/acknowledgement/']")
    line = handler.same(handler.page.locator("li.duty").filter(has=forms))
    handler.button("回执", "step", within=line).click()
    expect(line.locator(".just-done")).to_have_text(handler.word("已回执"))
    handler.step(line, "答复").click()
    text = line.get_by_role("textbox")
    expect(text).not_to_have_value("")
    text.fill(f"{text.input_value()}\n冷藏车两台已于6月30日调拨到位。")
    handler.looks_well()
    handler.button("发出答复", within=line).click()
    expect(line.locator(".just-done")).to_have_text(handler.word("已答复"))


def resolves(handler: Person, matter: str) -> None:
    """Partly solved asks for a reason, beside the field; then it is done; the matter says so."""
    about = handler.page.locator(f"a[href='{matter}']")
    line = handler.same(handler.page.locator("li.duty").filter(has=about))
    handler.step(line, "办结").click()
    partly = handler.field("部分解决", within=line)
    partly.check()
    handler.button("确认办结", within=line).click()
    expect(line.locator(".field.wrong")).to_contain_text(
        handler.word("未完全解决的，必须书面说明。")
    )
    expect(partly).to_be_checked()
    handler.looks_well()
    handler.field("办理情况说明", within=line).fill("冷藏车到位，外运补贴仍在审核。")
    handler.button("确认办结", within=line).click()
    expect(line.locator(".just-done")).to_contain_text(handler.word("已办结"))
    handler.page.goto(matter)
    outcome = handler.page.locator("#outcome")
    expect(outcome).to_contain_text("冷藏车到位，外运补贴仍在审核。")
    handler.looks_well()
