"""Charts in Chromium under the strict policy: drawn, readable on a phone, in both themes."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, sync_playwright

from baolian.faces.parts import vega
from tests.browser.chromium import FLAGS, chromium
from tests.office import NOW
from tests.world import World

pytestmark = pytest.mark.browser
# an origin that a browser trusts; every request of it is answered by `given`
HOST = "http://localhost:9"
TELL = """addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KINDS = 5


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # the browser's loop runs in this thread while Django's database is asked, never both at once
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        launched = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield launched
        launched.close()


class Shown:
    """The page of samples as Django answered it, shown by a browser that reaches nothing else."""

    def __init__(self, world: World, browser: Browser, lang: str) -> None:
        client = Client(headers={"accept-language": lang})
        client.force_login(world.xu)
        self.answer = client.get(reverse("design"), {"show": "charts"})
        assert self.answer.status_code == 200
        self.browser = browser
        self.complaints: list[str] = []

    def at(self, width: int, **how: Any) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800}, **how)
        page = context.new_page()
        page.add_init_script(TELL)
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self.given)
        page.goto(f"{HOST}/design/")
        return page

    def given(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        if path == "/design/":
            headers = dict(self.answer.headers)
            route.fulfill(status=200, headers=headers, body=self.answer.content)
        elif file := finders.find(path.removeprefix("/static/")):
            kind = mimetypes.guess_type(path)[0] or ""
            route.fulfill(status=200, content_type=kind, body=Path(file).read_bytes())
        else:
            route.abort()


@pytest.fixture(params=["zh-hans", "en"])
def shown(world: World, settings: Any, browser: Browser, request: pytest.FixtureRequest) -> Shown:
    settings.FIXED_CLOCK, settings.DEMO = NOW, True
    vega.ensure()
    return Shown(world, browser, request.param)


def drawn(page: Page) -> int:
    """Goes to each figure, as a reader does; how many were drawn."""
    figures = page.locator("[data-chart]")
    for place in range(figures.count()):
        figures.nth(place).scroll_into_view_if_needed()
        page.wait_for_selector(f"[data-chart][data-drawn] >> nth={place}", state="attached")
    return page.locator("[data-drawn] svg.marks").count()


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("width", [1440, 360, 320])
def test_every_chart_is_drawn_and_nobody_complains(shown: Shown, width: int) -> None:
    page = shown.at(width)
    assert drawn(page) == KINDS
    assert shown.complaints == []
    assert not is_too_wide(page)
    for box in page.locator(".chart-frame svg.marks").all():
        assert (box.bounding_box() or {"width": 0})["width"] <= width
    # the table is folded away, and comes back on paper
    assert page.locator("details.behind[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.behind[open]").count() == KINDS


def test_a_chart_takes_the_colours_of_its_page(shown: Shown) -> None:
    page = shown.at(1440, color_scheme="light")
    drawn(page)
    bar = page.locator(".chart-frame .mark-rect path").first
    fill = "element => getComputedStyle(element).fill"
    assert bar.evaluate(fill) == "rgb(47, 102, 144)"
    page.emulate_media(color_scheme="dark")
    assert bar.evaluate(fill) == "rgb(127, 178, 220)"
    page.emulate_media(media="print")
    assert bar.evaluate(fill) == "rgb(47, 102, 144)"


@pytest.mark.parametrize(
    ("shown", "scheme"), [("zh-hans", "light"), ("en", "dark")], indirect=["shown"]
)
def test_axe_finds_nothing(shown: Shown, scheme: Any) -> None:
    page = shown.at(360, color_scheme=scheme)
    drawn(page)
    page.locator("details.behind > summary").first.click()
    only = {"runOnly": {"type": "tag", "values": RULES}}
    found = Axe().run(page, context=".chart-frame", options=only)
    assert found.violations_count == 0, found.generate_report()


def test_without_scripts_the_tables_stand_open(shown: Shown) -> None:
    page = shown.at(360, java_script_enabled=False)
    tables = page.locator("details.behind[open] table")
    assert tables.count() == KINDS
    assert all(table.is_visible() for table in tables.all())
    assert page.locator(".drawing:visible").count() == 0
    wide = [f.bounding_box() or {"width": 0} for f in page.locator(".chart-frame").all()]
    assert max(box["width"] for box in wide) <= 360


def test_when_it_cannot_be_drawn_the_table_stays(shown: Shown) -> None:
    vegas = f"**/made/{vega.name()}"
    page = shown.at(360)
    page.route(vegas, lambda route: route.abort())
    page.reload()
    page.wait_for_timeout(500)
    assert page.locator("details.behind[open]").count() == KINDS
    assert page.locator(".drawing:visible").count() == 0
    assert not is_too_wide(page)
