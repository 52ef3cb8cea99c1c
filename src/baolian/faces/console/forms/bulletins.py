"""Which month's bulletin to draft, and for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE
from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation

MONTH = "%Y-%m"


class DraftForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("单位"), empty_label=PLEASE
    )
    month = forms.DateField(
        label=_("月份"),
        input_formats=[MONTH],
        help_text=_("写成 2022-06"),
        widget=forms.DateInput(attrs={"type": "month"}, format=MONTH),
    )

    def __init__(self, act: Act, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"month": act.today})
        super().__init__(*args, **kwargs)
        self.today = act.today
        months = {"min": f"{first_day(act):{MONTH}}", "max": f"{act.today:{MONTH}}"}
        self.fields["month"].widget.attrs |= months
        self.fields["organisation"].queryset = drafting_offices(act)  # type: ignore[attr-defined]

    def clean_month(self) -> date:
        month: date = self.cleaned_data["month"]
        if month > self.today:
            raise forms.ValidationError(gettext("这个月还没有开始。"))
        return month


def first_day(act: Act) -> date:
    """Since when rules hold anywhere on the site: nothing is counted of the months before."""
    days = (since for adopted in act.rulebook.adoptions.values() for since, _key in adopted)
    return min(days, default=act.today)


def drafting_offices(act: Act) -> Any:
    """Offices that live by a pack of their own, in the scope of this clerk."""
    paths = [path for path in act.rulebook.adoptions if act.by.can_publish_bulletins(path)]
    return Organisation.objects.filter(path__in=paths).order_by("path")


class PublicationForm(forms.Form):
    """`shown`: the fingerprint of the figures that were looked at; empty asks nothing of them."""

    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
