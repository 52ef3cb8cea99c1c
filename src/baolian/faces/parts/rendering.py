"""Django asks up to three templates for every input and for every option of a select. A ledger's
page has forty: what they say is written here; whatever else a form shows is Django's own."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates

from baolian.faces.parts.markup import attributes, safe

INPUTS = (
    "checkbox", "date", "datetime", "email", "hidden", "input", "number", "password", "search",
    "tel", "text", "time", "url",
)  # fmt: skip


class Renderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if (write := WRITTEN.get(template_name)) is not None:
            return write(context["widget"])
        found: str = super().render(template_name, context, request)
        return found


def written_input(widget: dict[str, Any]) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{escape(str(value))}"'
    marks = f'type="{widget["type"]}" name="{escape(widget["name"])}"{said}'
    return f"<input {marks}{attributes(widget['attrs'])}>"


def written_area(widget: dict[str, Any]) -> str:
    marks = f'name="{escape(widget["name"])}"{attributes(widget["attrs"])}'
    # the browser takes away the first line's end
    return f"<textarea {marks}>\n{safe(widget['value'] or '')}</textarea>"


def written_select(widget: dict[str, Any]) -> str:
    marks = f'name="{escape(widget["name"])}"{attributes(widget["attrs"])}'
    groups = "".join(group(name, choices) for name, choices, _place in widget["optgroups"])
    return f"<select {marks}>{groups}</select>"


def group(name: object, choices: list[dict[str, Any]]) -> str:
    written = "".join(map(option, choices))
    return f'<optgroup label="{safe(name)}">{written}</optgroup>' if name else written


def option(one: dict[str, Any]) -> str:
    value, marks = escape(str(one["value"])), attributes(one["attrs"])
    return f'<option value="{value}"{marks}>{safe(one["label"])}</option>'


WRITTEN: dict[str, Callable[[dict[str, Any]], str]] = {
    **{f"django/forms/widgets/{name}.html": written_input for name in INPUTS},
    "django/forms/widgets/textarea.html": written_area,
    "django/forms/widgets/select.html": written_select,
}
