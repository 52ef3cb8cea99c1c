"""What only scripts make of a page: boxes, menus and drawers that were opened, in every look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.atlas import LOOKS, Atlas
from tests.browser.people import Look, Person

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.only("sqlite")]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look.lang}-{look.width}-{look.scheme}")
def clerk(
    request: pytest.FixtureRequest, browser: Browser, site: str, atlas: Atlas
) -> Iterator[Person]:
    look: Look = request.param
    person = Person(browser, site, look, atlas.cookies["clerk"])
    yield person
    person.close()
    person.has_no_complaint()


def test_whatever_opens_is_readable(clerk: Person, atlas: Atlas) -> None:
    matter = atlas.found["clerk"]["matter"][0]
    for path in ("/today/", "/ledger/", matter):
        clerk.page.goto(path)
        opens_every_menu(clerk)
        opens_every_dialog(clerk)
    finds_and_finds_nothing(clerk)


def test_a_new_office_that_may_be_misspelt_is_asked_about(clerk: Person, atlas: Atlas) -> None:
    page = clerk.page
    for path in atlas.found["clerk"]["import-waiting"]:
        page.goto(path)
        if page.locator("#offices table").count():
            break
    clerk.looks_well()
    page.locator("[data-opens=confirm]").click()
    expect(page.locator("dialog#confirm [name=offices]")).to_be_focused()
    clerk.looks_well()


def opens_every_menu(clerk: Person) -> None:
    page = clerk.page
    for menu in page.locator("details.menu:visible").all():
        summary = menu.locator("summary").first
        summary.click()
        expect(menu).to_have_attribute("open", "")
        clerk.looks_well()
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(summary).to_be_focused()


def opens_every_dialog(clerk: Person) -> None:
    page = clerk.page
    for opener in page.locator("[data-opens]:visible").all():
        dialog = page.locator(f"dialog#{opener.get_attribute('data-opens')}")
        opener.click()
        expect(dialog).to_be_visible()
        clerk.looks_well()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


def finds_and_finds_nothing(clerk: Person) -> None:
    page = clerk.page
    page.keyboard.press("Control+k")
    page.keyboard.type("秦桐")
    expect(page.locator("#find .found a.on")).to_be_visible()
    clerk.looks_well()
    page.locator("#find input").fill("没有这样的名称")
    expect(page.locator("#find .found .nothing")).to_be_visible()
    clerk.looks_well()
