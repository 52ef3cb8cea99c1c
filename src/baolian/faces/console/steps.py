"""A step that somebody takes on a thing: one right, one form, one verb, one address."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.records.journal.acts import Act

Thing = TypeVar("Thing", bound=models.Model)


@dataclass(frozen=True)
class Tried:
    """A step that was refused: its form as it was typed, and why."""

    slug: str
    form: forms.Form
    refusal: Refusal | None
    status: HTTPStatus


def status_of(tried: Tried | None) -> HTTPStatus:
    """That of the refusal; 200 for a page where nothing was tried."""
    return tried.status if tried else HTTPStatus.OK


@dataclass(frozen=True)
class Offer:
    """A step as the page offers it. `asks`: whether it has anything to fill in; `form` may be left
    out until somebody opens the step."""

    slug: str
    title: str | Promise
    address: str
    form: forms.Form | None
    is_open: bool
    asks: bool = True
    refusal: Refusal | None = None


class SeeOther(HttpResponseRedirect):
    """Not the address that was asked for, and not to be asked for again as it was."""

    status_code = HTTPStatus.SEE_OTHER


class Step(View, Generic[Thing]):
    """A thing one cannot see is a 404, a step one has no right to is a 403.

    Only a POST takes it. A GET leads to the thing's page: a refused form leaves the step's address
    in the browser, and somebody reloads it.
    """

    http_method_names = ["get", "head", "post"]
    slug: ClassVar[str]
    title: ClassVar[str | Promise]
    # the thing's page; handed over by urls.py, since that page lists the steps in its turn
    show: Callable[[HttpRequest, Act, Any, Tried | None], HttpResponse] | None = None

    def page(self, request: HttpRequest, act: Act, thing: Thing, tried: Tried) -> HttpResponse:
        if self.show is None:
            raise ImproperlyConfigured(f"urls.py gives {type(self).__name__} no page to show")
        return self.show(request, act, thing, tried)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return SeeOther(self.after(self.seen(act_of(request), pk)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        thing = self.seen(act, pk)
        if not self.is_allowed(act, thing):
            raise PermissionDenied
        form = self.form(thing, request.POST)
        if not form.is_valid():
            tried = Tried(self.slug, form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
            return self.page(request, act, thing, tried)
        try:
            self.take(act, thing, form.cleaned_data)
        except refusals() as error:
            refusal = refusal_of(error)
            tried = Tried(self.slug, form, refusal, refusal.status)
            # as it is now: the verb may have changed the one that was read
            return self.page(request, act, self.seen(act, pk), tried)
        messages.success(request, _("已办：%(title)s") % {"title": self.title})
        return redirect(self.after(thing))

    @abstractmethod
    def seen(self, act: Act, pk: int) -> Thing:
        """The thing, fetched through the user. Raises Http404."""

    @abstractmethod
    def is_allowed(self, act: Act, thing: Thing) -> bool: ...

    @abstractmethod
    def form(self, thing: Thing, data: Any = None) -> forms.Form: ...

    @abstractmethod
    def take(self, act: Act, thing: Thing, data: dict[str, Any]) -> None:
        """Call the one verb."""

    @abstractmethod
    def after(self, thing: Thing) -> str:
        """Where to go when it is done."""
