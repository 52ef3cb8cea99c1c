"""A difficulty from first to last: each step a small form on its page, opened where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
ENTERPRISE = "丹凤秦桐立峰物流有限公司"
BUREAU = "丹凤县交通局"


@pytest.mark.parametrize("lang", BOTH)
def test_a_difficulty_lives_on_its_page(lang: str, somebody: Callable[..., Person]) -> None:
    clerk, handler = somebody("danfeng-clerk", lang=lang), somebody("handler", lang=lang)
    supervisor = somebody("supervisor", lang=lang)
    matter = raised(clerk)
    for person in (clerk, handler, supervisor):
        person.page.goto(matter)
    hands_it_on(clerk)
    sends_it_back(handler)
    hands_it_on(clerk)
    signs_and_rings(handler)
    stops_the_clock(clerk)
    starts_a_slip(supervisor)
    resolves(handler)
    hears_the_enterprise(clerk)
    strikes_it_off(clerk)
    opens_it_again(clerk)
    assert outcomes(clerk) == 1


def raised(clerk: Person) -> str:
    """Over the telephone, at the enterprise's own page; the address of what came of it."""
    page = clerk.page
    clerk.finds("秦桐立峰", ENTERPRISE)
    page.wait_for_url(re.compile(r"/subjects/\d+/$"))
    page.goto(f"{page.url}visits/")
    row = page.locator("details.raising").first
    row.locator("summary").click()
    clerk.field("困难是什么", within=row).fill("冷库停电两次")
    clerk.field("类别", within=row).select_option("logistics")
    clerk.button("记下走访").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    return str(page.get_by_role("link", name="冷库停电两次").first.get_attribute("href"))


def opened(person: Person, slug: str) -> Locator:
    """The form of a step, fetched into its place."""
    person.page.reload()
    step = person.page.locator(f"#step-{slug}")
    step.locator("a[data-step]").click()
    expect(step.locator("form")).to_be_visible()
    assert "step=" not in person.page.url
    return step


def sends(person: Person, step: Locator) -> None:
    with person.page.expect_navigation():
        step.locator("form button").last.click()


def is_done(person: Person) -> None:
    expect(person.page.locator(".toasts .toast.success")).to_be_visible()


def is_refused(person: Person, step: Locator, field: str) -> None:
    """Told beside the field, and the focus is where it says what is wrong."""
    sends(person, step)
    wrong = step.locator(".field.wrong")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text(person.word(field))
    expect(wrong.locator("ul.errors")).to_be_visible()
    expect(step.locator("[data-errors]")).to_be_focused()


def asks_why(person: Person, slug: str, reason: str, field: str = "理由") -> None:
    """A step that is refused without a reason, and taken with one."""
    step = opened(person, slug)
    is_refused(person, step, field)
    person.field(field, within=step).fill(reason)
    sends(person, step)
    is_done(person)


def hands_it_on(clerk: Person) -> None:
    step = opened(clerk, "assignment")
    clerk.field("交给", within=step).select_option(label=BUREAU)
    sends(clerk, step)
    is_done(clerk)
    expect(clerk.page.locator("#handling")).to_contain_text(clerk.word("待签收"))


def sends_it_back(handler: Person) -> None:
    asks_why(handler, "return", "供电不归交通局管")


def signs_and_rings(handler: Person) -> None:
    handler.page.reload()
    sends(handler, handler.page.locator("#step-receipt"))
    is_done(handler)
    asks_why(handler, "contact", "已与企业电话联系，今日到场", "沟通情况")
    history = handler.page.locator("#history")
    expect(history).to_contain_text("已与企业电话联系，今日到场")


def stops_the_clock(clerk: Person) -> None:
    asks_why(clerk, "suspension", "等待电网检修")
    marks = clerk.page.locator("p.under .state")
    stopped = marks.filter(has_text=clerk.exactly("挂起"))
    expect(stopped).to_be_visible()
    sends(clerk, clerk.page.locator("#step-resumption"))
    is_done(clerk)
    expect(stopped).to_have_count(0)


def starts_a_slip(supervisor: Person) -> None:
    """Which one was chosen is not lost when the reason was missing."""
    step = opened(supervisor, "slips")
    rung = supervisor.field("发哪一种", within=step)
    rung.select_option(index=1)
    chosen = rung.input_value()
    is_refused(supervisor, step, "理由")
    supervisor.looks_well()
    expect(rung).to_have_value(chosen)
    supervisor.field("理由", within=step).fill("企业两次来电催办")
    sends(supervisor, step)
    is_done(supervisor)
    supervisor.page.locator("#slips ul.rows a").first.click()
    expect(supervisor.page.locator("article.paper")).to_contain_text("企业两次来电催办")
    supervisor.looks_well()


def resolves(handler: Person) -> None:
    step = opened(handler, "resolution")
    step.get_by_role("radio").last.check()
    is_refused(handler, step, "办理情况说明")
    handler.looks_well()
    expect(step.get_by_role("radio").last).to_be_checked()
    step.get_by_role("radio").first.check()
    handler.field("办理情况说明", within=step).fill("双回路已接通")
    sends(handler, step)
    is_done(handler)


def hears_the_enterprise(clerk: Person) -> None:
    """A question that was forgotten; the answers to the others stand."""
    step = opened(clerk, "confirmation")
    clerk.field("解决了", within=step).check()
    step.get_by_role("radio").last.check()
    clerk.field("企业原话", within=step).fill("没再停过电")
    is_refused(clerk, step, "企业评价")
    clerk.looks_well()
    expect(clerk.field("解决了", within=step)).to_be_checked()
    expect(clerk.field("企业原话", within=step)).to_have_value("没再停过电")
    step.locator(".field.wrong").get_by_role("radio").first.check()
    sends(clerk, step)
    is_done(clerk)
    expect(clerk.page.locator("#outcome")).to_contain_text(clerk.word("企业确认已解决"))


def strikes_it_off(clerk: Person) -> None:
    step = opened(clerk, "closure")
    clerk.field("备注", within=step).fill("双回路运行一周")
    sends(clerk, step)
    is_done(clerk)
    expect(clerk.page.locator("#step-closure")).to_have_count(0)


def opens_it_again(clerk: Person) -> None:
    asks_why(clerk, "reopening", "昨夜又停电")
    expect(clerk.page.locator("#history")).to_contain_text("昨夜又停电")
    clerk.looks_well()


def outcomes(clerk: Person) -> int:
    return clerk.page.locator("#outcome dl").count()
