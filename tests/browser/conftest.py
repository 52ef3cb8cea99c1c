"""A browser, a site to look at and sites to work on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser import atlas as atlases
from tests.browser.atlas import Atlas
from tests.browser.chromium import FLAGS, chromium
from tests.browser.people import PATIENCE, Look, Person
from tests.browser.serving import served
from tests.demos import Demo, copied, made_once, shared_folder


@pytest.fixture(scope="package")
def play() -> Iterator[Playwright]:
    chromium()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="package")
def browser(play: Playwright) -> Iterator[Browser]:
    launched = play.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture(scope="package")
def looked_through(
    play: Playwright, built: Demo, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Demo, Atlas]:
    """A busy copy of the demo, and what there is to see in it: made by one worker for all."""
    folder = shared_folder(tmp_path_factory) / "busy"

    def explored() -> str:
        with copied(built, folder) as demo, served(demo) as site:
            return atlases.to_text(atlases.drawn(play, site))

    text = made_once(folder, explored)
    busy = Demo(built.env | {"BAOLIAN_HOME": str(folder)}, folder, str(folder / "baolian.sqlite3"))
    return busy, atlases.from_text(text)


@pytest.fixture(scope="package")
def atlas(looked_through: tuple[Demo, Atlas]) -> Atlas:
    return looked_through[1]


@pytest.fixture(scope="package")
def site(
    looked_through: tuple[Demo, Atlas], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """To be looked at: nobody writes to it."""
    home = tmp_path_factory.mktemp("seen") / "copy"
    with copied(looked_through[0], home) as demo, served(demo) as address:
        yield address


@pytest.fixture
def own_site(built: Demo, tmp_path: Path) -> Iterator[str]:
    """To be worked on: the demo as it was built."""
    with copied(built, tmp_path / "own") as demo, served(demo) as address:
        yield address


@pytest.fixture
def somebody(browser: Browser, own_site: str) -> Iterator[Callable[..., Person]]:
    """Signs an account in, at a window that looks as asked; nobody may have had a complaint."""
    people: list[Person] = []

    def signed_in(account: str, **look: object) -> Person:
        person = Person(browser, own_site, Look(**look))  # type: ignore[arg-type]
        people.append(person)
        person.sign_in(account)
        return person

    yield signed_in
    for person in people:
        person.close()
    for person in people:
        person.has_no_complaint()
