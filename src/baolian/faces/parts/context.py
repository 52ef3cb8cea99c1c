"""What every page shows: whose site it is, who has signed in, and for whom he acts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from baolian.faces.parts.acts import leader_of
from baolian.faces.parts.clocks import now
from baolian.records.people.models import User


def site(request: HttpRequest) -> dict[str, Any]:
    shown: dict[str, Any] = {"is_demo": settings.DEMO, "languages": settings.LANGUAGES}
    if settings.DEMO and settings.FIXED_CLOCK:
        shown["demo_moment"] = now()
    user = getattr(request, "user", None)
    if isinstance(user, User):
        shown |= {"me": user, "acting_for": leader_of(request)}
    return shown
