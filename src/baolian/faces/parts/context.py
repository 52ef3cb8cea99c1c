"""What every page shows: whose site it is, who has signed in, for whom he acts, where he can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from baolian.faces.parts.acts import user_of
from baolian.faces.parts.clocks import now
from baolian.faces.parts.menu import menu_of
from baolian.faces.parts.theme import theme_of
from baolian.records.people.models import User


def site(request: HttpRequest) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "is_demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "theme": theme_of(request),
        "here": here(request),
    }
    if settings.DEMO and settings.FIXED_CLOCK:
        shown["demo_moment"] = now()
    if isinstance(getattr(request, "user", None), User):
        me = user_of(request)
        shown |= {"me": me, "acting_for": me.leader, "menu": menu_of(request)}
    return shown


def here(request: HttpRequest) -> str:
    """Where another language shows the same page. A step that was refused stands at its own
    address, which leads back to its page; what can only be sent leads to the first page."""
    match = request.resolver_match
    if match is None or request.method in ("GET", "HEAD"):
        return request.get_full_path()
    view = getattr(match.func, "view_class", None)
    return request.get_full_path() if hasattr(view, "get") else reverse("home")
