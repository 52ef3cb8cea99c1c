"""Without a mouse: one sees where one is, gets everywhere, and comes back to where one was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.atlas import Atlas
from tests.browser.people import Look, Person

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.only("sqlite")]

# where the focus is: whether it can be seen, whether nothing lies over it, and what it is
FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const drawn = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
  const within = at && (e.contains(at) || at.contains(e) || (e.labels && [...e.labels].some(
    (label) => label.contains(at))));
  return {what: e.outerHTML.slice(0, 100), is_page: e === document.body,
          is_marked: drawn || style.boxShadow !== 'none', is_free: Boolean(within)};
}"""
MOST = 200


@pytest.fixture
def clerk(browser: Browser, site: str, atlas: Atlas) -> Iterator[Person]:
    person = Person(browser, site, Look(), atlas.cookies["clerk"])
    yield person
    person.has_no_complaint()
    person.close()


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("path", ["/today/", "/ledger/", "/visits/new/"])
def test_the_focus_is_seen_wherever_it_goes(clerk: Person, path: str, width: int) -> None:
    page = clerk.page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(path, wait_until="networkidle")  # the numbers on the tabs have come
    wrong, places = [], 0
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["is_page"]:
            break
        places += 1
        if not (focus["is_marked"] and focus["is_free"]):
            wrong.append(focus)
    assert places > 10
    assert not wrong, wrong


def test_the_first_key_skips_the_menu(clerk: Person) -> None:
    clerk.page.goto("/ledger/")
    clerk.page.keyboard.press("Tab")
    expect(clerk.page.locator("a.skip")).to_be_focused()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("main")).to_be_focused()


def test_two_characters_or_initials_find_an_enterprise(clerk: Person) -> None:
    page = clerk.page
    page.goto("/today/")
    for typed, found in (("秦桐", "秦桐"), ("qtlf", "丹凤秦桐立峰物流有限公司")):
        page.keyboard.press("/")
        box = page.locator("#find")
        expect(box).to_be_visible()
        page.keyboard.type(typed)
        expect(box.locator("a.on")).to_be_visible()
        expect(box.locator("a").filter(has_text=found).first).to_be_visible()
        clerk.looks_well()
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("秦桐")
    expect(page.locator("#find a.on")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(subjects|matters|slips)/\d+/"))


def test_a_list_is_worked_through_row_by_row(clerk: Person) -> None:
    page = clerk.page
    page.goto("/ledger/?state=open")
    rows = page.locator("table[data-keys] tbody tr")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(rows.nth(place)).to_have_class(re.compile(r"\bon\b"))
    # an office handles it
    page.keyboard.press("x")
    expect(rows.nth(1).locator("[type=checkbox]")).not_to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/matters/\d+/"))
    page.goto("/ledger/?state=unassigned")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(rows.first.locator("[type=checkbox]")).to_be_checked()


def test_help_gives_the_focus_back(clerk: Person) -> None:
    page = clerk.page
    page.goto("/ledger/")
    search = page.locator(".list-filters [name=q]")
    page.keyboard.press("j")
    before = page.evaluate(FOCUS)["what"]
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    clerk.looks_well()
    # the list's own field takes / for itself; finding everywhere has the other key
    expect(page.locator("dialog#keys kbd", has_text=re.compile("^/$"))).to_have_count(1)
    expect(page.locator("dialog#keys dt", has_text="Ctrl K")).to_have_text("Ctrl K")
    expect(page.locator("a.find-open kbd")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    assert page.evaluate(FOCUS)["what"] == before
    # letters typed into a field are letters
    search.focus()
    page.keyboard.type("j?/x")
    expect(search).to_have_value("j?/x")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_menu_closes_and_gives_the_focus_back(clerk: Person) -> None:
    page = clerk.page
    page.goto("/ledger/")
    for menu in page.locator("details.menu:visible").all():
        summary = menu.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("open", "")
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(summary).to_be_focused()
