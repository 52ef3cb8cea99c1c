"""Sign in and out by django-allauth: accounts are opened by the office, nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from baolian.faces.parts.language import keep_language
from baolian.faces.parts.passwords import remember_one_time
from baolian.faces.parts.theme import COOKIE, keep_theme
from baolian.records.people.models import User
from baolian.records.people.preferences import Preference


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: "Successfully signed in as ..." tells nobody anything."""


class SignIn(LoginView):  # type: ignore[misc]
    template_name = "parts/sign_in.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        remember_one_time(self.request)
        keep_preference(self.request, answer)
        return answer


def keep_preference(request: HttpRequest, answer: HttpResponse) -> None:
    """On a computer that knows nothing yet the pages look as on the last one."""
    if not isinstance(request.user, User):
        return
    known = Preference.objects.filter(user=request.user.pk).first()
    if known and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        keep_language(answer, known.language)
    if known and known.theme and COOKIE not in request.COOKIES:
        keep_theme(answer, known.theme)


class SignOut(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        return redirect("account_login")
