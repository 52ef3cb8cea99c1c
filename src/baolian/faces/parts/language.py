"""The language of the pages: Django's cookie, and with the account for the next computer."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language, get_language
from django.views import View
from django.views.i18n import set_language

from baolian.faces.parts.acts import act_of
from baolian.records.people.models import User
from baolian.records.people.preferences import Preference


class Language(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = set_language(request)
        chosen = request.POST.get("language", "")
        if isinstance(request.user, User) and chosen in dict(settings.LANGUAGES):
            Preference.choose_language(act_of(request), chosen)
        return answer


def lang_of_page() -> Literal["zh", "en"]:
    """As the routines know it, whose documents hold both."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def keep_language(answer: HttpResponse, language: str) -> None:
    if language and check_for_language(language):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
