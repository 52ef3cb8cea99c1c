"""How values look on a page: packs' texts, choice labels, moments, amounts."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language, gettext

from baolian.faces.parts.clocks import now
from baolian.faces.parts.files import stamp
from baolian.faces.parts.words import day_words, person_words
from baolian.records.journal.acts import SHANGHAI, day_of
from baolian.records.people.models import User
from baolian.rules.packs import Text

register = template.Library()


@register.filter
def pick(text: Text | None) -> str:
    """A pack's text in the page's language."""
    return text.pick(get_language() or "zh") if text else ""


@register.filter
def worded(label: object) -> str:
    """A model's Chinese choice label in the page's language."""
    return gettext(str(label)) if label else ""


@register.filter
def person(user: User | None) -> str:
    """Who it was: an officer's name, or the office's own clockwork."""
    return person_words(user) if user else ""


@register.filter
def moment(at: datetime | None) -> str:
    """`2022-03-07 09:00` in Shanghai, or nothing."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else ""


@register.filter
def iso(at: datetime | None) -> str:
    """As `<time datetime>` wants it."""
    return at.astimezone(SHANGHAI).isoformat() if at else ""


@register.filter
def hour(at: datetime | None) -> str:
    """`09:00` in Shanghai, under a heading that says the day."""
    return f"{at.astimezone(SHANGHAI):%H:%M}" if at else ""


@register.filter
def day(on: date | None) -> str:
    return f"{on:%Y-%m-%d}" if on else ""


@register.filter
def spoken(on: date | datetime | None) -> str:
    """`6月30日 周四` in Shanghai, for where people read and do not compare."""
    if on is None:
        return ""
    return day_words(day_of(on) if isinstance(on, datetime) else on, day_of(now()))


@register.filter
def spoken_moment(at: datetime | None) -> str:
    """`6月30日 周四 17:00`."""
    return f"{spoken(at)} {hour(at)}" if at else ""


@register.simple_tag
def asset(path: str) -> str:
    """A static file's address with a stamp of what is in it: browsers keep files for a day."""
    return address_of(path) if settings.DEBUG else kept_address(path)


def address_of(path: str) -> str:
    return f"{static(path)}?v={stamp(path)}"


kept_address = cache(address_of)


@register.simple_tag(takes_context=True)
def with_page(context: dict[str, Any], number: int) -> str:
    """The address' query with another page number; the filters stay."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    encoded: str = query.urlencode()
    return encoded
