"""Which month's bulletin to draft, and for whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation

MONTH = "%Y-%m"


class DraftForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("单位"))
    month = forms.DateField(
        label=_("月份"),
        input_formats=[MONTH],
        help_text=_("写成 2022-06"),
        widget=forms.DateInput(attrs={"type": "month"}, format=MONTH),
    )

    def __init__(self, act: Act, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"month": act.today})
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = drafting_offices(act)  # type: ignore[attr-defined]


def drafting_offices(act: Act) -> Any:
    """Offices that live by a pack of their own, in the scope of this clerk."""
    paths = [path for path in act.rulebook.adoptions if act.by.can_publish_bulletins(path)]
    return Organisation.objects.filter(path__in=paths).order_by("path")
