"""A list: columns, filters, states and orders are declared once, and serve page and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import Promise

from baolian.faces.console.lists.columns import Column
from baolian.faces.console.lists.filters import Filters
from baolian.faces.console.lists.offers import Offer
from baolian.faces.console.lists.states import State
from baolian.faces.parts.keysets import Order
from baolian.faces.parts.lists import COUNTED_TO
from baolian.records.journal.acts import Act


@dataclass(frozen=True)
class Shut:
    """What a list says where some rows cannot be ticked: `why`, and the words `only` of a link to
    the `state` in which all can."""

    why: str | Promise
    only: str | Promise
    state: str


class Listing:
    """`code` names its address and its saved views. `words`: how many of what there are."""

    code: ClassVar[str]
    model: ClassVar[Any]
    title: ClassVar[str | Promise]
    columns: ClassVar[Sequence[Column]]
    shown: ClassVar[Sequence[str]]
    orders: ClassVar[dict[str, Order]]
    states: ClassVar[Mapping[str, State]]
    usual_state: ClassVar[str]
    filters: ClassVar[type[Filters]]
    # its further addresses: `ledger-counts`
    ways: ClassVar[tuple[str, ...]] = ("counts", "exports")
    # what is said where nothing was found, and where there is nothing at all
    nothing: ClassVar[str | Promise]
    none_yet: ClassVar[str | Promise]
    # said where rows of it cannot be ticked
    shut: ClassVar[Shut | None] = None

    def __init__(self, act: Act) -> None:
        self.act = act

    @cached_property
    def offer(self) -> Offer:
        return Offer.to(self.act)

    @cached_property
    def address(self) -> str:
        return reverse(self.code)

    def visible(self) -> Any:
        """What there is on it for this account: a queryset."""
        return self.model.objects.visible_to(self.act.by)

    def in_state(self, rows: Any, state: str) -> Any:
        raise NotImplementedError

    def read(self, keys: Sequence[int], columns: Iterable[Column]) -> list[Any]:
        """The rows of these keys in this order, with all that the columns show."""
        raise NotImplementedError

    def key(self, row: Any) -> int:
        raise NotImplementedError

    @property
    def ticking(self) -> str:
        """What the checkbox of row `%(number)s` says to who does not see the row."""
        raise NotImplementedError

    @property
    def can_tick(self) -> bool:
        """Is there something to be done with several at once?"""
        return False

    def why_not(self, row: Any) -> str:
        """Why nothing can be done with this row together with others; empty where it can."""
        return ""

    def counts(self, rows: Any) -> dict[str, int]:
        """How many of `rows` are in each state; one more than COUNTED_TO stands for more."""
        return {state: capped(self.in_state(rows, state)) for state in self.states}


def capped(rows: Any) -> int:
    n: int = rows.order_by()[: COUNTED_TO + 1].count()
    return n


def in_order(keys: Sequence[int], found: Mapping[int, Any]) -> list[Any]:
    """What was found, as the keys stand; one that went meanwhile is left out."""
    return [found[key] for key in keys if key in found]
