"""A list as its page shows it: heads, rows, tabs, chips, the ways to other pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from baolian.faces.console.forms.views import KeepingForm
from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.columns import table_rows, tick
from baolian.faces.parts.keysets import Stretch
from baolian.records.lists.models import offices_above, views_seen
from baolian.records.people.models import Post

KEEPERS: str | Promise = gettext_lazy("系统、安全、审计管理员不看业务记录，所以这里是空的。")


@dataclass(frozen=True)
class Head:
    """`sorted_as`: the word of aria-sort; empty when the list is not sorted by it."""

    words: str | Promise
    css: str
    address: str = ""
    sorted_as: str = ""


@dataclass(frozen=True)
class Tab:
    words: str | Promise
    address: str
    is_here: bool
    code: str = ""
    count: None = None


@dataclass(frozen=True)
class Offers:
    """Where all is that a filter has to choose from; `name`: the filter's."""

    name: str
    label: str | Promise
    address: str


@dataclass(frozen=True)
class Chip:
    words: str
    address: str


def context_of(asked: Asked) -> dict[str, Any]:
    """All that the page needs; the rows are read here."""
    stretch = asked.stretch()
    listing = asked.listing
    rows = listing.read(stretch.keys, asked.columns)
    return {
        "asked": asked,
        "listing": listing,
        "form": asked.form,
        "heads": list(heads_of(asked)),
        "body": body_of(asked, rows),
        "n": len(rows),
        **shut_of(asked, rows),
        "nothing": "" if rows else nothing_of(asked),
        "total": len(rows) if stretch.is_whole else None,
        "tabs": tabs_of(asked),
        "chips": list(chips_of(asked)),
        "clear": asked.at(asked.listing.address, **dict.fromkeys(asked.form.read)),
        "pager": pager_of(asked, stretch),
        "sorts": partial(sorts_of, asked),
        "views": views_of(asked),
        "sent_along": sent_along(asked),
        "offers": list(offers_of(asked)),
        "back": urlencode(asked.query),
        "usual_columns": asked.address(columns=None),
        "keeping": KeepingForm(
            asked.listing.act.by,
            initial={"list": asked.listing.code, "query": urlencode(asked.query)},
            auto_id="keeping_%s",
        ),
    } | ways_of(asked)


def ways_of(asked: Asked) -> dict[str, str]:
    """Where this very list is counted, taken away, handed on."""
    listing = asked.listing
    ways = {name: asked.at(reverse(f"{listing.code}-{name}")) for name in listing.ways}
    if "assignments" in ways:
        ways["assignments"] = reverse(f"{listing.code}-assignments")
        ways["every"] = asked.at(ways["assignments"], every=1)
    if "gaps" in ways:
        ways["gaps"] = reverse("pairings-gaps")
    if asked.is_narrowed:
        clear = asked.at(listing.address, **dict.fromkeys(asked.form.read))
        ways |= {
            "empty_icon": "search",
            "empty_address": clear,
            "empty_action": gettext("清除条件"),
        }
    return ways


def shut_of(asked: Asked, rows: list[Any]) -> dict[str, Any]:
    """What is said of rows that cannot be ticked, where there are any."""
    listing = asked.listing
    shut = listing.shut if listing.can_tick and any(map(listing.why_not, rows)) else None
    return {"shut": shut, "open_ones": asked.address(state=shut.state, sort=None)} if shut else {}


def nothing_of(asked: Asked) -> str | Promise:
    """Nothing like that, or nothing at all."""
    listing = asked.listing
    is_plain = asked.state_code == listing.usual_state and not asked.is_narrowed
    if not is_plain or listing.visible().exists():
        return listing.nothing
    return listing.none_yet if listing.act.by.roles - Post.ADMINISTRATORS else KEEPERS


def heads_of(asked: Asked) -> Iterator[Head]:
    """A heading sorts where the state can be walked so; again, the other way round."""
    here = asked.sort.removeprefix("-")
    seen: set[str] = set()
    for column in asked.columns:
        css = column.css
        if not column.sort or not asked.state.allows(column.sort):
            yield Head(column.words, css)
            continue
        is_here = column.sort == here and here not in seen
        seen.add(column.sort)
        way = "descending" if asked.sort.startswith("-") else "ascending"
        turned = column.sort if asked.sort.startswith("-") or not is_here else f"-{column.sort}"
        address = asked.address(sort=turned)
        yield Head(column.words, css, address, way if is_here else "")


def body_of(asked: Asked, rows: list[Any]) -> SafeString:
    listing = asked.listing
    if not listing.can_tick:
        return table_rows(asked.columns, rows)
    words, key, why_not = listing.ticking, listing.key, listing.why_not
    return table_rows(asked.columns, rows, lambda row: tick(key(row), words, why_not(row)))


def tabs_of(asked: Asked) -> list[Tab]:
    """States; another one is not bound to this one's order."""
    return [
        Tab(state.words, asked.address(state=code, sort=None), code == asked.state_code, code)
        for code, state in asked.listing.states.items()
    ]


def chips_of(asked: Asked) -> Iterator[Chip]:
    for chosen in asked.form.chosen():
        words = str(chosen) if chosen.label else chosen.words
        yield Chip(words, asked.address(**{chosen.name: None}))


def offers_of(asked: Asked) -> Iterator[Offers]:
    for name, field in asked.form.long.items():
        address = asked.at(reverse(f"{asked.listing.code}-offers"), field=name)
        yield Offers(name, field.label or "", address)


def pager_of(asked: Asked, stretch: Stretch) -> dict[str, str]:
    if stretch.is_whole:
        return {}
    before, after = stretch.previous, stretch.next
    return {
        "first": asked.address() if before else "",
        "previous": asked.address(before=before) if before else "",
        "next": asked.address(after=after) if after else "",
        "last": asked.address(at="end") if after else "",
    }


def sorts_of(asked: Asked) -> list[tuple[str, str]]:
    """Both ways of every order that this state has, in words."""
    names = {column.sort: column.words for column in reversed(asked.listing.columns) if column.sort}
    codes = dict.fromkeys(order.removeprefix("-") for order in asked.state.orders)
    found = []
    for code in codes:
        name = {"name": names[code]}
        found.append((code, gettext("%(name)s，顺序") % name))
        found.append((f"-{code}", gettext("%(name)s，倒序") % name))
    return found


def views_of(asked: Asked) -> list[Tab]:
    """Nobody who keeps none and is shown none needs a row of tabs."""
    listing, me = asked.listing, asked.listing.act.by
    here = urlencode(asked.query)
    kept = [
        Tab(name, f"{listing.address}?{query}", query == here)
        for name, query in views_seen.rows(me.pk, offices_above(me), listing.code)
    ]
    if not kept:
        return []
    return [Tab(gettext("常用"), listing.address, not asked.query), *kept]


def sent_along(asked: Asked) -> dict[str, str]:
    """What a form beside the filters' own sends along: all but the columns, which it asks."""
    return {name: value for name, value in asked.query.items() if name != "columns"}
