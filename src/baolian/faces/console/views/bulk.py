"""Several matters handed on at once: chosen, seen beforehand row by row, confirmed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.assigning import (
    MOST,
    BulkForm,
    matters_of,
    prospects,
)
from baolian.faces.console.lists.listing import Listing
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Assignment, Matter

LONGEST_KEY = 18


class Assignments(View):
    """GET shows what would be done, POST does it. `row` are the matters that were ticked; `every`
    stands for all that the rest of the address finds. `back`: the list one came from."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest) -> HttpResponse:
        act = self.act()
        matters, is_cut = chosen(self.listing(act), request.GET)
        form = BulkForm(act, matters, request.GET if "organisation" in request.GET else None)
        return self.shown(act, matters, form, is_cut=is_cut)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = self.act()
        listing = self.listing(act)
        matters = matters_of(listing, keys_of(request.POST))
        form = BulkForm(act, matters, request.POST)
        if not form.is_valid() or form.at is None or not matters:
            return self.shown(act, matters, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        owner = form.cleaned_data.get("owner")
        if any(p.refusal for p in prospects(act, matters, form.at)):
            # something happened since it was shown: shown again, and confirmed anew
            return self.shown(act, matters, form, status=HTTPStatus.CONFLICT)
        try:
            Matter.assign_all(act, [Assignment(matter, form.at, owner) for matter in matters])
        except refusals() as error:
            refusal = refusal_of(error)
            read_anew = matters_of(listing, keys_of(request.POST))
            return self.shown(act, read_anew, form, refusal, status=refusal.status)
        words = ngettext("已交办 %(n)s 条", "已交办 %(n)s 条", len(matters))
        messages.success(request, words % {"n": len(matters)})
        return redirect(listing.address)

    def act(self) -> Act:
        """Raises PermissionDenied for who hands nothing on by the list."""
        act = act_of(self.request)
        if not self.listing(act).can_tick:
            raise PermissionDenied
        return act

    def shown(
        self,
        act: Act,
        matters: list[Matter],
        form: BulkForm,
        refusal: Refusal | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        *,
        is_cut: bool = False,
    ) -> HttpResponse:
        is_asked = form.is_bound and form.is_valid() and form.at is not None
        found = list(prospects(act, matters, form.at)) if is_asked and form.at else []
        listing = self.listing(act)
        context: dict[str, Any] = {
            "listing": listing,
            "matters": matters,
            "form": form,
            "prospects": found,
            "able": [p for p in found if not p.refusal],
            "unable": [p for p in found if p.refusal],
            "is_cut": is_cut,
            "most": MOST,
            "refusal": refusal,
            "trail": [(_("批量交办"), "")],
        }
        return render(self.request, "console/lists/assignments.html", context, status=status)


def chosen(listing: Listing, query: Any) -> tuple[list[Matter], bool]:
    """The matters that an address names, and whether it names more than can be done at once."""
    if "every" in query:
        asked = Asked(listing, query)
        keys = [key for some in asked.whole(MOST + 1) for key in some]
    else:
        keys = keys_of(query)
    return matters_of(listing, keys[:MOST]), len(keys) > MOST


def keys_of(query: Any) -> list[int]:
    """What is no key is no matter."""
    said = query.getlist("row")
    return [int(k) for k in said if k.isascii() and k.isdigit() and len(k) <= LONGEST_KEY][
        : MOST + 1
    ]
