"""How values look on a page: packs' texts, choice labels, moments, amounts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from baolian import __version__
from baolian.faces.parts.words import person_words
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
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


@register.filter
def day(on: date | None) -> str:
    return f"{on:%Y-%m-%d}" if on else ""


@register.simple_tag
def asset(path: str) -> str:
    """A static file's address with the release in it: browsers keep files for a day."""
    return f"{static(path)}?v={__version__}"


@register.simple_tag(takes_context=True)
def with_page(context: dict[str, Any], number: int) -> str:
    """The address' query with another page number; the filters stay."""
    query = context["request"].GET.copy()
    query["page"] = str(number)
    encoded: str = query.urlencode()
    return encoded
