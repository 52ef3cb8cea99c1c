"""Addresses of the lists: each has its page, its counts, its workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from baolian.faces.console.lists.listings import LISTINGS
from baolian.faces.console.lists.matters import Matters
from baolian.faces.console.views import bulk, gaps, lists, months, papers, saved

WHERE = {
    "ledger": "ledger/",
    "tasks": "ledger/tasks/",
    "pairings": "ledger/pairings/",
    "subjects": "subjects/",
}


def list_addresses() -> Iterator[URLPattern]:
    for code, listing in LISTINGS.items():
        at, of = WHERE[code], {"listing": listing}
        yield path(at, lists.ListPage.as_view(**of), name=code)
        yield path(f"{at}counts/", lists.Counts.as_view(**of), name=f"{code}-counts")
        yield path(f"{at}exports/", lists.Exports.as_view(**of), name=f"{code}-exports")
        if issubclass(listing, Matters):
            yield path(f"{at}towns/", lists.Towns.as_view(**of), name=f"{code}-towns")
            yield path(f"{at}months/", months.Months.as_view(**of), name=f"{code}-months")
            yield path(f"{at}offers/", lists.Offers.as_view(**of), name=f"{code}-offers")
            step = bulk.Assignments.as_view(**of)
            yield path(f"{at}assignments/", step, name=f"{code}-assignments")
    for form in papers.FORMS:
        annex = papers.PairingAnnex.as_view(listing=LISTINGS["pairings"], form=form)
        yield path(f"{WHERE['pairings']}paper.{form}", annex, name=f"pairings-{form}")
    yield path("ledger/pairings/gaps/", gaps.Gaps.as_view(), name="pairings-gaps")
    yield path("views/", saved.Views.as_view(), name="views")
    yield path("views/<int:pk>/name/", saved.Names.as_view(), name="view-name")
    yield path("views/<int:pk>/sharing/", saved.Sharings.as_view(), name="view-sharing")
    yield path("views/<int:pk>/removal/", saved.Removals.as_view(), name="view-removal")
