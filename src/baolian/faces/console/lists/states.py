"""The states of a list: its tabs, each with the orders in which it is walked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from baolian.faces.parts.keysets import Order


@dataclass(frozen=True)
class State:
    """`orders` are codes of the list, the usual one first; `-` in front: the other way round.

    Only orders that an index walks in this state are offered: sorting a million rows for a page of
    them is no order. `columns`: the usual ones in this state, where they are not the list's.
    """

    words: str | Promise
    orders: tuple[str, ...]
    columns: tuple[str, ...] = ()

    @property
    def usual(self) -> str:
        return self.orders[0]

    def allows(self, sort: str) -> bool:
        return sort.removeprefix("-") in {order.removeprefix("-") for order in self.orders}


def ordered(orders: dict[str, Order], sort: str) -> Order:
    """`-due` -> descending by what `due` names."""
    order = orders[sort.removeprefix("-")]
    return order.reversed if sort.startswith("-") else order
