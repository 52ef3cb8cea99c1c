"""The lines of the table by town: a prefecture has two hundred of five numbers each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.counting import STATES, Town

DEEPEST = 4
# where the key of a town goes into an address; in a value its first sign would be written %3D
PLACE = "town=~"


def lines_of(asked: Asked, towns: Iterable[Town]) -> SafeString:
    """Each number leads to its matters, where the filter offers the place; one that it does not
    offer has none that this reader sees."""
    keys = asked.listing.offer.places.keys
    ways = [way_of(asked, code) for code in STATES]
    return SafeString("".join(line_of(town, keys.get(town.path, ""), ways) for town in towns))


def way_of(asked: Asked, code: str) -> list[str]:
    """What stands before and after the key of a town in the address of a number: as seen from the
    table, which is one step below its list and has a thousand of them."""
    state = None if code == asked.listing.usual_state else code
    address = asked.address(town="~", state=state, sort=None)
    return escape(f"../{address.removeprefix(asked.listing.address)}").split(PLACE)


def line_of(town: Town, key: str, ways: list[list[str]]) -> str:
    cells = []
    for code, n, (before, after) in zip(STATES, town.numbers, ways, strict=True):
        # what is late stands out; how a number stands is said once, for the table
        start = '<td class="bad">' if code == "overdue" and n else "<td>"
        said = f'<a href="{before}town={key}{after}">{n}</a>' if key and n else n
        cells.append(f"{start}{said}</td>")
    name, depth = escape(town.name), min(town.depth, DEEPEST)
    return f'<tr><th scope="row" class="depth-{depth}">{name}</th>{"".join(cells)}</tr>\n'
