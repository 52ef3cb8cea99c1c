"""Log a visit with up to three difficulties."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE, Handlers, OfficersField, OrganisationField
from baolian.faces.console.forms.matters import area, needed
from baolian.faces.parts.refusals import refusal_of
from baolian.faces.parts.words import listed, said
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

# what is seen so often that a touch should say it; the words themselves go into the record
SIGNS: dict[str, dict[str, Promise]] = {
    "enterprise": {
        "normal": _("生产正常"),
        "full": _("满负荷生产"),
        "reduced": _("减产"),
        "stopped": _("停产"),
        "orders": _("订单充足"),
        "few_orders": _("订单不足"),
        "hiring": _("正在招工"),
        "growing": _("打算扩产或上新项目"),
    },
    "project": {
        "normal": _("正常施工"),
        "slow": _("进度偏慢"),
        "stopped": _("停工"),
        "machines": _("设备已进场"),
        "topped_out": _("主体完工"),
        "papers": _("等手续"),
        "money": _("资金未到位"),
    },
    "": {
        "calm": _("情况平稳"),
        "changed": _("有新变化"),
        "asking": _("群众有诉求"),
    },
}


def signs_of(subject: Subject) -> dict[str, Promise]:
    return SIGNS.get(subject.kind, SIGNS[""])


class VisitForm(forms.Form):
    """`client_id` is made when the form is shown: sent twice, the visit is logged once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    visited_on = forms.DateField(
        label=_("走访日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    signs = forms.MultipleChoiceField(
        label=_("看到的"), required=False, widget=forms.CheckboxSelectMultiple
    )
    companions = OfficersField(
        Officer.objects.none(),
        label=_("一同走访的包联干部"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = area(_("所见所闻"), required=False, help_text=_("上面勾选的会写在最前面。"))
    delivered = area(_("送去了什么"), required=False, help_text=_("政策、信息、资金对接等。"))

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        subject: Subject,
        others: Callable[[], QuerySet[Officer]],
        pack: Pack | None,
    ) -> None:
        """`others`: who may have come along; asked for where the form is shown or names any."""
        super().__init__(data, initial={"client_id": uuid.uuid4(), "visited_on": today})
        self.today, self.others = today, others
        self.named_signs = signs_of(subject)
        self.fields["signs"].choices = list(self.named_signs.items())  # type: ignore[attr-defined]
        days = {"min": earliest(today).isoformat(), "max": today.isoformat()}
        self.fields["visited_on"].widget.attrs |= days
        if "companions" in self.data:
            self.be_shown()
        self.handlers, self.categories = Handlers(subject), categories_of(pack)
        self.begun = {n: self.row(n) for n in range(ROWS) if any_of(self.data, prefix(n))}

    def row(self, n: int) -> DifficultyForm:
        data = self.data if self.is_bound else None
        return DifficultyForm(data, n=n, handlers=self.handlers, categories=self.categories)

    @cached_property
    def rows(self) -> list[DifficultyForm]:
        """As the page shows them, whether or not something was typed; those before one that is
        begun are open too, or it would be out of sight."""
        found = [self.begun.get(n) or self.row(n) for n in range(ROWS)]
        for n, row in enumerate(found):
            row.is_open = any(later.is_begun for later in found[n:])
        return found

    def be_shown(self) -> None:
        """Offer who may have come along, where there is anybody."""
        if (field := self.fields.get("companions")) is None:
            return
        field.queryset = self.others()  # type: ignore[attr-defined]
        if not field.queryset:  # type: ignore[attr-defined]
            del self.fields["companions"]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.begun.values())])

    def clean_visited_on(self) -> date:
        """Said beside the field, with whatever else is wrong; the verb asks again."""
        day: date = self.cleaned_data["visited_on"]
        try:
            refuse_day(day, self.today)
        except (NotYetHappened, TooLongAgo) as error:
            raise forms.ValidationError(refusal_of(error).words) from error
        return day

    @property
    def told(self) -> str:
        """What was ticked, in the reader's words, before what was typed."""
        ticked = [str(self.named_signs[code]) for code in self.cleaned_data["signs"]]
        words = listed(ticked)
        return "\n".join(filter(None, [words, self.cleaned_data["seen"]]))

    @property
    def difficulties(self) -> list[Raising]:
        return [row.raising for row in self.begun.values() if row.cleaned_data["summary"]]


def prefix(n: int) -> str:
    return f"difficulty{n}"


def any_of(data: Any, begins: str) -> bool:
    """Whether anything was sent in the fields that begin so."""
    return any(value for name, value in data.items() if name.startswith(begins))


def categories_of(pack: Pack | None) -> list[tuple[str, str | Promise]]:
    return [("", PLEASE), *((c.code, said(c.name)) for c in (pack.categories if pack else ()))]


class DifficultyForm(forms.Form):
    """One difficulty; an empty one raises nothing."""

    # shown unfolded: something is in it, or in one after it
    is_open = False

    summary = needed(
        forms.CharField(label=_("困难是什么"), required=False, max_length=500),
        _("有困难时必填"),
    )
    category = needed(forms.ChoiceField(label=_("类别"), required=False), _("写了困难就要选"))
    organisation = OrganisationField(
        label=_("交给谁办"),
        required=False,
        empty_label=_("暂不交办，由台账管理员分派"),
    )

    def __init__(self, data: Any = None, *, n: int, handlers: Handlers, categories: Any) -> None:
        super().__init__(data, prefix=prefix(n))
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        self.fields["organisation"].offer_handlers(handlers)  # type: ignore[attr-defined]

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
