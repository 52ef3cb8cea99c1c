"""Every list of the console: its page, its counts, its workbook."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.counting import STATES, towns_of
from baolian.faces.console.lists.filters import ANY
from baolian.faces.console.lists.listing import Listing
from baolian.faces.console.lists.showing import context_of, ways_of
from baolian.faces.console.lists.towns import lines_of
from baolian.faces.console.lists.workbook import MOST, workbook_of
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import COUNTED_TO
from baolian.faces.parts.replies import reply
from baolian.records.lists.models import Export


class ListView(View):
    """`listing` is handed over by urls.py."""

    listing: type[Listing] = Listing

    def asked(self, query: QueryDict) -> Asked:
        return Asked(self.listing(act_of(self.request)), query)

    def page(self, asked: Asked, refusal: str = "") -> HttpResponse:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
        context = context_of(asked) | {"refusal": refusal}
        return render(self.request, "console/lists/list.html", context, status=status)


class ListPage(ListView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.asked(request.GET))


class Offers(ListView):
    """All that one filter offers, where that is too much for the page of the list: its options for
    the script of that page, and for who has none a page to choose on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked(request.GET)
        fields = asked.form.offering
        said = request.GET.get("field", "")
        name = said if said in fields else next(iter(fields))
        context = {
            "asked": asked,
            "name": name,
            "label": fields[name].label,
            "choices": [ANY, *fields[name].choices_of(asked.listing.offer)],
            "chosen": asked.query.get(name, ""),
            "sent_along": {key: value for key, value in asked.query.items() if key != name},
            "trail": [(fields[name].label, "")],
        }
        return reply(request, "console/lists/_offers.html", "console/lists/offers.html", context)


class Counts(ListView):
    """How many there are in each state: asked for by the page when it stands, since to count a
    great many takes longer than to show thirty of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked(request.GET)
        counts = asked.listing.counts(asked.filtered)
        return JsonResponse({code: said(n) for code, n in counts.items()})


def said(n: int) -> str:
    """`3,204`, `10,000+`."""
    return f"{n:,}" if n <= COUNTED_TO else f"{COUNTED_TO:,}+"


class Exports(ListView):
    """A workbook leaves the system, and that is entered: so it is sent for, not read."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        asked = self.asked(request.GET)
        keys = list(asked.whole(MOST + 1))
        n = sum(map(len, keys))
        if n > MOST:
            words = _("超过 %(most)s 条，不能一次导出。请先筛选，分批导出。")
            return self.page(asked, words % {"most": f"{MOST:,}"})
        act, file = asked.listing.act, workbook_of(asked, keys)
        Export.take(act, asked.listing.code, urlencode(asked.query), str(asked), n)
        name = f"{asked.listing.title}-{act.today}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name)


class Towns(ListView):
    """The table by town, of what the filters leave; exact, and therefore a page of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked(request.GET)
        act, states = asked.listing.act, asked.listing.states
        towns, total = towns_of(asked.filtered, act.at)
        context = {
            "asked": asked,
            "heads": [states[code].words for code in STATES],
            "body": lines_of(asked, towns),
            # one place that holds all of them is the sum already
            "sums": total if towns and towns[0].numbers != total else [],
            "chips": list(asked.form.chosen()),
            "now": act.at,
            "months": ways_of(asked).get("months", ""),
            "trail": [(_("按所在地统计"), "")],
        }
        return render(request, "console/lists/towns.html", context)
