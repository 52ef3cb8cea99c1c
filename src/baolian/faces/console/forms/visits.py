"""Log a visit with up to three difficulties."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE, OfficersField, OrganisationField
from baolian.faces.console.forms.matters import area, needed
from baolian.faces.parts.refusals import refusal_of
from baolian.faces.parts.words import said
from baolian.records.people.models import Officer
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import (
    NotYetHappened,
    Raising,
    TooLongAgo,
    earliest,
    refuse_day,
)
from baolian.rules.packs import Pack

ROWS = 3


class VisitForm(forms.Form):
    """`client_id` is made when the form is shown: sent twice, the visit is logged once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    visited_on = forms.DateField(
        label=_("走访日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    companions = OfficersField(
        Officer.objects.none(),
        label=_("一同走访的包联干部"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = area(_("所见所闻"), required=False)
    delivered = area(_("送去了什么"), required=False, help_text=_("政策、信息、资金对接等。"))

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        subject: Subject,
        others: QuerySet[Officer],
        pack: Pack | None,
    ) -> None:
        super().__init__(data, initial={"client_id": uuid.uuid4(), "visited_on": today})
        self.today = today
        days = {"min": earliest(today).isoformat(), "max": today.isoformat()}
        self.fields["visited_on"].widget.attrs |= days
        self.fields["companions"].queryset = others  # type: ignore[attr-defined]
        if not others:
            del self.fields["companions"]
        self.rows = [DifficultyForm(data, n=n, subject=subject, pack=pack) for n in range(ROWS)]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def clean_visited_on(self) -> date:
        """Said beside the field, with whatever else is wrong; the verb asks again."""
        day: date = self.cleaned_data["visited_on"]
        try:
            refuse_day(day, self.today)
        except (NotYetHappened, TooLongAgo) as error:
            raise forms.ValidationError(refusal_of(error).words) from error
        return day

    @property
    def difficulties(self) -> list[Raising]:
        return [row.raising for row in self.rows if row.cleaned_data["summary"]]


class DifficultyForm(forms.Form):
    """One difficulty; an empty one raises nothing."""

    summary = forms.CharField(label=_("困难是什么"), required=False, max_length=500)
    category = needed(forms.ChoiceField(label=_("类别"), required=False), _("写了困难就要选"))
    organisation = OrganisationField(
        label=_("交给谁办"),
        required=False,
        empty_label=_("暂不交办，由台账管理员分派"),
    )

    def __init__(self, data: Any = None, *, n: int, subject: Subject, pack: Pack | None) -> None:
        super().__init__(data, prefix=f"difficulty{n}")
        categories = pack.categories if pack else ()
        choices = [("", PLEASE), *((c.code, said(c.name)) for c in categories)]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]
        self.fields["organisation"].offer_handlers(subject)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("summary"):
            if data.get("category") or data.get("organisation"):
                self.add_error("summary", gettext("写明困难是什么，或把这一栏清空。"))
        elif not data.get("category"):
            self.add_error("category", gettext("选一个类别：时限依类别而定。"))
        return data

    @property
    def is_begun(self) -> bool:
        """Whether something was typed into it, so that the page shows it open."""
        return self.is_bound and self.has_changed()

    @property
    def raising(self) -> Raising:
        data = self.cleaned_data
        return Raising(data["summary"], data["category"], data["organisation"])
