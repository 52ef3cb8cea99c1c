"""Lines of Today as a page shows them: written here, because it has dozens of them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from baolian.faces.console.duties.lines import Duty
from baolian.faces.console.duties.news import Line
from baolian.faces.console.duties.numbers import Number
from baolian.faces.console.remaining import Left, When
from baolian.faces.parts.markup import safe
from baolian.faces.parts.templatetags.parts import pick, spoken
from baolian.faces.parts.templatetags.pieces import icon, remaining, slip_mark, when

register = template.Library()


@register.simple_tag(takes_context=True)
def duty_lines(context: dict[str, Any], duties: Iterable[Duty], main: Duty | None = None) -> str:
    """Each what it is and its one next step, which is the main one of the page in one of them.
    After a step was taken, the line that `is_fresh` has the focus; `said` is what was done."""
    said = just_done(context["said"]) if context.get("said") else ""
    focus = ' tabindex="-1" autofocus' if context.get("is_fresh") else ""
    token = context.get("csrf_token", "")
    return SafeString(
        "".join(
            f'<li class="duty" id="{duty.key}"{focus}>\n  {said}{what(duty)}\n'
            f'  <div class="step">{step(duty, token, is_main=duty is main)}</div>\n</li>'
            for duty in duties
        )
    )


@register.simple_tag
def just_done(said: object) -> str:
    return SafeString(f'<p class="just-done">{icon("check", "", "small")}{safe(said)}</p>')


@register.simple_tag
def what(duty: Duty) -> str:
    """What it is, about whom, and what is left of its limit."""
    about = [left(duty.left), f'<span class="about">{escape(duty.subject)}</span>']
    if duty.clock:
        about.insert(0, safe(duty.clock))
    if duty.rung:
        about.insert(-1, slip_mark(duty.rung.colour, pick(duty.rung.name)))
    about += [f'<span class="also">{escape(words)}</span>' for words in duty.others]
    return SafeString(
        f'<p class="what"><span class="verb">{safe(duty.kind.words)}</span> '
        f'<a href="{escape(duty.address)}">{escape(duty.summary)}</a></p>\n'
        f'  <p class="meta">{" ".join(about)}</p>'
    )


def left(said: Left) -> str:
    sign = icon("pause", "", "small") if said.when is When.PAUSED else ""
    return f"{sign}{remaining(said)}"


def step(duty: Duty, token: object, *, is_main: bool) -> str:
    """The button of the next step; where only the page of the thing can take it, the way there."""
    if not duty.step:
        return button("second", f'href="{escape(duty.address)}"', duty.kind.action)
    address = escape(duty.step)
    about = f"{gettext('：')}{duty.summary}"
    look = "" if is_main else "second"
    main = button(look, f'href="{address}" hx-get="{address}"', duty.kind.action, about)
    return acknowledging(duty.second, token) + main if duty.second else main


def button(look: str, where: str, words: object, about: str = "") -> str:
    """`about`: what of many it is for, told to who does not see where it stands."""
    told = f'<span class="visually-hidden">{escape(about)}</span>' if about else ""
    return f'<a class="{f"button {look}".strip()}" {where}>{safe(words)}{told}</a>'


def acknowledging(address: str, token: object) -> str:
    where, words = escape(address), escape(pgettext("step", "回执"))
    return (
        f'<form method="post" action="{where}" hx-post="{where}" hx-disabled-elt="find button">'
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(str(token))}">'
        f'<button class="second">{words}</button></form>\n    '
    )


@register.simple_tag
def piles(numbers: Iterable[Number]) -> str:
    """So many wait, since when, and where they are worked through."""
    return SafeString("".join(map(pile, numbers)))


def pile(number: Number) -> str:
    n, words, since = f"{number.n}{'' if number.is_exact else '+'}", safe(number.words), ""
    if number.since:
        oldest = gettext("最早 %(day)s") % {"day": spoken(number.since)}
        since = f" <small>{escape(oldest)}</small>"
    about, where = f"{gettext('：')}{number.words}", f'href="{escape(number.address)}"'
    return (
        f"<li><strong>{n}</strong> <span>{words}{since}</span>\n"
        f"    {button('second', where, gettext('去办'), about)}</li>"
    )


@register.simple_tag
def news_lines(lines: Iterable[Line]) -> str:
    """On what, when, who, for whom, did what."""
    return SafeString("".join(map(news_line, lines)))


def news_line(line: Line) -> str:
    who = escape(line.who)
    if line.on_behalf_of:
        who += f" {escape(gettext('代 %(leader)s') % {'leader': line.on_behalf_of})}"
    return (
        f'<li><a href="{escape(line.address)}">{escape(line.summary)}</a>\n'
        f'    <div class="meta">{when(line.at)} {who} · {escape(line.did)}</div></li>'
    )
