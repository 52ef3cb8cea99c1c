"""Where one is, what is new, how one gets elsewhere, and what one is told where one cannot go."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.people import BOTH, PASSWORD, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
ENTERPRISE = "丹凤秦桐立峰物流有限公司"


@pytest.mark.parametrize("lang", BOTH)
def test_somebody_gets_about(lang: str, somebody: Callable[..., Person]) -> None:
    handler = somebody("handler", lang=lang)
    finds_all_kinds(handler)
    opens_what_was_typed_last(handler)
    goes_back_by_the_trail(handler)
    reads_what_is_new(handler)
    is_told_where_nothing_is(handler)
    goes_and_comes_again(handler)
    sets_up_the_page(handler)


def finds_all_kinds(handler: Person) -> None:
    """An enterprise by two characters and by initials, a matter, a person, a page."""
    page = handler.page
    for typed, leads_to in (
        ("秦桐", r"/subjects/\d+/$"),
        ("qtlf", r"/subjects/\d+/$"),
        ("冷链", r"/matters/\d+/$"),
        ("秦越", r"/officers/\d+/$"),
        (handler.word("台账").lower(), r"/ledger/$"),
    ):
        page.keyboard.press("Control+k")
        page.keyboard.type(typed)
        first = page.locator("#find .found a.on")
        expect(first).to_be_visible()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert re.search(leads_to, page.url), f"{typed} leads to {page.url}"


def opens_what_was_typed_last(handler: Person) -> None:
    """Enter waits for the answer to what is typed, however fast one types and slowly it comes."""
    page = handler.page

    def typed(words: str) -> None:
        page.keyboard.press("Control+k")
        page.keyboard.type("秦桐")
        expect(page.locator("#find .found a.on")).to_be_visible()
        page.keyboard.press("Control+a")
        page.keyboard.type(words)

    typed("冷链")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert re.search(r"/matters/\d+/$", page.url)

    held: list[Route] = []
    is_asked = re.compile(r"/find/\?q=(?!%E7%A7%A6)")
    page.route(is_asked, lambda route: held.append(route))
    with page.expect_request(is_asked):
        typed("冷链")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        held[0].continue_()
    assert re.search(r"/matters/\d+/$", page.url)
    page.unroute(is_asked)

    typed("没有这样的词")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/find/?q=" in page.url


def goes_back_by_the_trail(handler: Person) -> None:
    page = handler.page
    page.goto("/today/")
    page.locator("li.duty .what a[href^='/matters/']").first.click()
    trail = page.locator("nav.trail")
    expect(trail.locator("[aria-current=page]")).to_have_count(1)
    trail.get_by_role("link").last.click()
    page.wait_for_url("**/ledger/")
    expect(trail.locator("[aria-current=page]")).to_have_text(handler.word("问题台账"))


def reads_what_is_new(handler: Person) -> None:
    """The bell counts until one says that one has read."""
    page = handler.page
    bell = page.locator("header.top a[href='/notices/']")
    expect(bell.locator(".count.new")).to_be_visible()
    bell.click()
    expect(page.locator("main li.new").first).to_be_visible()
    handler.looks_well()
    handler.button("全部记为已读").click()
    expect(page.locator("main li.new")).to_have_count(0)
    expect(bell.locator(".count.new")).to_have_count(0)
    page.locator("main ul.rows a").first.click()
    page.wait_for_url(re.compile(r"/(matters|slips)/\d+/$"))


def is_told_where_nothing_is(handler: Person) -> None:
    page = handler.page
    for path, said in (("/nowhere/", "没有这一页"), ("/imports/", "无权办理")):
        page.goto(path)
        expect(page.locator("main h1")).to_have_text(handler.word(said))
        handler.looks_well()
    handler.link("回到首页").click()
    page.wait_for_url("**/today/")


def goes_and_comes_again(handler: Person) -> None:
    """A wrong password is told; the name stays as it was typed."""
    page = handler.page
    account = page.locator("header.top details.menu").last
    account.locator("summary").click()
    handler.looks_well()
    handler.button("退出", within=account).click()
    page.wait_for_url("**/sign-in/")
    page.locator("#id_login").fill("handler")
    page.locator("#id_password").fill("not this one")
    page.locator("main form button").click()
    expect(page.locator("main form .errors")).to_be_visible()
    expect(page.locator("#id_login")).to_have_value("handler")
    handler.looks_well()
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/today/")


def sets_up_the_page(handler: Person) -> None:
    """Dark at once, and still so after signing in; then the other language."""
    page = handler.page
    page.goto("/profile/")
    theme = page.locator("main form[data-theme-form]")
    theme.locator("button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    handler.looks_well()
    other, said = {"zh": ("en", "en"), "en": ("zh-hans", "zh-Hans")}[handler.look.lang]
    with page.expect_navigation():
        page.locator(f"main button[name=language][value={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", said)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
