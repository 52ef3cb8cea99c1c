"""Where one can go, named by what people do there; only what holds something for this account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.parts.acts import user_of
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Post, User


@dataclass(frozen=True)
class Place:
    """`pages`: the names of the addresses that lie in it. `is_parting`: a line stands above."""

    name: str
    words: str | Promise
    short: str | Promise
    icon: str
    pages: tuple[str, ...] = ()
    is_parting: bool = False


TODAY, VISITS, IMPORTS = "today", "visit-new", "imports"
VISITED = pgettext_lazy("list", "走访")
MEETINGS = pgettext_lazy("list", "会议")
IMPORTING = pgettext_lazy("list", "导入台账")
SUBJECT_PAGES = ("subject", "reading")
# a page of two places lies in the later one, if the site runs with it
LEDGER_PAGES = ("ledger-", "matter", "matter-", *SUBJECT_PAGES)
PLACES = (
    Place(TODAY, _("今日"), _("今日"), "today", ("home", "today-")),
    Place(VISITS, VISITED, VISITED, "visit", ("visit", "subject-visits")),
    Place("ledger", _("问题台账"), _("台账"), "ledger", LEDGER_PAGES, is_parting=True),
    Place(
        "pairings",
        _("责任台账（包联）"),
        _("责任"),
        "pairings",
        ("pairing", "pairings-", "officer"),
    ),
    Place("tasks", _("任务清单"), _("任务"), "tasks", ("tasks-",)),
    Place(
        "subjects",
        pgettext_lazy("list", "服务对象"),
        _("对象"),
        "subject",
        (*SUBJECT_PAGES, "subjects-"),
    ),
    Place("meetings", MEETINGS, MEETINGS, "people", ("meeting", "meeting-")),
    Place("slips", _("督办单"), _("督办"), "slip", ("slip", "slip-"), is_parting=True),
    Place("bulletins", _("简报"), _("简报"), "bulletin", ("bulletin", "bulletin-")),
    Place(IMPORTS, IMPORTING, _("导入"), "upload", ("import", "import-"), is_parting=True),
)
# pages that belong to no place of their own
OTHERS: dict[str, str | Promise] = {
    "notices": _("通知"),
    "profile": _("我的"),
    "password": _("我的"),
    "find": _("查找"),
    "views": _("保存的视图"),
    "design": _("设计"),
}
# what the bar at the foot of a phone holds besides 更多, in its order; 走访 stands in the middle
THUMB = (TODAY, "ledger", VISITS, "slips")


@dataclass(frozen=True)
class Entry:
    place: Place
    address: str
    is_here: bool


def menu_of(request: HttpRequest) -> Menu:
    """The menu of this request, for who has signed in. Raises PermissionDenied for others."""
    known: Menu | None = getattr(request, "_menu", None)
    if known is None:
        known = Menu(user_of(request), request)
        request._menu = known  # type: ignore[attr-defined]
    return known


class Menu:
    """Of most it asks the database nothing beyond the posts that everybody reads."""

    def __init__(self, user: User, request: HttpRequest) -> None:
        self.user = user
        match = request.resolver_match
        self.page = (match.url_name or "") if match else ""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __contains__(self, name: str) -> bool:
        """`{% if "visit-new" in menu %}`: is he offered it?"""
        return any(entry.place.name == name for entry in self.entries)

    @cached_property
    def open(self) -> list[Place]:
        return open_to(self.user)

    @property
    def key(self) -> tuple[str, ...]:
        """All that its look depends on."""
        return (self.page, *(place.name for place in self.open))

    @cached_property
    def entries(self) -> list[Entry]:
        named = [(place, address_named(place.name)) for place in self.open]
        found = [(place, address) for place, address in named if address]
        here = next((place for place, _address in reversed(found) if self.lies_in(place)), None)
        return [Entry(place, address, place is here) for place, address in found]

    @cached_property
    def thumb(self) -> list[Entry]:
        named = {entry.place.name: entry for entry in self.entries}
        return [named[name] for name in THUMB if name in named]

    @cached_property
    def here(self) -> Entry | None:
        return next((entry for entry in self.entries if entry.is_here), None)

    @property
    def is_at_its_head(self) -> bool:
        """On the place's own page, not on one below it."""
        return self.here is not None and self.here.place.name == self.page

    @property
    def other(self) -> str | Promise:
        return OTHERS.get(self.page, "")

    def lies_in(self, place: Place) -> bool:
        if self.page == place.name:
            return True
        whole = {page for page in place.pages if not page.endswith("-")}
        begun = tuple(page for page in place.pages if page.endswith("-"))
        return self.page in whole or (bool(begun) and self.page.startswith(begun))


def open_to(user: User) -> list[Place]:
    """The places that hold something for him, or may come to hold it.

    An administrator keeps the machine and sees no business record; a monitor watches an office
    and goes on no visits for it. Either may be paired himself. Only a clerk imports.
    """
    return [place for place in reachable(user) if place.name != IMPORTS or user.charges("clerk")]


def reachable(user: User) -> list[Place]:
    if not user.roles or not user.roles <= Post.ADMINISTRATORS | {"monitor"} or is_paired(user):
        return [*PLACES]
    if user.scopes():
        return [place for place in PLACES if place.name != VISITS]
    return [place for place in PLACES if place.name == TODAY]


def is_paired(user: User) -> bool:
    return Pairing.objects.on(user.day).filter(officer__in=user.answers_as).exists()


def address_named(name: str) -> str:
    """The address, or nothing where the site runs without that page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
