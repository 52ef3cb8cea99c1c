"""Between an office that urges and one that is urged: a reply found wanting, a slip taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.mark.parametrize("lang", BOTH)
def test_a_slip_goes_back_and_forth(lang: str, somebody: Callable[..., Person]) -> None:
    supervisor, handler = somebody("supervisor", lang=lang), somebody("handler", lang=lang)
    slip = answered(handler)
    supervisor.page.goto(slip)
    asks_why(supervisor, "不予认可答复", "只说了打算，没有说结果")
    is_told(handler, slip, "只说了打算，没有说结果")
    asks_why(supervisor, "撤回", "发错了单位")
    is_told(handler, slip, "发错了单位")


def answered(handler: Person) -> str:
    """On the slip's own page; the draft of its text is there to be corrected."""
    page = handler.page
    page.goto("/slips/?show=to_answer")
    page.locator("main table tbody a").first.click()
    page.wait_for_url(re.compile(r"/slips/\d+/$"))
    slip = page.url
    text = page.locator("#acts form textarea").first
    text.fill("")
    sends(handler, text)
    expect(page.locator("#acts .field.wrong ul.errors")).to_be_visible()
    handler.looks_well()
    page.locator("#acts form textarea").first.fill("冷藏车本周到位。")
    sends(handler, page.locator("#acts form textarea").first)
    expect(page.locator("section.answer")).to_contain_text("冷藏车本周到位。")
    return slip


def sends(person: Person, field: Locator) -> None:
    with person.page.expect_navigation():
        field.locator("xpath=ancestor::form").locator("button").click()


def asks_why(supervisor: Person, step: str, reason: str) -> None:
    page = supervisor.page
    name = supervisor.exactly(step, "step")
    place = page.locator("#acts details").filter(has=page.locator("summary", has_text=name))
    place.locator("summary").click()
    supervisor.looks_well()
    sends(supervisor, supervisor.field("理由", within=place))
    expect(place.locator(".field.wrong ul.errors")).to_be_visible()
    supervisor.looks_well()
    supervisor.field("理由", within=place).fill(reason)
    sends(supervisor, supervisor.field("理由", within=place))
    expect(page.locator(".toasts .toast.success")).to_be_visible()
    supervisor.looks_well()


def is_told(handler: Person, slip: str, words: str) -> None:
    handler.page.goto(slip)
    expect(handler.page.locator("main .note.bad").filter(has_text=words)).to_be_visible()
    handler.looks_well()
