"""Views of lists, kept under a name: one's own, and those that an office shares."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
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


@dataclass(frozen=True)
class Tried:
    """What was sent and not done: shown again as it was typed. `view`: the one that was to be
    changed, none where one was to be kept; `step`: which of its forms."""

    form: forms.Form
    view: int | None = None
    step: str = ""
    refusal: Refusal | None = None

    def stands_in(self, view: SavedView, step: str) -> bool:
        return (self.view, self.step) == (view.pk, step)


class Views(View):
    """All that this person has; a new one is sent here from its list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return views_page(request, act_of(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        form = KeepingForm(act.by, request.POST, lists=LISTINGS)
        if not form.is_valid():
            return views_page(request, act, Tried(form))
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
            return views_page(request, act, Tried(form, refusal=refusal_of(error)))
        messages.success(request, _("已保存视图“%(name)s”。") % {"name": data["name"]})
        return redirect(address)


def views_page(request: HttpRequest, act: Act, tried: Tried | None = None) -> HttpResponse:
    found = SavedView.objects.visible_to(act.by).select_related("shared_with", "by__officer")
    listings = {code: listing(act) for code, listing in LISTINGS.items()}
    views = found.order_by("list", "shared_with_id", "name", "id")
    refusal = tried.refusal if tried else None
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if tried else HTTPStatus.OK
    context = {
        "lines": [line_of(listings[view.list], view, tried) for view in views],
        "keeping": tried.form if tried and tried.view is None else None,
        "refusal": refusal,
    }
    status = refusal.status if refusal else wrong
    return render(request, "console/lists/views.html", context, status=status)


def line_of(listing: Listing, view: SavedView, tried: Tried | None) -> dict[str, Any]:
    act = listing.act
    steps = steps_of(act, view) if view.can_change(act.by) else {}
    for step in steps:
        if tried and tried.stands_in(view, step):
            steps[step] = tried.form
    return {
        "view": view,
        "list": listing.title,
        "address": f"{listing.address}?{view.query}" if view.query else listing.address,
        "asked": Asked(listing, QueryDict(view.query)),
        "is_mine": view.is_kept_by(act.by),
        **steps,
    }


def steps_of(act: Act, view: SavedView) -> dict[str, forms.Form]:
    key = f"view{view.pk}_%s"
    return {
        "name_form": NameForm(initial={"name": view.name}, auto_id=key),
        "sharing": SharingForm(act.by, initial={"shared_with": view.shared_with_id}, auto_id=key),
    }


class ViewStep(View):
    """Something done to a view that is one's own, or one's office's. `step`: its form's name."""

    http_method_names = ["post"]
    step = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        view = get_object_or_404(SavedView.objects.visible_to(act.by), pk=pk)
        if not view.can_change(act.by):
            raise PermissionDenied
        form = self.form(act, f"view{pk}_%s")
        if not form.is_valid():
            return views_page(request, act, Tried(form, pk, self.step))
        try:
            done = self.take(act, view, form)
        except refusals() as error:
            return views_page(request, act, Tried(form, pk, self.step, refusal_of(error)))
        messages.success(request, done)
        return redirect(reverse("views"))

    def form(self, _act: Act, auto_id: str) -> forms.Form:
        """What was typed; a step that asks nothing has nothing in it."""
        return forms.Form(self.request.POST, auto_id=auto_id)

    def take(self, act: Act, view: SavedView, form: Any) -> str:
        """Call the one verb; what was done, in words."""
        raise NotImplementedError


class Names(ViewStep):
    step = "name_form"

    def form(self, _act: Act, auto_id: str) -> NameForm:
        return NameForm(self.request.POST, auto_id=auto_id)

    def take(self, act: Act, view: SavedView, form: NameForm) -> str:
        view.rename(act, form.cleaned_data["name"])
        return _("已改名。")


class Sharings(ViewStep):
    step = "sharing"

    def form(self, act: Act, auto_id: str) -> SharingForm:
        """Raises PermissionDenied for who has no office to share with."""
        form = SharingForm(act.by, self.request.POST, auto_id=auto_id)
        if "shared_with" not in form.fields:
            raise PermissionDenied
        return form

    def take(self, act: Act, view: SavedView, form: SharingForm) -> str:
        view.share(act, form.office)
        return _("已改变共用范围。")


class Removals(ViewStep):
    def take(self, act: Act, view: SavedView, _form: forms.Form) -> str:
        view.drop(act)
        return _("已删除视图。")
