"""More time: the bureau asks on the matter's page, the leader grants on Today, all read it. And the
paper of a slip, taken away as a file."""

from __future__ import annotations

from collections.abc import Callable
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
REASON = "车辆年检在月底"


@pytest.mark.parametrize("lang", BOTH)
def test_more_time_is_asked_and_granted(lang: str, somebody: Callable[..., Person]) -> None:
    handler = somebody("handler", lang=lang)
    matter = asks(handler)
    grants(somebody("leader", lang=lang), matter)
    handler.page.goto(matter)
    told = handler.page.locator("#extensions")
    expect(told).to_contain_text(REASON)
    expect(told).to_contain_text(handler.word("已批准", "extension"))
    expect(handler.page.locator("#step-extension")).to_have_count(0)
    handler.looks_well()
    takes_away_a_slip(handler)


def asks(handler: Person) -> str:
    """The address of the first matter in hand on which more time may be asked."""
    lines = handler.page.locator("li.duty .what a[href^='/matters/']").all()
    step = handler.page.locator("#step-extension")
    for matter in dict.fromkeys(str(line.get_attribute("href")) for line in lines):
        handler.page.goto(matter)
        if step.count():
            break
    step.locator("a[data-step]").click()
    handler.field("延期理由", within=step).fill(REASON)
    step.locator("form button").click()
    # neither so many units nor a day: told beside the field, and the reason still stands
    expect(step.locator(".field.wrong")).to_contain_text(
        handler.word("请填延长多少，或者选延到哪一天，两样填一样。")
    )
    expect(handler.field("延期理由", within=step)).to_have_value(REASON)
    handler.looks_well()
    step.locator("input[name$='units']").fill("1")
    step.locator("form button").click()
    told = handler.page.locator("#extensions")
    expect(told).to_contain_text(handler.word("待批准", "extension"))
    return matter


def grants(leader: Person, matter: str) -> None:
    """In two taps: the line says who asks for how much and why."""
    decides = leader.page.locator(f"a[href='/today{matter}extension-decision/']")
    line = leader.same(leader.page.locator("li.duty").filter(has=decides))
    line.get_by_role("link", name=leader.word("批复", "duty")).click()
    expect(line).to_contain_text(REASON)
    line.locator("input[value='yes']").check()
    leader.looks_well()
    leader.button("确认批复", "duty", within=line).click()
    expect(line.locator(".just-done")).to_have_text(leader.word("已批复延期申请"))


def takes_away_a_slip(handler: Person) -> None:
    """With its receipt, as Word."""
    page = handler.page
    page.goto("/slips/?show=all")
    page.locator("main table tbody a").first.click()
    with page.expect_download() as coming:
        page.locator("p.papers").get_by_role("link", name="Word").first.click()
    assert coming.value.suggested_filename.endswith(".docx")
    with ZipFile(coming.value.path()) as paper:
        assert "word/document.xml" in paper.namelist()
