"""What looks the same again is not made again: a stretch of a template is kept in the process."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.translation import get_language

register = template.Library()

# so many versions of one stretch: the rail has one for each kind of account on each page
MOST = 1000


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept menu.name theme %}…{% endkept %}`: made once a language and once for each of these
    values. What is in it may depend on nothing else: no csrf_token, no name of who reads it."""
    _tag, *names = token.split_contents()
    inner = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(inner, [parser.compile_filter(name) for name in names])


class KeptNode(template.Node):
    child_nodelists = ("inner",)

    def __init__(self, inner: NodeList, names: list[FilterExpression]) -> None:
        self.inner, self.names = inner, names
        self.versions: dict[Any, str] = {}

    def render(self, context: template.Context) -> str:
        values = (name.resolve(context, ignore_failures=True) for name in self.names)
        key = (get_language(), *values)
        found = self.versions.get(key)
        if found is None:
            found = self.inner.render(context)
            if len(self.versions) >= MOST:
                self.versions.clear()
            self.versions[key] = found
        return found
