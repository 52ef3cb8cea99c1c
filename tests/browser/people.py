"""Somebody at a browser of his own: account, language, width, light or dark, scripts or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from tests.browser.checks import HEIGHT, axe_finds, too_wide

PASSWORD = "baolian-demo"
PATIENCE = 30_000  # milliseconds; never a measure of speed
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
LANGUAGES = {"zh": "zh-hans", "en": "en"}
# a story is told in both; which words a page says does not depend on the database
BOTH = ("zh", pytest.param("en", marks=pytest.mark.only("sqlite")))
# refusals are answers of ours; a document or a part of one may be told 403, 404, 409 or 422
PAGES = {"document", "xhr", "fetch"}
POLICY = """addEventListener('securitypolicyviolation', (event) => console.error(
  `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""


@dataclass(frozen=True)
class Look:
    lang: Literal["zh", "en"] = "zh"
    width: int = 1440
    scheme: Literal["light", "dark"] = "light"
    scripts: bool = True


class Person:
    """`page` is his window; `complaints` is what the browser said about our pages."""

    def __init__(
        self, browser: Browser, site: str, look: Look, cookies: list[dict[str, Any]] | None = None
    ) -> None:
        self.site, self.look = site, look
        self.complaints: list[str] = []
        self.context = browser.new_context(
            base_url=site,
            viewport={"width": look.width, "height": HEIGHT},
            has_touch=look.width < 600,
            locale=LOCALES[look.lang],
            color_scheme=look.scheme,
            reduced_motion="reduce",
            java_script_enabled=look.scripts,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(POLICY)
        if cookies:
            self.context.add_cookies(cookies)  # type: ignore[arg-type]
        self.page = self.opened()

    def opened(self) -> Page:
        page = self.context.new_page()
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("response", self.weigh)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def weigh(self, answer: Response) -> None:
        kind = answer.request.resource_type
        if answer.status >= 500 or (answer.status >= 400 and kind not in PAGES):
            self.complaints.append(f"{answer.status}: {answer.url}")

    def close(self) -> None:
        self.context.close()

    # -- words: looked up by the sentence of the source, as the pages do -------------------------

    def word(self, words: str, context: str = "") -> str:
        with translation.override(LANGUAGES[self.look.lang]):
            if context:
                return translation.pgettext(context, words)
            return translation.gettext(words)

    def exactly(self, words: str, context: str = "") -> re.Pattern[str]:
        return re.compile(rf"^\s*{re.escape(self.word(words, context))}\s*$")

    # -- what he does ---------------------------------------------------------------------------

    def sign_in(self, account: str) -> None:
        self.page.goto("/sign-in/")
        self.page.locator("#id_login").fill(account)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("main form button").click()
        self.page.wait_for_url("**/today/")

    def finds(self, typed: str, words: str) -> None:
        """With the command box, and goes there."""
        self.page.keyboard.press("Control+k")
        self.page.keyboard.type(typed)
        hit = self.page.locator("#find .found a").filter(has_text=words).first
        with self.page.expect_navigation():
            hit.click()

    def button(self, words: str, context: str = "", within: Locator | None = None) -> Locator:
        where = within or self.page.locator("main")
        return where.get_by_role("button", name=self.exactly(words, context))

    def link(self, words: str, context: str = "", within: Locator | None = None) -> Locator:
        where = within or self.page.locator("main")
        return where.get_by_role("link", name=self.exactly(words, context))

    def field(self, words: str, within: Locator | None = None) -> Locator:
        """By its label; what stands behind the words, such as 必填, is part of the label."""
        where = within or self.page.locator("main")
        return where.get_by_label(re.compile(rf"^\s*{re.escape(self.word(words))}"))

    def duty(self, words: str) -> Locator:
        """The first line of Today that says this."""
        return self.same(self.page.locator("li.duty").filter(has_text=words))

    def offered(self, step: str) -> Locator:
        """The first line of Today that offers this step."""
        name = re.compile(f"^{self.word(step, 'step')}")
        lines = self.page.locator("li.duty")
        return self.same(lines.filter(has=self.page.get_by_role("link", name=name)))

    def same(self, lines: Locator) -> Locator:
        """A line stays the same when its words change."""
        return self.page.locator(f"#{lines.first.get_attribute('id')}")

    def step(self, line: Locator, words: str) -> Locator:
        """The next step that a line of Today offers; its name goes on with what it is about."""
        return line.get_by_role("link", name=re.compile(f"^{self.word(words, 'step')}"))

    # -- what he may never meet -----------------------------------------------------------------

    def looks_well(self) -> None:
        """As it stands now: with this form open, with these errors, with this dialog."""
        found = [*axe_finds(self.page), *too_wide(self.page)]
        assert not found, "\n".join([self.page.url, *found])

    def has_no_complaint(self) -> None:
        assert not self.complaints, "\n".join(self.complaints)
