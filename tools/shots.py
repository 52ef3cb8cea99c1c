"""Which pictures are taken: for each account the pages it uses, and the states they come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page, Response

Does = Callable[[Page], "Response | None"]

WRONG = 422


@dataclass(frozen=True)
class Shot:
    """`follow`: the first such link of the address is the page, which tests/test_access.py calls
    `page`. `act`: what is done there first. `also`: dark, paper."""

    name: str
    address: str
    follow: str = ""
    act: Does | None = None
    status: int = 200
    also: tuple[str, ...] = ()
    page: str = ""


RAISED = "/ledger/assignments/?every=1&state=open&q=冷藏车辆"
# more words than an address may have
ENDLESS = "/ledger/?" + "q&" * 1001
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
    page.locator("main select[name=to]").select_option(index=2)
    page.locator("main form .go button").first.click()
    page.locator("[aria-labelledby=prospects]").wait_for()


def wrong_choice(page: Page) -> Response:
    page.fill("#id_old", "not this one")
    page.fill("#id_new", "1234")
    page.fill("#id_again", "4321")
    return sent(page, "main form .go button")


def too_often(page: Page) -> Response:
    """A password that is guessed at."""
    answer = wrong_choice(page)
    while answer.status == WRONG:
        answer = wrong_choice(page)
    return answer


def no_workbook(page: Page) -> Response:
    file = FilePayload(name="台账.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7")
    page.locator("input[type=file]").set_input_files(file)
    return sent(page, "main aside form .go button")


def slip_that(state: str) -> str:
    return f"main tr:has(:text-matches('{state}')) a[href^='/slips/']"


def step_of(slug: str) -> str:
    """The address of a step of Today, which is a page of its own without scripts."""
    return f"li.duty :is(a[href*='/{slug}/'], form[action*='/{slug}/'])"


def matter_of(row: str) -> str:
    return f"main tbody {row} a[href^='/matters/']"


WAITING = "main a[href*='/waiting/']"
SUBJECT = "main tbody a[href^='/subjects/']"
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
        Shot("design-records", "/design/?show=records", also=DARK),
        Shot("design-meetings", "/design/?show=meetings", also=DARK),
        Shot("design-charts", "/design/?show=charts", also=DARK),
        Shot("400", ENDLESS, status=400),
        Shot("404", "/nowhere/", status=404),
    ],
    "liaison": [Shot("today-liaison", "/today/")],
    "handler": [
        Shot("today-handler", "/today/", also=DARK),
        Shot("today-lately", "/today/lately/"),
        Shot("today-receipt", "/today/", step_of("receipt"), page="today-matter-receipt"),
        Shot("today-reply", "/today/", step_of("reply"), page="today-slip-reply"),
        Shot("slips-to-answer", "/slips/?show=to_answer"),
        Shot("slip-to-answer", "/slips/?show=to_answer", "main td a[href^='/slips/']", page="slip"),
        Shot("matter-handler", "/ledger/?state=open", matter_of(""), page="matter"),
        Shot(
            "matter-step",
            "/ledger/?state=open",
            matter_of(""),
            act=opened("a[data-step=resolution]:visible"),
            page="matter",
        ),
    ],
    "head": [
        Shot("today-head", "/today/"),
        Shot("subject", "/ledger/pairings/?mine=on", SUBJECT, also=DARK, page="subject"),
        Shot(
            "officer",
            "/ledger/pairings/?mine=on",
            "main tbody a[href^='/officers/']",
            page="officer",
        ),
        Shot(
            "pairing",
            "/ledger/pairings/?mine=on",
            "main tbody a[href^='/pairings/']",
            page="pairing",
        ),
        Shot("visit-choose", "/visits/new/"),
        Shot(
            "visit-log",
            "/visits/new/",
            "main a[href$='/visits/']",
            difficulty,
            page="subject-visits",
        ),
        Shot(
            "visit-wrong",
            "/visits/new/",
            "main a[href$='/visits/']",
            wrong_visit,
            WRONG,
            page="subject-visits",
        ),
        Shot("403", "/imports/", status=403),
    ],
    "supervisor": [
        Shot("today-supervisor", "/today/"),
        Shot("today-signature", "/today/", step_of("signature"), page="today-slip-signature"),
        Shot("slips", "/slips/"),
        Shot(
            "slip-to-sign",
            "/slips/?show=to_sign",
            "main td a[href^='/slips/']",
            also=BOTH,
            page="slip",
        ),
        Shot("slip-withdrawn", "/slips/", slip_that("已撤回|Withdrawn"), also=PAPER, page="slip"),
        Shot("slip-refused", "/slips/", slip_that("未认可|not accepted|Not accepted"), page="slip"),
        Shot("matter", "/ledger/?state=overdue", matter_of(""), also=BOTH, page="matter"),
        Shot("task", "/ledger/tasks/?state=all", matter_of(""), page="matter"),
    ],
    "danfeng-clerk": [Shot("today-county", "/today/")],
    "counter": [Shot("429", "/password/", act=too_often, status=429)],
    "system": [Shot("today-system", "/today/", also=DARK)],
    "security": [Shot("today-security", "/today/")],
    "audit": [Shot("today-audit", "/today/")],
    "clerk": [
        Shot("today", "/today/", also=DARK),
        Shot("today-keeping", "/today/keeping/"),
        Shot("box", "/ledger/", act=looked_for),
        Shot("find", "/find/?q=丹凤"),
        Shot("find-nothing", "/find/?q=乌有"),
        Shot("ledger", "/ledger/?state=overdue", also=BOTH),
        Shot("ledger-open", "/ledger/"),
        Shot("ledger-none", "/ledger/?q=乌有"),
        Shot("towns", "/ledger/towns/"),
        Shot("months", "/ledger/months/", also=DARK),
        Shot("offers", "/ledger/offers/?field=organisation"),
        Shot("tasks", "/ledger/tasks/?state=all"),
        Shot("task-towns", "/ledger/tasks/towns/"),
        Shot("task-offers", "/ledger/tasks/offers/?field=organisation"),
        Shot("task-months", "/ledger/tasks/months/"),
        Shot("pairings", "/ledger/pairings/"),
        Shot("gaps", "/ledger/pairings/gaps/"),
        Shot("subjects", "/subjects/"),
        Shot("project", "/subjects/?state=project", SUBJECT, page="subject"),
        Shot("reading", "/readings/1/"),
        Shot("views", "/views/"),
        Shot("meetings", "/meetings/"),
        Shot("meetings-held", "/meetings/?show=held"),
        Shot("meeting-new", "/meetings/new/"),
        Shot("meeting", "/meetings/?show=held", "main .rows a[href^='/meetings/']", page="meeting"),
        Shot("bulletins", "/bulletins/"),
        Shot("bulletin", "/bulletins/", "main a[href^='/bulletins/']", also=BOTH, page="bulletin"),
        Shot("bulletin-inside", "/bulletins/1/?internal=1"),
        Shot("figure", "/bulletins/1/figures/leaders/"),
        Shot("growth", "/bulletins/1/figures/industrial_growth/"),
        Shot("publication", "/bulletins/1/publication/"),
        Shot("imports", "/imports/"),
        Shot("import-refused", "/imports/", act=no_workbook, status=WRONG),
        Shot("import-wrong", "/imports/", WAITING, also=DARK, page="import-waiting"),
        Shot("import-right", "/imports/", f":nth-match({WAITING}, 2)", page="import-waiting"),
        Shot(
            "import-done",
            "/imports/",
            "main a[href^='/imports/']:not([href*=waiting])",
            page="import",
        ),
    ],
}


# once difficulties were told of on a visit, which would change what the bulletin counts
LATER: dict[str, list[Shot]] = {
    "leader": [
        Shot("today-contact", "/today/", step_of("contact"), page="today-matter-contact"),
        Shot(
            "today-extension",
            "/today/",
            step_of("extension-decision"),
            page="today-matter-extension-decision",
        ),
    ],
    "handler": [
        Shot(
            "today-acknowledgement",
            "/today/",
            step_of("acknowledgement"),
            page="today-slip-acknowledgement",
        ),
    ],
    "danfeng-clerk": [
        Shot(
            "today-confirmation",
            "/today/",
            step_of("confirmation"),
            page="today-matter-confirmation",
        ),
    ],
    "clerk": [
        Shot("visit", "/visits/new/", "main .rows a[href^='/visits/']", page="visit"),
        Shot("today-assignment", "/today/", step_of("assignment"), page="today-matter-assignment"),
        Shot("assigning", RAISED),
        Shot("assigning-preview", RAISED, act=previewed),
        Shot("assigning-tasks", "/ledger/tasks/assignments/?every=1&state=open"),
    ],
}


UNREAD: dict[str, list[Shot]] = {
    "clerk": [Shot("import-unread", "/imports/", WAITING, status=WRONG, page="import-waiting")]
}


BROKEN: dict[str, list[Shot]] = {"clerk": [Shot("500", "/ledger/", status=500)]}
