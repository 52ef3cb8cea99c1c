"""What we write ourselves says what Django would have said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from baolian.faces.parts.markup import attributes, options, safe
from baolian.faces.parts.rendering import WRITTEN, Renderer

NASTY = '"><script>alert(1)</script>&'


class Everything(forms.Form):
    text = forms.CharField(max_length=5, help_text="<b>")
    search = forms.CharField(widget=forms.TextInput(attrs={"type": "search", "data-key": "/"}))
    secret = forms.CharField(widget=forms.PasswordInput(render_value=True))
    hidden = forms.CharField(widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=1, max_value=9)
    day = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    moment = forms.DateTimeField()
    mail = forms.EmailField()
    agreed = forms.BooleanField()
    story = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "disabled": False}))
    choice = forms.ChoiceField(
        choices=[("", "请选择"), ("a", NASTY), ("组", [("b", "乙"), ("c", mark_safe("<i>丙</i>"))])]
    )
    several = forms.MultipleChoiceField(
        choices=[("a", "甲"), ("b", "乙")], widget=forms.CheckboxSelectMultiple
    )


TYPED = {
    "text": NASTY, "search": "用工", "secret": "x", "hidden": NASTY, "number": "5",
    "day": "2022-06-30", "moment": "", "mail": "a@b", "agreed": "on", "story": f"\n{NASTY}",
    "choice": "b", "several": ["b"],
}  # fmt: skip


def plain(markup: str) -> str:
    """Blanks between tags say nothing."""
    return re.sub(r">\s+<", "><", re.sub(r"\s+(?=>)", "", markup)).strip()


@pytest.mark.parametrize("typed", [None, TYPED, {}])
def test_every_widget_says_what_djangos_template_says(typed: Any) -> None:
    ours, theirs = (
        Everything(typed, renderer=Renderer()),
        Everything(typed, renderer=DjangoTemplates()),
    )
    for name in Everything.base_fields:
        assert plain(str(ours[name])) == plain(str(theirs[name])), name


def test_the_forms_of_the_site_are_written_so() -> None:
    assert isinstance(Everything().renderer, Renderer)
    assert {str(w.widget.template_name) for w in Everything.base_fields.values()} - set(
        WRITTEN
    ) == {"django/forms/widgets/checkbox_select.html"}


def test_what_is_no_markup_is_escaped() -> None:
    assert safe(NASTY) == "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"
    assert safe(mark_safe("<b>")) == "<b>"
    assert attributes({"a": NASTY, "b": True, "c": False, "d": 0}) == f' a="{safe(NASTY)}" b d="0"'
    written = options([(1, NASTY), ("2", "乙")], {"2"})
    assert (
        written == f'<option value="1">{safe(NASTY)}</option><option value="2" selected>乙</option>'
    )


def test_a_day_stands_as_the_browser_wants_it() -> None:
    form = Everything(initial={"day": date(2022, 6, 30)})
    assert 'value="2022-06-30"' in str(form["day"])
