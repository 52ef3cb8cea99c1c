"""Every list by its code: addresses and saved views name them so."""

from __future__ import annotations

from baolian.faces.console.lists.listing import Listing
from baolian.faces.console.lists.matters import Matters, Tasks
from baolian.faces.console.lists.pairings import Pairings
from baolian.faces.console.lists.subjects import Subjects

LISTINGS: dict[str, type[Listing]] = {
    listing.code: listing for listing in (Matters, Tasks, Pairings, Subjects)
}
