"""Error pages in the same clothes. They ask the database nothing: it may be what failed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(request: HttpRequest, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "status": status,
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }
    # without the request no context processor runs, so no session and no account are read
    return HttpResponse(render_to_string(f"parts/errors/{status}.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return page(request, 429)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: most often a page left open overnight."""
    return HttpResponse(
        render_to_string(
            "parts/errors/stale_form.html",
            {"status": 403, "is_demo": settings.DEMO, "languages": settings.LANGUAGES},
        ),
        status=403,
    )
