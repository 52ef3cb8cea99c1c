"""Pictures of the console, to be looked at: two widths, two languages, page by page.

    baolian demo --port 8000 &
    python -m tools.screenshots http://127.0.0.1:8000 --out var/pictures

Needs Chromium; BAOLIAN_CHROMIUM names it when it lies elsewhere.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("BAOLIAN_CHROMIUM", "/usr/bin/chromium")
# a browser in a container has no user namespace and little shared memory
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]
WIDTHS = {"wide": (1440, 900), "narrow": (360, 740)}
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
PASSWORD = "baolian-demo"  # noqa: S105 - the demo's, printed by the demo

# account -> (name of the picture, address, the first link to follow from there)
VISITS: dict[str, list[tuple[str, str, str]]] = {
    "": [("sign-in", "/sign-in/", ""), ("404", "/nowhere/", "")],
    "clerk": [
        ("ledger", "/ledger/?state=overdue", ""),
        ("pairings", "/ledger/pairings/", ""),
        ("bulletins", "/bulletins/", ""),
        ("bulletin", "/bulletins/", "main a[href^='/bulletins/']"),
        ("figure", "/bulletins/1/figures/leaders/", ""),
        ("growth", "/bulletins/1/figures/industrial_growth/", ""),
    ],
    "supervisor": [
        ("today-supervisor", "/today/", ""),
        ("slips", "/slips/", ""),
        ("slip", "/slips/", "main td a[href^='/slips/']"),
        ("matter", "/ledger/?state=overdue", "main td a[href^='/matters/']"),
    ],
    "head": [
        ("today-head", "/today/", ""),
        ("visit-new", "/visits/new/", ""),
        ("visit-log", "/visits/new/", "main a[href$='/visits/']"),
        ("subject", "/ledger/pairings/?mine=on", "main td a[href^='/subjects/']"),
    ],
    "handler": [("today-handler", "/today/", "")],
    "liaison": [("today-liaison", "/today/", "")],
}


def sign_in(page: Page, site: str, account: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.fill("#id_login", account)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url(f"{site}/today/")


def pictures(browser: Browser, site: str, out: Path) -> Iterator[str]:
    for width, (w, h) in WIDTHS.items():
        for lang, locale in LANGUAGES.items():
            for account, visits in VISITS.items():
                context = browser.new_context(viewport={"width": w, "height": h}, locale=locale)
                page = context.new_page()
                page.on("console", lambda message: print(f"  browser: {message.text}"))
                if account:
                    sign_in(page, site, account)
                for name, address, link in visits:
                    yield taken(page, site + address, link, out / f"{name}-{width}-{lang}.png")
                context.close()


def taken(page: Page, address: str, link: str, file: Path) -> str:
    """The file's name, with a warning when the page is wider than the screen."""
    page.goto(address)
    if link and page.locator(link).count():
        page.goto(address.split("/", 3)[0] + "//" + address.split("/", 3)[2] + href(page, link))
    page.screenshot(path=str(file), full_page=True)
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return f"{file.name}{'  WIDER THAN THE SCREEN' if too_wide else ''}"


def href(page: Page, link: str) -> str:
    return page.locator(link).first.get_attribute("href") or "/"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--out", type=Path, default=Path("var/pictures"))
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for line in pictures(browser, chosen.site.rstrip("/"), chosen.out):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
