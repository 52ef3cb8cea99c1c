"""The clock of the site. A demo's may stand still, so that its story reads the same for ever."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone


def now() -> datetime:
    """The moment, aware: the server's, or the demo's when BAOLIAN_CLOCK fixes one.

    Raises ImproperlyConfigured when the fixed clock is no ISO moment with an offset.
    """
    fixed = settings.FIXED_CLOCK
    return fixed_moment(fixed) if fixed else timezone.now()


def fixed_moment(text: str) -> datetime:
    """`2022-06-30T17:00:00+08:00` as a moment. Raises ImproperlyConfigured."""
    expected = f"BAOLIAN_CLOCK is {text!r}; expected a moment such as 2022-06-30T17:00:00+08:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(expected) from error
    if moment.tzinfo is None:
        raise ImproperlyConfigured(expected)
    return moment
