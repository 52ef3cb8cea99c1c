"""Long lists, a bounded page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

SIZE = 50
# an offset costs what it skips: further down, the filters find it sooner
LAST_PAGE = 400
# beyond this a list says "more than", so that no page counts a million rows
COUNTED_TO = 10_000


@dataclass(frozen=True)
class Page:
    number: int
    rows: Sequence[Any]
    has_next: bool


def page_of(request: HttpRequest, rows: QuerySet[Any], size: int = SIZE) -> Page:
    """The page that the address asks for (`?page=2`). Raises Http404 for one that cannot be."""
    number = number_of(request)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if number > 1 and not found:
        raise Http404
    return Page(number, found[:size], len(found) > size and number < LAST_PAGE)


def number_of(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LAST_PAGE:
        raise Http404
    return int(text)


def counted(rows: QuerySet[Any]) -> tuple[int, bool]:
    """How many there are, and whether that is all of them."""
    n = rows.order_by()[: COUNTED_TO + 1].count()
    return min(n, COUNTED_TO), n <= COUNTED_TO


def tabs_of(address: str, named: Mapping[str, object], here: str) -> list[dict[str, Any]]:
    """For `parts/_tabs.html`: each at `?show=` its code, the first one at the bare address."""
    return [
        {
            "words": words,
            "address": f"{address}?show={code}" if code else address,
            "is_here": code == here,
        }
        for code, words in named.items()
    ]
