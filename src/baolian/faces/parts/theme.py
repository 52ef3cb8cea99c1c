"""Light, dark, or as the system has it. In a cookie, and with the account for the next computer.

Without a word of the person nothing is set: the browser's own setting decides.
"""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from baolian.faces.parts.acts import act_of
from baolian.records.people.models import User
from baolian.records.people.preferences import Preference

COOKIE = "theme"
THEMES = ("light", "dark", "system")


def theme_of(request: HttpRequest) -> str:
    """`light` or `dark`; empty for the system's."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in ("light", "dark") else ""


class Theme(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = request.POST.get("theme", "")
        if chosen not in THEMES:
            return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
        if isinstance(request.user, User):
            Preference.choose_theme(act_of(request), "" if chosen == "system" else chosen)
        if getattr(request, "htmx", False):
            answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        else:
            answer = redirect(came_from(request))
        keep_theme(answer, chosen)
        return answer


def keep_theme(answer: HttpResponse, chosen: str) -> None:
    if chosen == "system":
        answer.delete_cookie(COOKIE, samesite="Lax")
        return
    answer.set_cookie(
        COOKIE,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def came_from(request: HttpRequest) -> str:
    """The page on which the form stood, if it is one of ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if page and is_ours else "home"
