"""One answer for three kinds of client: a page, the same part of it for htmx, a redirect."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def reply(
    request: HttpRequest,
    partial: str,
    page: str,
    context: Mapping[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """`partial` for htmx, the whole `page` (which includes that partial) for a plain request.

    htmx puts only successful answers into the page, so a refused form goes to it with 200; the
    plain client gets `status`.
    """
    asked_by_htmx = bool(getattr(request, "htmx", False))
    if asked_by_htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        answer = render(request, partial, dict(context))
    else:
        answer = render(request, page, dict(context), status=status)
    # one address gives two documents: caches and the back button must keep them apart
    answer.headers["Vary"] = ", ".join(filter(None, [answer.headers.get("Vary"), "HX-Request"]))
    return answer
