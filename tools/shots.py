"""Which pictures are taken: for each account the pages it uses, and the states they come in."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Page, Response

from tools.sent_in import SPOILED, TIDY, leaders, ledger

Does = Callable[[Page], "Response | None"]
Window = Callable[[str, str, str], BrowserContext]

WRONG = 422
ENTERPRISE = "秦桐立峰"


@dataclass(frozen=True)
class Shot:
    """`follow`: the first such link of the address is the page. `act`: what is done there first.
    `also`: dark, paper."""

    name: str
    address: str
    follow: str = ""
    act: Does | None = None
    status: int = 200
    also: tuple[str, ...] = ()


RAISED = "/ledger/assignments/?every=1&state=open&q=冷藏车辆"
DARK, PAPER = ("dark",), ("paper",)
BOTH = (*DARK, *PAPER)


def sent(page: Page, button: str = "main form button:not([type=button])") -> Response:
    """What the page answered to a form; nothing is changed where it was wrong."""
    # the browser would not let an incomplete form go
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    with page.expect_response(lambda answer: answer.request.method == "POST") as coming:
        page.locator(button).last.click()
    page.wait_for_load_state()
    return coming.value


def wrong_password(page: Page) -> Response:
    page.fill("#id_login", "nobody")
    page.fill("#id_password", "wrong")
    return sent(page)


def stale(page: Page) -> Response:
    """A form that was left open until its cookie had gone."""
    page.fill("#id_login", "clerk")
    page.fill("#id_password", "stale")
    page.context.clear_cookies()
    return sent(page)


def opened(selector: str) -> Does:
    def act(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return act


def difficulty(page: Page) -> None:
    """The visit's form as it stands when somebody tells of a difficulty."""
    page.locator("label.choice, .touch label").nth(2).click()
    page.locator("details.raising summary").first.click()
    raised = page.locator("details.raising").first
    raised.locator("textarea, input[type=text]").first.fill("缺两台冷藏车，成品外运成本高")


def wrong_visit(page: Page) -> Response:
    difficulty(page)
    return sent(page, ".visit-form .go button")


def looked_for(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator("dialog#find input[name=q]").fill("丹凤")
    page.locator("dialog#find a[href]").first.wait_for()
    page.wait_for_load_state("networkidle")


def previewed(page: Page) -> None:
    """Handed on to the first office that the list of offices names."""
    page.locator("main select[name=organisation]").select_option(index=2)
    page.locator("main form .go button").first.click()
    page.locator("[aria-labelledby=prospects]").wait_for()


def wrong_choice(page: Page) -> Response:
    page.fill("#id_old", "not this one")
    page.fill("#id_new", "1234")
    page.fill("#id_again", "4321")
    return sent(page, "main form .go button")


def no_workbook(page: Page) -> Response:
    file = FilePayload(name="台账.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7")
    page.locator("input[type=file]").set_input_files(file)
    return sent(page, "main aside form .go button")


def slip_that(state: str) -> str:
    return f"main tr:has(:text-matches('{state}')) a[href^='/slips/']"


def matter_of(row: str) -> str:
    return f"main tbody {row} a[href^='/matters/']"


SHOTS: dict[str, list[Shot]] = {
    "": [
        Shot("sign-in", "/sign-in/", also=DARK),
        Shot("sign-in-wrong", "/sign-in/", act=wrong_password, status=200),
        Shot("404-nobody", "/nowhere/", status=404),
        Shot("403-stale", "/sign-in/", act=stale, status=403),
    ],
    "leader": [
        Shot("today-leader", "/today/", also=DARK),
        Shot("today-signing", "/today/", act=opened("li.duty a[href*='/signature/']")),
        Shot("visit-new", "/visits/new/"),
        Shot("notices", "/notices/"),
        Shot("profile", "/profile/", also=DARK),
        Shot("password", "/password/", act=wrong_choice, status=WRONG),
        Shot("design", "/design/", also=DARK),
        Shot("404", "/nowhere/", status=404),
    ],
    "liaison": [Shot("today-liaison", "/today/")],
    "handler": [
        Shot("today-handler", "/today/", also=DARK),
        Shot("slips-to-answer", "/slips/?show=to_answer"),
        Shot("slip-to-answer", "/slips/?show=to_answer", "main td a[href^='/slips/']"),
        Shot("matter-handler", "/ledger/?state=open", matter_of("")),
        Shot(
            "matter-step",
            "/ledger/?state=open",
            matter_of(""),
            act=opened("a[data-step=resolution]:visible"),
        ),
    ],
    "head": [
        Shot("today-head", "/today/"),
        Shot("subject", "/ledger/pairings/?mine=on", "main tbody a[href^='/subjects/']", also=DARK),
        Shot("officer", "/ledger/pairings/?mine=on", "main tbody a[href^='/officers/']"),
        Shot("pairing", "/ledger/pairings/?mine=on", "main tbody a[href^='/pairings/']"),
        Shot("visit-choose", "/visits/new/"),
        Shot("visit-log", "/visits/new/", "main a[href$='/visits/']", difficulty),
        Shot("visit-wrong", "/visits/new/", "main a[href$='/visits/']", wrong_visit, WRONG),
        Shot("403", "/imports/", status=403),
    ],
    "supervisor": [
        Shot("today-supervisor", "/today/"),
        Shot("slips", "/slips/"),
        Shot("slip-to-sign", "/slips/?show=to_sign", "main td a[href^='/slips/']", also=BOTH),
        Shot("slip-withdrawn", "/slips/", slip_that("已撤回|Withdrawn"), also=PAPER),
        Shot("slip-refused", "/slips/", slip_that("未认可|not accepted|Not accepted")),
        Shot("matter", "/ledger/?state=overdue", matter_of(""), also=BOTH),
        Shot("task", "/ledger/tasks/?state=all", matter_of("")),
    ],
    "danfeng-clerk": [Shot("today-county", "/today/")],
    "clerk": [
        Shot("today", "/today/", also=DARK),
        Shot("gaps-today", "/today/gaps/"),
        Shot("box", "/ledger/", act=looked_for),
        Shot("find", "/find/?q=丹凤"),
        Shot("find-nothing", "/find/?q=乌有"),
        Shot("ledger", "/ledger/?state=overdue", also=BOTH),
        Shot("ledger-open", "/ledger/"),
        Shot("ledger-none", "/ledger/?q=乌有"),
        Shot("towns", "/ledger/towns/"),
        Shot("months", "/ledger/months/", also=DARK),
        Shot("tasks", "/ledger/tasks/?state=all"),
        Shot("pairings", "/ledger/pairings/"),
        Shot("gaps", "/ledger/pairings/gaps/"),
        Shot("subjects", "/subjects/"),
        Shot("project", "/subjects/?kind=project", "main tbody a[href^='/subjects/']"),
        Shot("views", "/views/"),
        Shot("bulletins", "/bulletins/"),
        Shot("bulletin", "/bulletins/", "main a[href^='/bulletins/']", also=BOTH),
        Shot("bulletin-inside", "/bulletins/1/?internal=1"),
        Shot("figure", "/bulletins/1/figures/leaders/"),
        Shot("growth", "/bulletins/1/figures/industrial_growth/"),
        Shot("publication", "/bulletins/1/publication/"),
        Shot("imports", "/imports/"),
        Shot("import-refused", "/imports/", act=no_workbook, status=WRONG),
        Shot("import-wrong", "/imports/", link := "main a[href*='/waiting/']", also=DARK),
        Shot("import-right", "/imports/", f":nth-match({link}, 2)"),
        Shot("import-done", "/imports/", "main a[href^='/imports/']:not([href*=waiting])"),
    ],
}


# once difficulties were told of on a visit, which would change what the bulletin counts
LATER: dict[str, list[Shot]] = {
    "clerk": [
        Shot("visit", "/visits/new/", "main .rows a[href^='/visits/']"),
        Shot("assigning", RAISED),
        Shot("assigning-preview", RAISED, act=previewed),
    ],
}


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
    """Of two difficulties, which nobody has in hand yet."""
    with window("clerk", "wide", "zh") as context:
        page = context.new_page()
        page.goto(f"/visits/new/?q={ENTERPRISE}")
        page.locator("#choices a.choice").first.click()
        for n, summary in enumerate(("冷藏车辆不足两台", "冷藏车辆司机紧缺")):
            raised = page.locator("details.raising").nth(n)
            raised.locator("summary").click()
            raised.locator("input[name$=summary]").fill(summary)
            raised.locator("select[name$=category]").select_option("logistics")
        page.locator(".visit-form .go button").click()
        page.wait_for_url(re.compile(r"/visits/\d+/$"))


BROKEN: dict[str, list[Shot]] = {"clerk": [Shot("500", "/ledger/", status=500)]}


def take_apart(home: Path) -> None:
    """The last pictures of a demo: a table that the clockwork does not need is taken away."""
    with closing(sqlite3.connect(home / "baolian.sqlite3")) as database:
        database.execute("ALTER TABLE lists_savedview RENAME TO lists_gone")
        database.commit()
