"""The pieces of a page: marks, people, clocks, dialogs. Shown, every one, at /design/."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext

from baolian.faces.parts.clock_bars import ClockBar, Stretch
from baolian.faces.parts.templatetags.parts import asset, moment, spoken, spoken_moment
from baolian.faces.parts.words import remaining_words

register = template.Library()

NOTHING = mark_safe("")
TONES = {"", "good", "warn", "bad"}
# at or below so many units left a limit is close
CLOSE = {"working_day": 2, "calendar_day": 2, "hour": 8, "working_hour": 8}
NOT_DIALLED = re.compile(r"[^0-9+]")


@register.simple_tag
def icon(name: str, words: object = "", size: str = "") -> SafeString:
    """A drawing of the sprite; with `words` it is told to a screen reader, else it is hidden."""
    return drawn(name, str(words) if words else "", size, asset("parts/icons.svg"))


@lru_cache(maxsize=500)  # a page has dozens of them, mostly the same
def drawn(name: str, words: str, size: str, sprite: str) -> SafeString:
    css = f"icon {size}".strip()
    if words:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
            css,
            words,
            sprite,
            name,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name
    )


@register.simple_tag
def state(said: Any, tone: str = "") -> SafeString:
    """Words that say a state. `said` is the words, or a thing with `words` and `tone`."""
    words = getattr(said, "words", said)
    tone = getattr(said, "tone", tone)
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"state tone {tone!r}; expected one of {sorted(TONES)}")
    return format_html('<span class="state{}">{}</span>', f" {tone}" if tone else "", words)


@register.simple_tag
def slip_mark(colour: str, words: object) -> SafeString:
    """The mark of a slip or rung; a colour that we do not draw stays white, its word says it."""
    return format_html('<span class="rung {}">{}</span>', colour, words)


@register.simple_tag
def remaining(n: int | None, unit: str = "working_day") -> SafeString:
    """What is left of a limit, in words, toned as it runs out."""
    if n is None:
        return NOTHING
    tone = "bad" if n < 0 else "warn" if n <= CLOSE.get(unit, 0) else ""
    words = remaining_words(n, unit)
    return format_html('<span class="remaining{}">{}</span>', f" {tone}" if tone else "", words)


@register.simple_tag
def phone(number: str) -> SafeString:
    """A telephone number that calls when it is touched."""
    dialled = NOT_DIALLED.sub("", number or "")
    if not dialled:
        return NOTHING
    return format_html(
        '<a class="tel" href="tel:{}">{}{}</a>', dialled, icon("phone", "", "small"), number
    )


@register.simple_tag
def contact(officer: Any, address: str = "") -> SafeString:
    """A person: the name, linked where one may open it, and the telephone."""
    name = format_html('<a href="{}">{}</a>', address, officer.name) if address else officer.name
    return format_html('<span class="contact">{} {}</span>', name, phone(officer.phone))


@register.simple_tag
def when(at: datetime | None, how: str = "") -> SafeString:
    """`<time>`: as in a list, `spoken` as people read it, `day` without the hour."""
    if at is None:
        return NOTHING
    said = {"spoken": spoken_moment, "day": spoken}.get(how, moment)(at)
    return format_html('<time datetime="{}">{}</time>', localtime(at).isoformat(), said)


@register.inclusion_tag("parts/_clock_bar.html")
def clock_bar(
    segments: list[Stretch], due_at: datetime, now: datetime, label: str = ""
) -> dict[str, Any]:
    """A clock as a drawn bar; `label` says it to who does not see it."""
    return {"bar": ClockBar(segments, due_at, now), "label": label or gettext("时限的分段")}


@register.inclusion_tag("parts/_clock_key.html")
def clock_key() -> dict[str, Any]:
    """What the drawing of a clock means; once a page."""
    return {}


@register.simple_tag
def progress(done: int, total: int, words: object) -> SafeString:
    return format_html(
        '<div class="progress"><progress value="{}" max="{}" aria-label="{}"></progress>'
        '<span class="number">{}</span></div>',
        done,
        total or 1,
        words,
        f"{done}/{total}",
    )


@register.simple_block_tag
def dialog(content: str, name: str, title: object) -> SafeString:
    """A dialog, opened by any `data-opens="name"`; without scripts it stands in the page."""
    return format_html(
        '<dialog id="{name}" aria-labelledby="{name}-title"><div class="dialog-head">'
        '<h2 id="{name}-title">{title}</h2>{close}</div>{content}</dialog>',
        name=name,
        title=title,
        close=closer(),
        content=content,
    )


def closer() -> SafeString:
    return format_html(
        '<button type="button" class="quiet icon-only needs-script" data-closes>{}</button>',
        icon("cross", gettext("关闭")),
    )


@register.simple_block_tag
def disclosure(content: str, title: object, is_open: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - a tag's argument
    """A step to be unfolded."""
    return format_html(
        '<details class="disclosure"{}><summary>{}</summary><div class="within">{}</div></details>',
        mark_safe(" open") if is_open else "",
        title,
        content,
    )
