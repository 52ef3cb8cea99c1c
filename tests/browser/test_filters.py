"""Filters of a list: what the keyboard passes by is not chosen, a hand's choice is answered at
once, and of very many offices the page holds only the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from baolian.faces.console.choices import FEW
from tests.browser.atlas import Atlas
from tests.browser.people import Look, Person

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.only("sqlite")]

Opened = Callable[..., Person]


@pytest.fixture
def reader(browser: Browser, site: str, atlas: Atlas) -> Iterator[Opened]:
    people: list[Person] = []

    def opened(account: str = "clerk", **look: object) -> Person:
        person = Person(browser, site, Look(**look), atlas.cookies[account])  # type: ignore[arg-type]
        people.append(person)
        return person

    yield opened
    for person in people:
        person.has_no_complaint()
        person.close()


# -- what the keyboard passes by -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("account", "path", "name"),
    [("clerk", "/ledger/?state=all", "category"), ("supervisor", "/slips/", "organisation")],
)
@pytest.mark.parametrize("way", ["enter", "button"])
def test_the_arrows_send_nothing(
    reader: Opened, account: str, path: str, name: str, way: str
) -> None:
    person = reader(account)
    page = person.page
    page.goto(path, wait_until="networkidle")
    form = page.locator("form[data-autosubmit]")
    select = form.locator(f"select[name={name}]")
    before = page.url
    select.focus()
    page.evaluate("window.stays = true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = select.input_value()
    assert chosen == select.locator("option").nth(2).get_attribute("value")
    page.wait_for_timeout(300)  # for a page that would come if it were sent
    assert (page.url, page.evaluate("window.stays")) == (before, True)
    expect(select).to_be_focused()
    button = form.locator(".go button, button.when-waiting")
    expect(button).to_be_visible()
    person.looks_well()
    if way == "button":
        button.click()
    else:
        select.focus()  # a narrow window had put it into the drawer
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"[?&]{name}={chosen}\b"))


def test_a_box_ticked_by_the_keyboard_waits_too(reader: Opened) -> None:
    page = reader().page
    page.goto("/ledger/", wait_until="networkidle")
    page.locator("[name=mine]").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=mine]")).to_be_checked()
    page.wait_for_timeout(300)
    assert "mine" not in page.url
    page.locator("[name=mine]").press("Enter")
    page.wait_for_url(re.compile(r"[?&]mine=on\b"))


@pytest.mark.parametrize("width", [1440, 360])
def test_what_is_changed_and_does_not_hold_yet_is_seen(reader: Opened, width: int) -> None:
    person = reader(width=width)
    page = person.page
    page.goto("/ledger/?due_by=2022-12-31", wait_until="networkidle")
    if width == 360:
        page.locator(".drawer-open").tap()
    told = page.locator(".list-filters .go .when-waiting")
    expect(told).to_be_hidden()
    page.locator("[name=opened_from]").fill("2022-01-01")
    page.locator("[name=opened_from]").blur()
    for seen in (told, page.locator(".list-filters .go button")):
        expect(seen).to_be_in_viewport()
    expect(page.locator(".list-filters .field.changed [name=opened_from]")).to_be_visible()
    person.looks_well()
    page.locator(".list-filters .go button").click()
    page.wait_for_url(re.compile(r"opened_from=2022-01-01"))


# -- what a hand chooses ---------------------------------------------------------------------------


def test_a_hand_is_answered_at_once(reader: Opened) -> None:
    page = reader().page
    page.goto("/ledger/", wait_until="networkidle")
    page.locator("[name=mine]").click()
    page.wait_for_url(re.compile(r"[?&]mine=on\b"))
    # the list that a click unfolds is the browser's own, and its keys are not the page's
    page.locator("[name=category]").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]category=\w+"))


# -- hundreds of offices ---------------------------------------------------------------------------


def offices(person: Person) -> Locator:
    return person.page.locator(".list-filters [name=organisation]")


def has_all(select: Locator) -> bool:
    expect(select.locator("option").nth(FEW)).to_be_attached()
    return select.locator("option").count() > FEW


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_all_offices_are_there_when_one_is_about_to_choose(reader: Opened, way: str) -> None:
    person = reader()
    person.page.goto("/ledger/", wait_until="networkidle")
    select = offices(person)
    expect(select.locator("option")).to_have_count(1)
    select.hover() if way == "hover" else select.focus()
    assert has_all(select)
    chosen = select.locator("option").nth(3).get_attribute("value")
    select.select_option(chosen)
    person.page.locator(".list-filters [name=q]").press("Enter")
    person.page.wait_for_url(re.compile(rf"[?&]organisation={chosen}\b"))
    # the chosen one stands there, and stays chosen when the others come
    expect(select.locator("option")).to_have_count(2)
    select.focus()
    assert has_all(select)
    assert select.input_value() == chosen


def test_on_a_phone_they_come_with_the_drawer(reader: Opened) -> None:
    person = reader(width=360)
    person.page.goto("/ledger/", wait_until="networkidle")
    expect(offices(person).locator("option")).to_have_count(1)
    person.page.locator(".drawer-open").tap()
    assert has_all(offices(person))
    person.looks_well()


def test_where_they_do_not_come_there_is_another_way(reader: Opened) -> None:
    person = reader()
    page = person.page
    page.route("**/offers/**", lambda route: route.abort())
    page.goto("/ledger/", wait_until="networkidle")
    way = page.locator("[data-offers=organisation]")
    expect(way).to_be_hidden()
    offices(person).focus()
    expect(way).to_be_visible()
    page.unroute("**/offers/**")
    page.keyboard.press("Shift+Tab")
    offices(person).focus()
    assert has_all(offices(person))
    person.complaints.clear()  # that there was no network for a moment


def test_without_scripts_one_chooses_on_a_page(reader: Opened) -> None:
    person = reader(scripts=False)
    page = person.page
    page.goto("/ledger/?state=all&q=丹凤")
    page.locator("[data-offers=organisation]").click()
    page.wait_for_url(re.compile(r"/ledger/offers/"))
    select = page.locator("main select[name=organisation]")
    assert has_all(select)
    chosen = select.locator("option").nth(3).get_attribute("value")
    select.select_option(chosen)
    person.button("按条件查找").click()
    page.wait_for_url(re.compile(r"/ledger/\?"))
    for said in (f"organisation={chosen}", "state=all", "q="):
        assert said in page.url
