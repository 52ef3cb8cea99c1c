"""The keeper of the ledger: hands on what came in, finds it again, takes it out, sends it up."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, expect

from tests.browser.people import BOTH, Person
from tests.browser.workbooks import BAD, GOOD, workbook

pytestmark = [pytest.mark.browser, pytest.mark.database]
BUREAU = "丹凤县交通局"
ENTERPRISE = "丹凤秦桐立峰物流有限公司"
RAISED = ("冷藏车辆不足两台", "冷藏车辆司机紧缺")
KEPT = "冷链专题"


@pytest.mark.parametrize("lang", BOTH)
def test_a_clerk_keeps_the_ledger(lang: str, somebody: Callable[..., Person]) -> None:
    clerk = somebody("clerk", lang=lang)
    enters_what_was_raised(clerk)
    hands_it_on_by_the_keyboard(clerk)
    finds_it_again(clerk)
    takes_it_out(clerk)
    chooses_columns_and_order(clerk)


@pytest.mark.parametrize("lang", BOTH)
def test_a_clerk_takes_a_ledger_in_and_publishes(
    lang: str, somebody: Callable[..., Person]
) -> None:
    clerk = somebody("clerk", lang=lang)
    is_told_what_is_wrong_with_a_workbook(clerk)
    takes_a_workbook_in(clerk)
    publishes(clerk)


def enters_what_was_raised(clerk: Person) -> None:
    page = clerk.page
    page.goto("/visits/new/?q=秦桐立峰")
    page.locator("#choices a.choice").filter(has_text=ENTERPRISE).click()
    for n, summary in enumerate(RAISED):
        row = page.locator("details.raising").nth(n)
        row.locator("summary").click()
        clerk.field("困难是什么", within=row).fill(summary)
        clerk.field("类别", within=row).select_option("logistics")
    clerk.button("记下走访").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))


def hands_it_on_by_the_keyboard(clerk: Person) -> None:
    page = clerk.page
    page.goto("/ledger/")
    unassigned = page.locator("nav.states a").filter(has=page.locator("[data-state=unassigned]"))
    unassigned.click()
    expect(page.locator("[aria-current] [data-state=unassigned]")).to_have_text("2")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-ticked]")).to_have_text(clerk.word("已勾选 0 条").replace("0", "2"))
    clerk.looks_well()
    clerk.button("交办所勾选的").click()
    clerk.field("交给").select_option(label=BUREAU)
    clerk.button("看看会怎样").click()
    prospects = page.locator("section[aria-labelledby=prospects]")
    expect(prospects.locator("tbody tr")).to_have_count(2)
    clerk.looks_well()
    prospects.locator("form button").click()
    expect(page.locator(".toasts")).to_contain_text("2")
    unassigned.click()
    expect(page.locator("[aria-current] [data-state=unassigned]")).to_have_text("0")


def finds_it_again(clerk: Person) -> None:
    """Two characters, kept in the address and then under a name."""
    page = clerk.page
    page.goto("/ledger/")
    page.locator(".list-filters [name=q]").fill("冷藏车辆")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]q=[^&]+"))
    rows = page.locator("table.list-table tbody tr")
    expect(rows).to_have_count(2)
    acts = page.locator(".list-acts")
    acts.locator("summary").filter(has_text=clerk.word("保存视图")).click()
    clerk.field("视图名称", within=acts).fill(KEPT)
    clerk.looks_well()
    clerk.button("保存", within=acts).click()
    tab = page.locator("nav.views").get_by_role("link", name=KEPT)
    expect(tab).to_have_attribute("aria-current", "page")


def takes_it_out(clerk: Person) -> None:
    """The workbook holds what the page shows, in its order."""
    page = clerk.page
    acts = page.locator(".list-acts")
    acts.locator("summary").filter(has_text=clerk.exactly("导出")).click()
    with page.expect_download() as coming:
        clerk.button("导出 Excel", within=acts).click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    sheet = load_workbook(BytesIO(coming.value.path().read_bytes())).worksheets[0]
    said = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    shown = page.locator("table.list-table tbody th").all_inner_texts()
    assert set(shown) == set(RAISED)
    assert said >= set(RAISED)


def chooses_columns_and_order(clerk: Person) -> None:
    """Both live in the address, so that a colleague sees the same list."""
    page = clerk.page
    page.goto("/ledger/?state=all")
    head = page.locator("table.list-table thead th")
    source = head.filter(has_text=clerk.exactly("来源"))
    expect(source).to_have_count(0)
    acts = page.locator(".list-acts")
    acts.locator("summary").filter(has_text=clerk.exactly("显示哪些列")).click()
    clerk.field("来源", within=acts).check()
    clerk.looks_well()
    clerk.button("显示", within=acts).click()
    page.wait_for_url(re.compile(r"[?&]columns=source\b"))
    expect(source).to_have_count(1)
    number = head.filter(has_text=clerk.exactly("编号"))
    for turn in ("first", "last"):
        number.get_by_role("link").click()
        page.wait_for_url(re.compile(r"[?&]sort=-?number\b"))
        way = str(number.get_attribute("aria-sort"))
        shown = [int(n) for n in page.locator("tbody td.first.soft").all_inner_texts()]
        assert shown == sorted(shown, reverse=way == "descending"), turn
    expect(source).to_have_count(1)


def send(clerk: Person, content: bytes) -> None:
    clerk.page.goto("/imports/")
    clerk.page.locator("input[type=file]").set_input_files(
        FilePayload(name="链长名单.xlsx", mimeType="application/octet-stream", buffer=content)
    )
    place = clerk.page.locator("select[name=organisation]")
    if place.count():
        place.select_option(label="商洛市")
    clerk.button("上传并核对").click()
    clerk.page.wait_for_url("**/imports/waiting/**")


def is_told_what_is_wrong_with_a_workbook(clerk: Person) -> None:
    send(clerk, workbook(GOOD, BAD))
    expect(clerk.page.locator("main .note.bad")).to_be_visible()
    expect(clerk.page.locator("main")).to_contain_text(clerk.word("第 %(row)s 行") % {"row": 3})
    clerk.looks_well()
    clerk.button("放弃").click()
    clerk.page.wait_for_url("**/imports/")


def takes_a_workbook_in(clerk: Person) -> None:
    send(clerk, workbook(GOOD))
    clerk.button("写入台账").first.click()
    asked = clerk.page.locator("dialog#confirm")
    expect(clerk.button("确认写入", within=asked)).to_be_focused()
    clerk.looks_well()
    clerk.button("确认写入", within=asked).click()
    clerk.page.wait_for_url(re.compile(r"/imports/\d+/$"))
    clerk.looks_well()


def publishes(clerk: Person) -> None:
    """A draft, a second look, and then it stays as it is."""
    page = clerk.page
    page.goto("/bulletins/")
    page.locator("main ul.rows a").first.click()
    page.locator("main a[href$='/publication/']").click()
    clerk.looks_well()
    clerk.button("确认发布").click()
    page.wait_for_url(re.compile(r"/bulletins/\d+/$"))
    expect(page.locator("main .heading .state.good")).to_be_visible()
    expect(page.locator("main a[href$='/publication/']")).to_have_count(0)
    page.locator("article.document a").first.click()
    expect(page.locator("main table, main ul.rows").first).to_be_visible()
