"""Codes are used once, and what names another entry of a list finds it."""

from collections.abc import Iterator

from baolian.rules.packs.checks.looking import codes, tables, unknown, words
from baolian.rules.packs.forms import Text
from baolian.rules.packs.problems import UNIQUE, Fault

LISTS = (
    "places",
    "streams",
    "tiers",
    "pairing_roles",
    "categories",
    "decline_reasons",
    "milestones",
    "demonstrations",
    "ladder",
    "grades",
    "boards",
    "banners",
    "cards",
    "indicators",
)
EARLIER_MILESTONE = Text(
    zh="排在本节点之前的节点", en="a milestone that stands before this one in the list"
)


def duplicates(data: object) -> Iterator[Fault]:
    for section in LISTS:
        seen: set[object] = set()
        for n, code in codes(data, section):
            if code in seen:
                yield Fault((section, n, "code"), code, UNIQUE)
            seen.add(code)


def parents(data: object) -> Iterator[Fault]:
    known = [code for _, code in codes(data, "places")]
    for n, place in tables(data, "places"):
        # A place that is its own parent would be a circle, so it is not among its choices.
        others = [code for code in known if code != place.get("code")]
        yield from unknown(("places", n, "parent"), place.get("parent"), others)


def stream_roles(data: object) -> Iterator[Fault]:
    roles = [code for _, code in codes(data, "pairing_roles")]
    for n, stream in tables(data, "streams"):
        yield from unknown(("streams", n, "role"), stream.get("role"), roles)


def predecessors(data: object) -> Iterator[Fault]:
    """Only earlier ones, so that they can form no circle."""
    earlier: list[str] = []
    for n, milestone in tables(data, "milestones"):
        for m, code in words(milestone, "after"):
            yield from unknown(("milestones", n, "after", m), code, earlier, EARLIER_MILESTONE)
        earlier = [*earlier, str(milestone.get("code"))]


CHECKS = (duplicates, parents, stream_roles, predecessors)
