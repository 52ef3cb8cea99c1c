"""A liaison enters what her leader did, in his name and hers; then she is herself again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.people import BOTH, Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
LIAISON, LEADER = "苗禾", "郝艳"


@pytest.mark.parametrize("lang", BOTH)
def test_a_liaison_acts_for_her_leader(lang: str, somebody: Callable[..., Person]) -> None:
    liaison = somebody("liaison", lang=lang)
    switches(liaison)
    enters_a_visit(liaison)
    is_herself_again(liaison)


def pressed(liaison: Person) -> str:
    return liaison.page.locator(".acting-for [aria-pressed=true]").inner_text().strip()


def switches(liaison: Person) -> None:
    choice = liaison.page.locator(".acting-for")
    assert pressed(liaison) == LEADER
    liaison.button("本人", within=choice).click()
    expect(choice.locator("[aria-pressed=true]")).to_have_text(liaison.word("本人"))
    choice.get_by_role("button", name=LEADER).click()
    expect(choice.locator("[aria-pressed=true]")).to_have_text(LEADER)
    liaison.looks_well()


def enters_a_visit(liaison: Person) -> None:
    page = liaison.page
    page.goto("/visits/new/")
    page.locator("#choices a.choice").first.click()
    expect(page.locator(".lead")).to_contain_text(LEADER)
    subject = page.url.removesuffix("visits/")
    liaison.field("所见所闻").fill("已开工建设，设备陆续进场。")
    liaison.button("记下走访").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    main = page.locator("main")
    expect(main).to_contain_text(LEADER)
    expect(main).to_contain_text("已开工建设，设备陆续进场。")
    page.goto(subject)
    said = page.locator("#history li").first
    expect(said).to_contain_text(LIAISON)
    expect(said).to_contain_text(LEADER)
    liaison.looks_well()


def is_herself_again(liaison: Person) -> None:
    liaison.page.goto("/today/")
    liaison.button("本人", within=liaison.page.locator(".acting-for")).click()
    liaison.page.goto("/profile/")
    chosen = liaison.page.locator("main form[action$='/acting/'] [aria-current=true]")
    expect(chosen).to_have_text(liaison.word("本人"))
