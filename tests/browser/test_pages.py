"""Every page, as every account sees it: readable, light, within the screen, without a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from playwright.sync_api import Browser, Playwright

from tests import test_access
from tests.browser.atlas import CAST, Account, Atlas, Stop
from tests.browser.checks import axe_finds, draw_charts, too_heavy, too_small, too_wide
from tests.browser.people import Person

# how a page looks does not depend on the database
pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.only("sqlite")]

# answers that are no pages: numbers for scripts, files, a text to be copied, the server's health
NO_PAGES = {"healthz", "bulletin-text"}
NO_PAGE_ENDS = ("-counts", "-docx", "-pdf")


def pages() -> set[str]:
    """Every address that shows somebody something."""
    read = {name for name, method, codes in test_access.rows() if method == "GET" and 200 in codes}
    return {name for name in read - NO_PAGES if not name.endswith(NO_PAGE_ENDS)}


def test_every_page_is_found_by_following_links(atlas: Atlas) -> None:
    assert pages() - atlas.names() == set()


def test_no_page_leads_to_one_that_its_reader_cannot_open(atlas: Atlas) -> None:
    assert not atlas.dead, "\n" + "\n".join(atlas.dead)


def test_a_link_that_leads_nowhere_is_told_of(play: Playwright, site: str) -> None:
    nobody = Account(play.request.new_context(base_url=site), "")
    nobody.try_links("/sign-in/", ["/gone/", "/sign-in/"])
    nobody.api.dispose()
    assert nobody.dead == [" /sign-in/ -> /gone/: 404"]


def test_every_page_is_seen_in_every_look(atlas: Atlas) -> None:
    stops = [stop for account in CAST for stop in atlas.of(account)]
    looks = {kind: {s.look for s in stops if s.kind == kind} for kind in atlas.names()}
    assert {kind: seen for kind, seen in looks.items() if len(seen) < 4} == {}
    assert {stop.kind for stop in stops} == atlas.kinds()


@pytest.mark.parametrize("account", CAST)
def test_every_page_holds_what_is_promised(
    account: str, atlas: Atlas, browser: Browser, site: str
) -> None:
    wrong: list[str] = []
    for look, stops in groupby(atlas.of(account), lambda stop: stop.look):
        person = Person(browser, site, look, atlas.cookies[account])
        for stop in stops:
            said = f"{account or 'nobody'} {look.lang} {look.width} {look.scheme} {stop.path}"
            wrong += [f"{said}: {fault}" for fault in faults(person, stop)]
        person.close()
    assert not wrong, "\n" + "\n".join(wrong)


def faults(person: Person, stop: Stop) -> Iterator[str]:
    page = person.page
    answer = page.goto(stop.path)
    expected = 404 if stop.kind == "nowhere" else 200
    if answer is None or answer.status != expected:
        yield f"answered {answer and answer.status}"
        return
    yield from too_heavy(page)
    draw_charts(page)
    yield from axe_finds(page)
    if person.look.width < 600:
        yield from too_small(page)
    yield from too_wide(page)
    yield from person.complaints
    person.complaints.clear()
