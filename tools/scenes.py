"""What is done to a demo before its pictures are taken, so that there is something to see."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Page

from tools.sent_in import SPOILED, TIDY, leaders, ledger
from tools.shots import matter_of

Window = Callable[[str, str, str], BrowserContext]
ENTERPRISE = "秦桐立峰"


def prepare(window: Window) -> None:
    """So that there is something to see: a list kept under a name, and three workbooks sent in, of
    which one is written."""
    with window("clerk", "wide", "zh") as context:
        page = context.new_page()
        keep(page, "/ledger/?state=overdue", "逾期的")
        keep(page, "/ledger/?state=open&sort=-due", "最近到期")
        write(page)
        send(page, "困难问题台账（6月初稿）.xlsx", ledger(SPOILED, 3))
        send(page, "困难问题台账（6月）.xlsx", ledger(TIDY, 2))


def keep(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.locator(".list-acts details:has([name=name]) summary").click()
    page.locator(".list-acts [name=name]").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def send(page: Page, name: str, content: bytes) -> None:
    page.goto("/imports/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = FilePayload(name=name, mimeType=kind, buffer=content)
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main aside select[name=organisation]").select_option(label="商洛市")
    page.locator("main aside form .go button").click()
    page.wait_for_url("**/imports/waiting/**", timeout=120_000)


def write(page: Page) -> None:
    send(page, "链长名单.xlsx", leaders())
    page.locator(".heading-acts [data-opens=confirm]").click()
    page.locator("dialog#confirm form button").first.click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"), timeout=120_000)


def tell(window: Window) -> None:
    """Of difficulties that nobody has in hand yet; and what others do besides, so that each kind of
    step stands on somebody's Today."""
    with window("clerk", "wide", "zh") as context:
        visit(context.new_page(), "冷藏车辆不足两台", "冷藏车辆司机紧缺")
    with window("leader", "wide", "zh") as context:
        visit(context.new_page(), "冷库用电容量不够")
    with window("supervisor", "wide", "zh") as context:
        taken(context.new_page(), "/slips/?show=to_sign", "main td a[href^='/slips/']", "signature")
    with window("handler", "wide", "zh") as context:
        taken(context.new_page(), "/ledger/?state=open", matter_of(""), "resolution")
        more_time(context.new_page())


def visit(page: Page, *summaries: str) -> None:
    page.goto(f"/visits/new/?q={ENTERPRISE}")
    page.locator("#choices a.choice").first.click()
    for n, summary in enumerate(summaries):
        raised = page.locator("details.raising").nth(n)
        raised.locator("summary").click()
        raised.locator("input[name$=summary]").fill(summary)
        raised.locator("select[name$=category]").select_option("logistics")
    page.locator(".visit-form .go button").click()
    page.wait_for_url(re.compile(r"/visits/\d+/$"))


def taken(page: Page, listed: str, link: str, step: str) -> None:
    """A step on the page of the first thing of a list."""
    page.goto(listed)
    thing = page.locator(link).first.get_attribute("href")
    page.goto(f"{thing}?step={step}")
    form = page.locator(f"form[action$='/{step}/']")
    if form.locator("[name=outcome]").count():
        form.locator("[value=solved]").first.check()
    form.locator("button").first.click()
    page.wait_for_load_state()


def more_time(page: Page) -> None:
    """Asked for what is due last: of what is late it would not be taken any more."""
    page.goto("/ledger/tasks/?state=open&sort=-due")
    thing = page.locator(matter_of("")).first.get_attribute("href")
    page.goto(f"{thing}?step=extension")
    form = page.locator("form[action$='/extension/']")
    form.locator("[name=units]").fill("3")
    form.locator("[name=reason]").fill("车辆本月下旬到位")
    form.locator("button").first.click()
    page.wait_for_load_state()


def spoil(home: Path) -> None:
    """What waits to be confirmed cannot be read any more."""
    for book in (home / "uploads").glob("*/book.*"):
        book.write_bytes(b"no workbook")


def take_apart(home: Path) -> None:
    """The last pictures of a demo: a table that the clockwork does not need is taken away."""
    with closing(sqlite3.connect(home / "baolian.sqlite3")) as database:
        database.execute("ALTER TABLE lists_savedview RENAME TO lists_gone")
        database.commit()
