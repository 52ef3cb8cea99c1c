"""Requests for more time as a page tells them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from baolian.faces.console.rows import State
from baolian.faces.console.standing import Standing
from baolian.faces.parts.words import limit_words
from baolian.records.matters.models import Extension

WAITING = State(pgettext_lazy("extension", "待批准"), "warn")
GRANTED = State(pgettext_lazy("extension", "已批准"), "good")
REFUSED = State(pgettext_lazy("extension", "未批准"), "bad")
WITHDRAWN = State(pgettext_lazy("extension", "已撤回"))
# resolved before anybody decided it
LAPSED = State(pgettext_lazy("extension", "未决定，已随办结失效"))


@dataclass(frozen=True)
class ExtensionLine:
    extension: Extension
    more: str
    state: State


def extension_lines(standing: Standing) -> list[ExtensionLine]:
    """The latest first."""
    return [
        ExtensionLine(one, limit_words(one.n, one.unit), state_of(standing, one))
        for one in reversed(standing.extensions)
    ]


def state_of(standing: Standing, one: Extension) -> State:
    if one.is_granted is not None:
        return GRANTED if one.is_granted else REFUSED
    if one.withdrawn_at is not None:
        return WITHDRAWN
    return WAITING if one is standing.request and not standing.is_over else LAPSED
