"""Several matters handed on at once: chosen, seen beforehand row by row, confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.assigning import (
    MOST,
    SIZE,
    BulkForm,
    Prospect,
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
    stands for all that the rest of the address finds. `back`: what the list one came from was
    asked, to which one returns."""

    listing: type[Listing] = Listing

    def get(self, request: HttpRequest) -> HttpResponse:
        act = self.act()
        listing = self.listing(act)
        asked = asked_of(listing, request.GET)
        matters, is_cut = chosen(asked, request.GET)
        form = BulkForm(act, matters, request.GET if "to" in request.GET else None)
        page = page_among(request.GET, len(matters))
        return self.shown(Bulk(asked, matters, form, page, is_cut=is_cut))

    def post(self, request: HttpRequest) -> HttpResponse:
        act = self.act()
        listing = self.listing(act)
        asked = asked_of(listing, request.POST)
        matters = matters_of(listing, keys_of(request.POST))
        form = BulkForm(act, matters, request.POST)
        bulk = Bulk(asked, matters, form)
        if not form.is_valid() or form.at is None or not matters:
            return self.shown(bulk, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        owner = form.cleaned_data.get("owner")
        if any(p.refusal for p in prospects(act, matters, form.at)):
            # something happened since it was shown: shown again, and confirmed anew
            return self.shown(bulk, status=HTTPStatus.CONFLICT)
        try:
            Matter.assign_all(act, [Assignment(matter, form.at, owner) for matter in matters])
        except refusals() as error:
            refusal = refusal_of(error)
            read_anew = matters_of(listing, keys_of(request.POST))
            return self.shown(Bulk(asked, read_anew, form), refusal, refusal.status)
        words = ngettext("已交办 %(n)s 条", "已交办 %(n)s 条", len(matters))
        messages.success(request, words % {"n": len(matters)})
        return redirect(asked.address())

    def act(self) -> Act:
        """Raises PermissionDenied for who hands nothing on by the list."""
        act = act_of(self.request)
        if not self.listing(act).can_tick:
            raise PermissionDenied
        return act

    def shown(
        self, bulk: Bulk, refusal: Refusal | None = None, status: HTTPStatus = HTTPStatus.OK
    ) -> HttpResponse:
        context = {
            "bulk": bulk,
            "form": bulk.form,
            "most": MOST,
            "refusal": refusal,
            "trail": [(_("批量交办"), "")],
        }
        return render(self.request, "console/lists/assignments.html", context, status=status)


@dataclass(frozen=True)
class Bulk:
    """What was chosen, as one page of it shows it. `asked`: the list it was chosen from."""

    asked: Asked
    matters: list[Matter]
    form: BulkForm
    page: int = 1
    is_cut: bool = False

    @cached_property
    def prospects(self) -> list[Prospect]:
        """Of each, once it is said to whom; what will not happen stands first."""
        form, act = self.form, self.asked.listing.act
        if not form.is_bound or not form.is_valid() or form.at is None:
            return []
        found = list(prospects(act, self.matters, form.at))
        return sorted(found, key=lambda one: not one.refusal)

    @property
    def able(self) -> list[Matter]:
        return [one.matter for one in self.prospects if not one.refusal]

    @property
    def rows(self) -> str:
        """The keys of all of them, as `row` has them."""
        return joined(self.matters)

    @property
    def able_rows(self) -> str:
        return joined(self.able)

    @property
    def back(self) -> str:
        return urlencode(self.asked.query)

    @property
    def lines(self) -> Sequence[Any]:
        """Those of this page: prospects, or matters as long as nobody is chosen."""
        start = (self.page - 1) * SIZE
        return (self.prospects or self.matters)[start : start + SIZE]

    @property
    def pager(self) -> dict[str, str]:
        n, start = len(self.matters), (self.page - 1) * SIZE
        if n <= SIZE:
            return {}
        words = _("第 %(first)s–%(last)s 条，共 %(n)s 条")
        return {
            "previous": self.address(self.page - 1) if start else "",
            "words": words % {"first": start + 1, "last": min(start + SIZE, n), "n": n},
            "next": self.address(self.page + 1) if start + SIZE < n else "",
        }

    def address(self, page: int) -> str:
        """Another page of the same, which a form that was sent has no address for."""
        said = {"row": self.rows, "back": self.back, "page": page}
        if self.prospects:
            said |= {name: self.form.data.get(name, "") for name in ("to", "owner")}
        code = self.asked.listing.code
        return f"{reverse(f'{code}-assignments')}?{urlencode(said, safe=',')}"


def asked_of(listing: Listing, query: QueryDict) -> Asked:
    """The list that one came from and goes back to: whatever `back` says is read as its address
    is, and so leads nowhere else."""
    return Asked(listing, query if "every" in query else QueryDict(query.get("back", "")))


def chosen(asked: Asked, query: QueryDict) -> tuple[list[Matter], bool]:
    """The matters that an address names, and whether it names more than can be done at once."""
    if "every" in query:
        keys = [key for some in asked.whole(MOST + 1) for key in some]
    else:
        keys = keys_of(query)
    return matters_of(asked.listing, keys[:MOST]), len(keys) > MOST


def joined(matters: Iterable[Matter]) -> str:
    return ",".join(str(matter.pk) for matter in matters)


def keys_of(query: QueryDict) -> list[int]:
    """`row=1&row=2` as boxes send it, `row=1,2` as a form keeps it. What is no key is no matter."""
    said = (key for text in query.getlist("row") for key in text.split(","))
    return [int(k) for k in said if k.isascii() and k.isdigit() and len(k) <= LONGEST_KEY][
        : MOST + 1
    ]


def page_among(query: QueryDict, n: int) -> int:
    """The page that is asked for, as far as there are so many."""
    said = query.get("page", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= LONGEST_KEY else 1
    return max(1, min(number, -(-n // SIZE)))
