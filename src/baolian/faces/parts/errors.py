"""Error pages in the same clothes.

Who has signed in keeps menu, account and language where the page was only refused. The page of a
fault asks the database nothing: it may be what failed.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from baolian.records.people.models import User


def page(request: HttpRequest, name: str, status: int, *, keeps_menu: bool = False) -> HttpResponse:
    context: dict[str, Any] = {
        "status": status,
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
    # without the request no context processor runs, so no session and no account are read
    reader = request if keeps_menu and is_signed_in(request) else None
    text = render_to_string(f"parts/errors/{name}.html", context, reader)
    return HttpResponse(text, status=status)


def is_signed_in(request: HttpRequest) -> bool:
    """A request may fail before its session was opened."""
    return isinstance(getattr(request, "user", None), User) and hasattr(request, "session")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "403", 403, keeps_menu=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, "404", 404, keeps_menu=True)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, "500", 500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return page(request, "429", 429)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: most often a page left open overnight."""
    return page(request, "stale_form", 403, keeps_menu=True)
