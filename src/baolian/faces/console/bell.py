"""The number on the bell, asked for only where a page shows a bell."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from baolian.faces.console.notices import MOST, HeardPage, Lately, heard_by, lately, unheard
from baolian.faces.parts.acts import act_of
from baolian.records.people.models import User


def heard_of(request: HttpRequest) -> HeardPage:
    """The latest notices, for a page that lists them; its bell then asks nothing anew."""
    found = heard_by(act_of(request))
    request._bell = sum(notice.is_new for notice in found.notices)  # type: ignore[attr-defined]
    return found


def lately_of(request: HttpRequest, since: datetime) -> Lately:
    """What one was told lately, for a page that tells it in its own way; the bell asks nothing
    anew."""
    found = lately(act_of(request), since)
    request._bell = found.unheard  # type: ignore[attr-defined]
    return found


class Bell:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def count(self) -> int:
        known: int | None = getattr(self.request, "_bell", None)
        return unheard(act_of(self.request)) if known is None else known

    @property
    def is_more(self) -> bool:
        """As many as were looked at: there may be more."""
        return self.count >= MOST


def bell(request: HttpRequest) -> dict[str, Any]:
    return {"bell": Bell(request)} if isinstance(getattr(request, "user", None), User) else {}
