"""Today's numbers go along with what is done in place: nobody has to read the page again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.database]


def test_a_signature_takes_its_slip_off_the_pile(somebody: Callable[..., Person]) -> None:
    supervisor = somebody("supervisor")
    pile = supervisor.page.locator(".piles")
    waiting = pile.locator("li").filter(has_text="督办单待签发").locator("strong")
    n = int(waiting.inner_text())
    line = supervisor.offered("签发")
    supervisor.step(line, "签发").click()
    supervisor.button("确认签发", within=line).click()
    expect(line.locator(".just-done")).to_be_visible()
    if n > 1:
        expect(waiting).to_have_text(str(n - 1))
    else:
        expect(pile).to_have_text("都办完了。")
    supervisor.looks_well()


def test_what_is_resolved_is_no_longer_in_hand(somebody: Callable[..., Person]) -> None:
    handler = somebody("handler")
    n = int(in_hand(handler).inner_text())
    line = handler.offered("办结")
    handler.step(line, "办结").click()
    handler.field("已解决", within=line).check()
    # what the last working day brought is asked for again, with the numbers
    with handler.page.expect_response("**/today/lately/") as told:
        handler.button("确认办结", within=line).click()
    assert told.value.ok
    expect(line.locator(".just-done")).to_be_visible()
    expect(in_hand(handler)).to_have_text(str(n - 1))
    expect(handler.page.locator("#news")).to_be_visible()


def in_hand(person: Person) -> Locator:
    numbers = person.page.locator("aside .numbers li")
    return numbers.filter(has_text="在办").locator("strong")
