"""Which pages there are for whom: found by following links, as people find them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any, cast
from urllib.parse import parse_qs, urljoin, urlsplit
from zlib import crc32

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Playwright

from baolian.routines.charts.fonts import chinese_fonts
from tests.browser.people import Look
from tests.browser.workbooks import BAD, GOOD, MISSPELT, RAISING, workbook
from tests.effort import LONG

# accounts of the demo, one of every role; "" has not signed in
CAST = (
    "clerk", "supervisor", "leader", "liaison", "head", "handler", "counter", "monitor",
    "system", "security", "audit", "",
)  # fmt: skip
# a second clerk, of the county below, who has work for the others
OTHER = "danfeng-clerk"
# these tell everybody something else: every account looks at them
OF_EACH = {"today", "matter", "slip"}
# what is not there, or not for one's eyes, is a page too
NOWHERE = "/nowhere/"
EVERYWHERE = ["/today/", "/find/?q=丹凤", NOWHERE]
DOORS = ["/sign-in/", NOWHERE]
# what a page shows depends on these words of its address; other filters only make lists shorter
MARKS = ("step", "show", "internal", "when", "q")
# so many addresses of one kind are known to an account
KEPT = 3

# each pair of language, darkness and width occurs in one of these
LOOKS = (
    Look("zh", 360, "light"),
    Look("en", 1440, "light"),
    Look("zh", 1440, "dark"),
    Look("en", 360, "dark"),
)


class Reading(HTMLParser):
    """The links of a page, and its forms with what already stands in them; of a list to choose
    from, the first choice.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and has.get("href", "#")[:1] not in ("#", ""):
            self.links.append(has["href"])
        if tag == "form":
            self.forms.append((has.get("action", ""), {}))
        if tag == "input" and self.forms and has.get("type") == "hidden":
            self.forms[-1][1][has["name"]] = has.get("value", "")
        if tag == "select":
            self.select = has.get("name", "")
        if tag == "option" and self.forms and has.get("value"):
            self.forms[-1][1].setdefault(self.select, has["value"])


@dataclass
class Account:
    """Somebody without a window: he reads pages and sends forms."""

    api: APIRequestContext
    name: str
    found: dict[str, list[str]] = field(default_factory=dict)
    # where to begin, besides Today
    starts: list[str] = field(default_factory=list)
    # links that led to nothing: page, link, answer
    dead: list[str] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)

    def sign_in(self) -> None:
        if self.name:
            typed = {"login": self.name, "password": "baolian-demo"}
            assert self.send("/sign-in/", "/sign-in/", **typed).endswith("/today/")

    def send(self, page: str, action: str, /, **typed: Any) -> str:
        """Fill in the form of the page that goes to `action`; the address of what came of it."""
        forms = Reading(self.api.get(page).text()).forms
        hidden = next(hidden for to, hidden in forms if to in (action, "") and hidden)
        multipart = cast("dict[str, Any]", hidden | typed)
        answer = self.api.post(action, multipart=multipart, max_redirects=5)
        assert answer.ok, f"{action}: {answer.status}"
        return urlsplit(answer.url).path

    def first(self, page: str, begins: str) -> str:
        """The first thing of this kind that the page leads to."""
        thing = re.compile(rf"{begins}\d+/$")
        return next(link for link in Reading(self.api.get(page).text()).links if thing.match(link))

    def explore(self) -> None:
        """Follow the links of the first page of each kind; the others are only noted."""
        waiting = [*self.starts, *(EVERYWHERE if self.name else DOORS)]
        met: set[str] = set()
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            paths = self.found.get(kind, [])
            if not kind or path in met or len(paths) >= KEPT:
                continue
            met.add(path)
            is_new = not paths and "?q=" not in kind
            links = self.links_of(path) if is_new else []
            if links or not is_new:
                self.found.setdefault(kind, []).append(path)
                waiting += links

    def links_of(self, path: str) -> list[str]:
        """None for what is no page of its own: a file, numbers, an address that leads elsewhere.
        A form whose address shows it on a page of its own leads there too.
        """
        answer = self.api.get(path, max_redirects=5)
        self.answers[path] = answer.status
        is_page = "html" in answer.headers.get("content-type", "")
        is_there = answer.ok or path == NOWHERE
        if not (is_page and is_there) or path_of(answer.url) != path_of(path):
            return []
        read = Reading(answer.text())
        self.try_links(path, [urljoin(path, link) for link in read.links if is_ours(link)])
        ways = [*read.links, *(to for to, _hidden in read.forms if to)]
        return [urljoin(path, way) for way in ways if is_ours(way)]

    def try_links(self, page: str, links: list[str]) -> None:
        """Of each kind that the page leads to, one that was not opened before. A page links only
        what its reader may see, and what that is depends on the page: a chain on a project's.
        """
        kinds: set[str] = set()
        for link in dict.fromkeys(links):
            kind = kind_of(link)
            if link not in self.answers and kind not in kinds:
                kinds.add(kind)
                self.answers[link] = self.api.get(link, max_redirects=5).status
            if self.answers.get(link, 200) >= 400 and link != NOWHERE and not lacks_font(link):
                self.dead.append(f"{self.name} {page} -> {link}: {self.answers[link]}")


def is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc


def lacks_font(link: str) -> bool:
    """A PDF, on a machine that has no Chinese font to print it in: its reader is told so."""
    return path_of(link).endswith(".pdf") and next(chinese_fonts(), None) is None


def path_of(address: str) -> str:
    return urlsplit(address).path


def kind_of(address: str) -> str:
    """The name of the page, with the words that make it another one; empty for what is none."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).url_name or ""
    except Resolver404:
        return "nowhere" if parts.path == NOWHERE else ""
    asked = parse_qs(parts.query)
    marks = [f"{mark}={asked[mark][0]}" for mark in MARKS if mark in asked]
    return "?".join(filter(None, [name, "&".join(marks)]))


@dataclass(frozen=True)
class Stop:
    kind: str
    path: str
    look: Look


@dataclass(frozen=True)
class Atlas:
    """`found`: account, kind of page, its addresses. `cookies`: of accounts that signed in.
    `dead`: links of ours that could not be opened."""

    found: dict[str, dict[str, list[str]]]
    cookies: dict[str, list[dict[str, Any]]]
    dead: list[str]

    def kinds(self) -> set[str]:
        return {kind for kinds in self.found.values() for kind in kinds}

    def names(self) -> set[str]:
        return {kind.partition("?")[0] for kind in self.kinds()}

    def of(self, account: str) -> list[Stop]:
        """What this account is to look at, and how; grouped by looks."""
        stops = [stop for kind in sorted(self.kinds()) for stop in self.share(account, kind)]
        return sorted(stops, key=lambda stop: LOOKS.index(stop.look))

    def share(self, account: str, kind: str) -> Iterator[Stop]:
        """Together they see each page in every look; those that every account sees otherwise, every
        account. A page that differs from another only by a word of its address is seen by one.
        """
        seers = [who for who in CAST if kind in self.found[who]]
        if account not in seers:
            return
        if LONG:
            yield from (Stop(kind, self.found[account][kind][0], look) for look in LOOKS)
            return
        rounds = max(len(seers), len(LOOKS)) if kind in OF_EACH else len(LOOKS)
        rounds = 1 if "?" in kind else rounds
        turn = crc32(kind.encode())
        for n in range(rounds):
            if seers[(turn + n) % len(seers)] == account:
                paths = self.found[account][kind]
                yield Stop(kind, paths[n % len(paths)], LOOKS[(turn + n) % len(LOOKS)])


def drawn(play: Playwright, site: str) -> Atlas:
    accounts = {
        name: Account(play.request.new_context(base_url=site), name) for name in (*CAST, OTHER)
    }
    for account in accounts.values():
        account.sign_in()
    make_busy(accounts["clerk"], accounts.pop(OTHER))
    make_wait(accounts)
    found, cookies, dead = {}, {}, []
    for name, account in accounts.items():
        account.explore()
        dead += account.dead
        found[name], cookies[name] = account.found, list(account.api.storage_state()["cookies"])
        account.api.dispose()
    return Atlas(found, cast("dict[str, list[dict[str, Any]]]", cookies), dead)


def make_busy(clerk: Account, other: Account) -> None:
    """So that there is something to see: a bulletin published and one drafted, a kept view, a
    workbook sent in with an error, and one that is asked about.
    """
    june = next(
        link for link in Reading(clerk.api.get("/bulletins/").text()).links if "/1/" in link
    )
    clerk.send(f"{june}publication/", f"{june}publication/")
    # the newest of the list was published, and only the first of a kind is followed further
    clerk.starts.append(other.send("/bulletins/", "/bulletins/", month="2022-06"))
    clerk.send("/ledger/", "/views/", name="逾期的", query="state=overdue")
    chains, raised = workbook(GOOD, BAD), workbook(MISSPELT, headings=RAISING)
    for name, content in (("链长名单.xlsx", chains), ("困难台账.xlsx", raised)):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        clerk.send("/imports/", "/imports/", file=file)


def make_wait(people: dict[str, Account]) -> None:
    """So that each kind of step stands on somebody's Today: a difficulty that nobody was given or
    has rung about, one resolved that the enterprise was not asked about, one for which more time is
    asked, a slip that nobody has acknowledged, and a draft.
    """
    visits = people["leader"].first("/find/?q=秦桐立峰&kind=subject", "/subjects/") + "visits/"
    rows = {f"difficulty{n}-{name}": "" for n in (1, 2) for name in ("category", "organisation")}
    raised = {"difficulty0-summary": "缺两台冷藏车", "difficulty0-organisation": ""}
    people["leader"].send(visits, visits, visited_on="2022-06-30", **raised, **rows)
    supervisor, handler = people["supervisor"], people["handler"]
    draft = supervisor.first("/slips/?show=to_sign", "/slips/")
    supervisor.send(draft, f"{draft}signature/")
    matter = handler.first("/today/", "/matters/")
    handler.send(f"{matter}?step=resolution", f"{matter}resolution/", outcome="solved")
    # of what is late, no more time is asked for
    matter = handler.first("/ledger/tasks/?state=open", "/matters/")
    more = {"units": "3", "reason": "车辆本月下旬到位"}
    handler.send(f"{matter}?step=extension", f"{matter}extension/", **more)
    matter = supervisor.first("/ledger/", "/matters/")
    supervisor.send(f"{matter}?step=slips", f"{matter}slips/", reason="企业两次来电催办")
    # readings are of projects, and the first subjects that one meets are enterprises
    people["clerk"].starts.append(people["clerk"].first("/subjects/?q=钒材料", "/subjects/"))


def to_text(atlas: Atlas) -> str:
    return json.dumps(asdict(atlas), ensure_ascii=False)


def from_text(text: str) -> Atlas:
    return Atlas(**json.loads(text))
