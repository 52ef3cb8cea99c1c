"""Pictures of every page, to be looked at: two widths, two languages, some dark or on paper.

    python -m tools.screenshots                        a demo of its own, thrown away at the end
    python -m tools.screenshots http://127.0.0.1:8000  a running demo; something is written to it
    python -m tools.screenshots --only ledger,matter --screen

Needs Chromium; BAOLIAN_CHROMIUM names it when it lies elsewhere.
"""

import argparse
import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from tools.scenes import prepare, spoil, take_apart, tell
from tools.shots import BROKEN, LATER, SHOTS, UNREAD, Shot

CHROMIUM = os.environ.get("BAOLIAN_CHROMIUM", "/usr/bin/chromium")
# a browser in a container has no user namespace and little shared memory
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WIDTHS = {"wide": (1440, 900), "narrow": (360, 740)}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
PASSWORD = "baolian-demo"  # noqa: S105 - the demo's, printed by the demo
COMMAND = [sys.executable, "-m", "baolian.faces.cli.main"]
PAPER: ViewportSize = {"width": 794, "height": 1123}  # A4 at 96 dots an inch
PATIENCE = 180.0  # seconds


class Camera:
    """Takes what is asked for into a folder; says each file, and what is wrong with the page."""

    def __init__(self, browsers: dict[str, Browser], site: str, asked: argparse.Namespace) -> None:
        self.browsers, self.site, self.asked = browsers, site, asked
        self.signed_in: dict[str, list[dict[str, str]]] = {}

    def window(self, account: str, width: str, lang: str, scheme: str = "light") -> BrowserContext:
        w, h = WIDTHS[width]
        context = self.browsers[lang].new_context(
            viewport={"width": w, "height": h},
            locale=LANGUAGES[lang],
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            has_touch=width == "narrow",
            base_url=self.site,
        )
        context.set_default_timeout(15_000)
        if account:
            self.sign_in(context, f"{account}-{lang}", account)
        return context

    def sign_in(self, context: BrowserContext, key: str, account: str) -> None:
        if key not in self.signed_in:
            page = context.new_page()
            page.goto("/sign-in/")
            page.fill("#id_login", account)
            page.fill("#id_password", PASSWORD)
            page.click("main form button")
            page.wait_for_url("**/today/")
            self.signed_in[key] = context.cookies()  # type: ignore[assignment]
            page.close()
        context.add_cookies(self.signed_in[key])  # type: ignore[arg-type]

    def take(self, shots: dict[str, list[Shot]]) -> None:
        for width in self.asked.width:
            for lang in self.asked.lang:
                for account, of_account in shots.items():
                    for line in self.series(account, width, lang, of_account):
                        print(line, flush=True)

    def series(self, account: str, width: str, lang: str, shots: list[Shot]) -> Iterator[str]:
        wanted = [shot for shot in shots if not self.asked.only or shot.name in self.asked.only]
        for look in ("light", "dark", "paper"):
            seen = [shot for shot in wanted if look == "light" or look in shot.also]
            # in one language, for the eye that judges colours and margins
            is_one = look == "light" or (lang == "zh" and (look, width) != ("paper", "narrow"))
            if seen and is_one:
                with self.window(account, width, lang, look) as context:
                    for shot in seen:
                        yield self.taken(context, shot, f"{width}-{lang}", look)

    def taken(self, context: BrowserContext, shot: Shot, where: str, look: str) -> str:
        """One window a picture: what was typed for the last one does not matter."""
        name = f"{shot.name}-{where}{'' if look == 'light' else '-' + look}.png"
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            complaints += composed(page, shot, look)
            page.screenshot(path=str(self.asked.out / name), full_page=not self.asked.screen)
        except Error as error:
            complaints.append(f"NOT TAKEN: {error.message.splitlines()[0]}")
        page.close()
        return "  ".join([name, *complaints])


def composed(page: Page, shot: Shot, look: str) -> Iterator[str]:
    """What is wrong with the page as it stands, ready to be taken."""
    answer = page.goto(shot.address)
    if shot.follow:
        answer = page.goto(first(page, shot.follow))
    if shot.act:
        answer = shot.act(page) or answer
    if answer and answer.status != shot.status:
        yield f"answered {answer.status}"
    if look == "paper":
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
    elif page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "WIDER THAN THE SCREEN"
    settled(page)


def first(page: Page, link: str) -> str:
    """The address of the first such link or form; the page itself where there is none."""
    links = page.locator(link)
    if not links.count():
        return page.url
    return links.first.get_attribute("href") or links.first.get_attribute("action") or page.url


def settled(page: Page) -> None:
    """Charts draw when they come near."""
    for frame in page.locator(".chart-frame").all():
        frame.scroll_into_view_if_needed()
        with contextlib.suppress(Exception):
            frame.locator("svg").first.wait_for(timeout=5000)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.scrollTo(0, 0)")


@contextlib.contextmanager
def own_demo() -> Iterator[tuple[str, Path]]:
    """Its address and its home."""
    with tempfile.TemporaryDirectory() as folder:
        env = {k: v for k, v in os.environ.items() if not k.startswith("BAOLIAN_")}
        env |= {"BAOLIAN_HOME": folder}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [*COMMAND, "demo", "--port", str(port)]
        with (Path(folder) / "said.log").open("wb") as log:
            # a group of its own: it ends as one, and takes nobody along
            process = subprocess.Popen(
                words, env=env, stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_for(port, process)
            yield f"http://127.0.0.1:{port}", Path(folder)
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError, HTTPException):
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise SystemExit("the demo does not answer")


def browsers(play: Playwright) -> dict[str, Browser]:
    """One a language: fields for dates and files speak the browser's, where it is installed."""
    return {lang: launched(play, locale) for lang, locale in LANGUAGES.items()}


def launched(play: Playwright, locale: str) -> Browser:
    name = locale.replace("-", "_")
    env: dict[str, str | float | bool] = dict(os.environ)
    env |= {"LANGUAGE": name, "LC_ALL": f"{name}.UTF-8"}
    flags = [*FLAGS, f"--lang={locale}"]
    return play.chromium.launch(executable_path=CHROMIUM, args=flags, env=env)


def listed(words: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", words) if word]


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", help="a running demo; without it one is built")
    parser.add_argument("--out", type=Path, default=Path("var/pictures"))
    parser.add_argument("--only", type=listed, default=[], help="names of pictures")
    parser.add_argument("--width", type=listed, default=list(WIDTHS))
    parser.add_argument("--lang", type=listed, default=list(LANGUAGES))
    parser.add_argument("--screen", action="store_true", help="what is seen without scrolling")
    parser.add_argument(
        "--prepared", action="store_true", help="the demo has been written to before"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    asked = options(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        home = None
        site = asked.site
        if site is None:
            site, home = stack.enter_context(own_demo())
        play = stack.enter_context(sync_playwright())
        camera = Camera(browsers(play), site.rstrip("/"), asked)
        if not asked.prepared:
            prepare(camera.window)
        camera.take(SHOTS)
        if not asked.prepared:
            tell(camera.window)
        camera.take(LATER)
        if home is not None:
            spoil(home)
            camera.take(UNREAD)
            take_apart(home)
            camera.take(BROKEN)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
