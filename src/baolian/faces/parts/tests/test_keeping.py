"""A stretch of a template that is kept is made once a language and once for each value it names."""

from __future__ import annotations

from typing import Any

from django.template import Context, Template
from django.utils.translation import override

from baolian.faces.parts.templatetags import keeping

STRETCH = (
    "{% load i18n keeping %}{% kept place.key %}"
    "{% translate '通知' %} {{ place.key }} {{ made }}{% endkept %}"
)


class Made:
    """Counts how often it is asked for."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return str(self.times)


def shown(template: Template, key: str, made: Made) -> str:
    return template.render(Context({"place": {"key": key}, "made": made}))


def test_it_is_made_once_for_each_value() -> None:
    template, made = Template(STRETCH), Made()
    assert [shown(template, key, made) for key in "abab"] == [
        "通知 a 1", "通知 b 2", "通知 a 1", "通知 b 2",
    ]  # fmt: skip


def test_each_language_has_its_own() -> None:
    template, made = Template(STRETCH), Made()
    with override("en"):
        assert shown(template, "a", made) == "Notices a 1"
    with override("zh-hans"):
        assert shown(template, "a", made) == "通知 a 2"


def test_two_stretches_of_one_template_are_two() -> None:
    template = Template(f"{STRETCH}|{STRETCH}")
    assert shown(template, "a", Made()) == "通知 a 1|通知 a 2"


def test_what_varies_without_end_does_not_fill_the_memory(monkeypatch: Any) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    template, made = Template(STRETCH), Made()
    for key in "abcdef":
        shown(template, key, made)
    node = template.nodelist.get_nodes_by_type(keeping.KeptNode)[0]
    assert isinstance(node, keeping.KeptNode)
    assert len(node.versions) <= keeping.MOST
