"""What an address asks of a list: state, filters, order, columns, the place where a page begins.

    ?state=overdue&category=labour&town=7&q=用工&sort=-due&columns=number,summary,due&after=812

What the list does not know is ignored; what it cannot read is said, and the rest holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from baolian.faces.console.lists.columns import Column
from baolian.faces.console.lists.states import State, ordered
from baolian.faces.parts import keysets
from baolian.faces.parts.keysets import Order, Stretch

if TYPE_CHECKING:
    from baolian.faces.console.lists.listing import Listing

SIZE = 30


class Asked:
    def __init__(self, listing: Listing, query: QueryDict) -> None:
        self.listing, self.typed = listing, query
        self.form = listing.filters(listing, query)

    # -- read ----------------------------------------------------------------------------------

    @cached_property
    def state_code(self) -> str:
        said = self.typed.get("state", "")
        return said if said in self.listing.states else self.listing.usual_state

    @property
    def state(self) -> State:
        return self.listing.states[self.state_code]

    @cached_property
    def sort(self) -> str:
        said = self.typed.get("sort", "")
        return said if self.state.allows(said) else self.state.usual

    @property
    def order(self) -> Order:
        return ordered(self.listing.orders, self.sort)

    @cached_property
    def columns(self) -> list[Column]:
        """Those asked for, in the list's own order."""
        said = {code for text in self.typed.getlist("columns") for code in text.split(",")}
        known = [column for column in self.listing.columns if column.code in said]
        return known or self.usual_columns

    @cached_property
    def usual_columns(self) -> list[Column]:
        codes = self.state.columns or self.listing.shown
        return [column for column in self.listing.columns if column.code in codes]

    @property
    def problems(self) -> list[str]:
        """What could not be read, and what holds instead."""
        found = list(self.form.problems)
        said = {name: self.typed.get(name, "") for name in ("state", "sort", "columns")}
        if said["state"] and said["state"] not in self.listing.states:
            found.append(_("没有“%(said)s”这种状态，已改为常用的状态。") % {"said": said["state"]})
        elif said["sort"] and not self.state.allows(said["sort"]):
            found.append(_("这里不能这样排序，已按常用顺序排列。"))
        if said["columns"] and self.columns is self.usual_columns:
            found.append(_("没有所选的列，已显示常用的列。"))
        return found

    # -- answered ------------------------------------------------------------------------------

    @cached_property
    def filtered(self) -> Any:
        """What he may see, narrowed by the filters and not yet by the state."""
        return self.form.narrow(self.listing.visible())

    @cached_property
    def rows(self) -> Any:
        return self.listing.in_state(self.filtered, self.state_code)

    def stretch(self, n: int = SIZE) -> Stretch:
        """The page that is asked for; from an address that leads nowhere, the first."""
        if self.typed.get("at") == "end":
            return keysets.before(self.rows, self.order, None, n)
        for name, walk in (("after", keysets.after), ("before", keysets.before)):
            place = keysets.place_of(self.rows, self.order, self.typed.get(name, ""))
            if place:
                return walk(self.rows, self.order, place, n)
        return keysets.after(self.rows, self.order, None, n)

    def whole(self, n: int, at_once: int = 500) -> Iterator[Sequence[int]]:
        """Keys of the first `n` rows in their order, some at a time."""
        place = None
        while n > 0:
            stretch = keysets.after(self.rows, self.order, place, min(n, at_once))
            if stretch.keys:
                yield stretch.keys
            place, n = stretch.next, n - len(stretch.keys)
            if place is None:
                return

    # -- said again ----------------------------------------------------------------------------

    @cached_property
    def query(self) -> dict[str, str]:
        """All of it but the place, as far as it was understood and is not as usual."""
        said = dict(self.form.query)
        if self.state_code != self.listing.usual_state:
            said["state"] = self.state_code
        if self.sort != self.state.usual:
            said["sort"] = self.sort
        if self.columns != self.usual_columns:
            said["columns"] = ",".join(column.code for column in self.columns)
        return said

    def address(self, **changes: Any) -> str:
        """The list with these changes, from its first page; None takes something away."""
        return self.at(self.listing.address, **changes)

    def at(self, address: str, **changes: Any) -> str:
        said = {k: str(v) for k, v in (self.query | changes).items() if v is not None}
        return f"{address}?{urlencode(said, safe=',')}" if said else address

    @property
    def kept(self) -> dict[str, str]:
        """What the form of the filters sends along beside its own fields."""
        return {name: value for name, value in self.query.items() if name in ("state", "columns")}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.form.read)

    def __str__(self) -> str:
        """In words: 逾期；类别：用工；乡镇：龙驹寨街道办."""
        return _("；").join([str(self.state.words), *map(str, self.form.chosen())])
