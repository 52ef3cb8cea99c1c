"""Views of lists, kept under a name: one's own, and those that an office shares."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.forms.views import KeepingForm, NameForm, SharingForm
from baolian.faces.console.lists.asked import Asked
from baolian.faces.console.lists.listing import Listing
from baolian.faces.console.lists.listings import LISTINGS
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.records.journal.acts import Act
from baolian.records.lists.models import Keeping, SavedView


class Views(View):
    """All that this person has; a new one is sent here from its list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        return views_page(request, act)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        form = KeepingForm(act.by, request.POST)
        if not form.is_valid() or form.cleaned_data["list"] not in LISTINGS:
            return views_page(request, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        data = form.cleaned_data
        listing = LISTINGS[data["list"]](act)
        # as the list understands it, so that the tab knows itself again
        asked = Asked(listing, QueryDict(data["query"]))
        address = asked.address()
        query = address.partition("?")[2]
        keeping = Keeping(listing.code, data["name"], query, form.office)
        try:
            SavedView.keep(act, keeping)
        except refusals() as error:
            refusal = refusal_of(error)
            return views_page(request, act, form, refusal, status=refusal.status)
        messages.success(request, _("已保存视图“%(name)s”。") % {"name": data["name"]})
        return redirect(address)


def views_page(
    request: HttpRequest,
    act: Act,
    keeping: KeepingForm | None = None,
    refusal: Refusal | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    found = SavedView.objects.visible_to(act.by).select_related("shared_with", "by__officer")
    listings = {code: listing(act) for code, listing in LISTINGS.items()}
    views = found.order_by("list", "shared_with_id", "name", "id")
    context = {
        "lines": [line_of(listings[view.list], view) for view in views],
        "keeping": keeping,
        "refusal": refusal,
    }
    return render(request, "console/lists/views.html", context, status=status)


def line_of(listing: Listing, view: SavedView) -> dict[str, Any]:
    act = listing.act
    can_change = view.can_change(act.by)
    key = f"view{view.pk}_%s"
    return {
        "view": view,
        "list": listing.title,
        "address": f"{listing.address}?{view.query}" if view.query else listing.address,
        "asked": Asked(listing, QueryDict(view.query)),
        "is_mine": view.is_kept_by(act.by),
        "name_form": NameForm(initial={"name": view.name}, auto_id=key) if can_change else None,
        "sharing": SharingForm(act.by, initial={"shared_with": view.shared_with_id}, auto_id=key)
        if can_change
        else None,
    }


class ViewStep(View):
    """Something done to a view that is one's own, or one's office's."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        view = get_object_or_404(SavedView.objects.visible_to(act.by), pk=pk)
        if not view.can_change(act.by):
            raise PermissionDenied
        try:
            done = self.take(act, view)
        except refusals() as error:
            refusal = refusal_of(error)
            return views_page(request, act, refusal=refusal, status=refusal.status)
        if not done:
            return views_page(request, act, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.success(request, done)
        return redirect(reverse("views"))

    def take(self, act: Act, view: SavedView) -> str:
        """Call the one verb; what was done, in words, or nothing if what was typed is wrong."""
        raise NotImplementedError


class Names(ViewStep):
    def take(self, act: Act, view: SavedView) -> str:
        form = NameForm(self.request.POST)
        if not form.is_valid():
            return ""
        view.rename(act, form.cleaned_data["name"])
        return _("已改名。")


class Sharings(ViewStep):
    def take(self, act: Act, view: SavedView) -> str:
        form = SharingForm(act.by, self.request.POST)
        if not form.is_valid() or "shared_with" not in form.fields:
            return ""
        view.share(act, form.office)
        return _("已改变共用范围。")


class Removals(ViewStep):
    def take(self, act: Act, view: SavedView) -> str:
        view.drop(act)
        return _("已删除视图。")
