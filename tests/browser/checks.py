"""What holds for every page, whoever looks at it: each check says what is wrong, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# WCAG 2.2 AA, and what axe calls good practice: headings in order, everything in a landmark
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "selectors": False,
    "preload": False,  # our styles come from our own address, and are there
}
# of a long table the first rows, for the others are drawn by the same lines; of what is wrong three
# of a kind are enough to see what is meant
RUN = """async (options) => {
  const told = await axe.run({exclude: ['tbody tr:nth-child(n+13)']}, options);
  return told.violations.flatMap((one) => one.nodes.slice(0, 3).map((node) =>
    `axe ${one.id} (${one.impact}): ${node.html.slice(0, 160)}`));
}"""
NARROWEST = 320  # what 1280 px become at four times the size
HEIGHT = 740
HEAVIEST = 150_000  # bytes of a page with its styles and scripts, uncompressed, without charts

WEIGHT = """() => {
  const parts = [...performance.getEntriesByType('navigation'),
                 ...performance.getEntriesByType('resource')];
  return parts.filter((part) => !part.name.includes('/made/'))
    .map((part) => [part.name, part.decodedBodySize]);
}"""

# who sticks out; what lies in a frame of its own may be wider than the page
TOO_WIDE = """(width) => {
  if (document.documentElement.scrollWidth <= width) return [];
  const framed = (element) => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter(
    (e) => e.getBoundingClientRect().right > width + 0.5 && !framed(e));
  return out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120))
    .concat([`${document.documentElement.scrollWidth} px wide`]);
}"""

# what a thumb has to hit; links within text, and boxes inside a label that is hit instead, are not
TOO_SMALL = """() => {
  const all = document.querySelectorAll(
    "button, .button, summary, select, textarea, input:not([type=checkbox]):not([type=radio])");
  const small = [...all].filter((e) => {
    const box = e.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && getComputedStyle(e).visibility === 'visible';
    return seen && box.height < 43.5;
  });
  return small.slice(0, 3).map((e) =>
    `${Math.round(e.getBoundingClientRect().height)} px: ${e.outerHTML.slice(0, 120)}`);
}"""


def axe_finds(page: Page) -> list[str]:
    """Of the whole page at once: what a bar covers at the moment can be scrolled from below it."""
    before = page.viewport_size
    whole = page.evaluate("document.documentElement.scrollHeight")
    if before and whole > before["height"]:
        page.set_viewport_size({"width": before["width"], "height": whole})
    # it is large: once for a document, however often that one is looked at
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN, AXE)
    if before and whole > before["height"]:
        page.set_viewport_size(before)
    return found


def too_wide(page: Page) -> Iterator[str]:
    before = page.viewport_size
    for width in (before["width"] if before else NARROWEST, NARROWEST):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for culprit in page.evaluate(TOO_WIDE, width):
            yield f"wider than {width}: {culprit}"
    if before:
        page.set_viewport_size(before)


def too_heavy(page: Page) -> Iterator[str]:
    parts = page.evaluate(WEIGHT)
    total = sum(size for _name, size in parts)
    if total > HEAVIEST:
        largest = sorted(parts, key=lambda part: -part[1])[:4]
        yield f"{total} bytes: {largest}"


def too_small(page: Page) -> Iterator[str]:
    for culprit in page.evaluate(TOO_SMALL):
        yield f"too small for a thumb, {culprit}"


def draw_charts(page: Page) -> None:
    """A chart is drawn when it comes into view."""
    for figure in page.locator("[data-chart]").all():
        figure.scroll_into_view_if_needed()
        figure.locator("xpath=self::*[@data-drawn]").wait_for(state="attached")
