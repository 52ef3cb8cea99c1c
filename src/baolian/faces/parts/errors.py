"""Error pages in the same clothes.

Who has signed in keeps menu, account and language where the page was only refused. The page of a
fault asks the database nothing: it may be what failed.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from baolian.faces.parts.theme import theme_of
from baolian.records.people.models import User

# what is drawn above the words
ICONS = {400: "broken", 403: "lock", 404: "question", 429: "clock", 500: "warn"}


def page(
    request: HttpRequest, status: int, template: str = "", *, keeps_menu: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {
        "status": status,
        "icon": ICONS[status],
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "theme": theme_of(request),
    }
    # without the request no context processor runs, so no session and no account are read
    reader = request if keeps_menu and is_signed_in(request) else None
    text = render_to_string(f"parts/errors/{template or status}.html", context, reader)
    return HttpResponse(text, status=status)


def is_signed_in(request: HttpRequest) -> bool:
    """A request may fail before its session was opened."""
    return isinstance(getattr(request, "user", None), User) and hasattr(request, "session")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403, keeps_menu=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404, keeps_menu=True)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return page(request, 429)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: most often a page left open overnight."""
    return page(request, 403, "stale_form", keeps_menu=True)
