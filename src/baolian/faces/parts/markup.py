"""Markup of which a page has hundreds: joined here, because a template, or `format_html` for each,
takes ten times as long. Whatever is not markup already is escaped all the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from html import escape

from django.utils.safestring import SafeString


def safe(value: object) -> str:
    """As it may stand in a page: markup as it is, everything else escaped."""
    if isinstance(value, SafeString):
        return value
    return escape(str(value))


def options(choices: Iterable[tuple[object, object]], chosen: Collection[str]) -> SafeString:
    """The options of a select; `chosen` are values as texts."""
    written = []
    for key, words in choices:
        value = str(key)
        mark = " selected" if value in chosen else ""
        written.append(f'<option value="{escape(value)}"{mark}>{safe(words)}</option>')
    return SafeString("".join(written))


def attributes(marks: Mapping[str, object]) -> str:
    """As a tag bears them: True stands without a value, False does not stand at all."""
    said = ((name, value) for name, value in marks.items() if value is not False)
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in said
    )
