"""One small form for each step of a matter. Field names are the verbs' own parameters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import Handlers, OrganisationField
from baolian.faces.console.standing import Standing
from baolian.faces.parts.words import label_words, limit_words, unit_words
from baolian.records.matters.models import Confirmation, Matter, Resolution, furthest
from baolian.rules.packs import Extension, Stage


def area(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def yes_or_no(label: Any, yes: Any, no: Any) -> forms.TypedChoiceField:
    """True, False, or None while nothing is chosen."""
    return forms.TypedChoiceField(
        label=label,
        coerce=lambda value: value == "yes",
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        empty_value=None,
    )


Field = TypeVar("Field", bound=forms.Field)


def needed(field: Field, when: Any) -> Field:
    """A field that must be filled in only sometimes says when, beside its label."""
    field.needed = when  # type: ignore[attr-defined]
    return field


def translated(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(value, label_words(label)) for value, label in choices]


class StepForm(forms.Form):
    """Several stand on one page: ids carry the step's name, or labels would point astray."""

    def __init__(self, data: Any = None, *, matter: Matter, step: str) -> None:
        super().__init__(data, auto_id=f"{step}_%s")
        self.matter = matter
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the matter or on the language."""

    def heed(self, standing: Standing) -> None:
        """Say what only the page that shows it has read."""

    def ask_for(self, name: str, words: str) -> None:
        """A text that what was chosen makes necessary."""
        if not self.cleaned_data.get(name, "").strip():
            self.add_error(name, words)


class PlainForm(StepForm):
    """A step that asks nothing."""


class ReasonForm(StepForm):
    reason = area(_("理由"))


class ContactForm(StepForm):
    note = area(_("沟通情况"))


class NoteForm(StepForm):
    note = area(_("备注"), required=False)


class ExtensionForm(StepForm):
    """So many units more, or until a day: one of the two."""

    units = forms.IntegerField(label=_("延长多少"), required=False, min_value=1, max_value=999)
    until = forms.DateField(
        label=_("或者延到哪一天"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = area(_("延期理由"))

    def prepare(self) -> None:
        pack, matter = self.matter.edition.pack, self.matter
        limit = pack.limit(matter.kind, Stage.RESOLUTION, matter.category)
        if limit:
            self.fields["units"].label = gettext("延长多少（%(unit)s）") % {
                "unit": unit_words(limit.unit)
            }
        if limit and not limit.unit.is_of_days:
            del self.fields["until"]
        elif matter.due_at:
            self.fields["until"].widget.attrs["max"] = furthest(matter.due_at).isoformat()
        if "until" in self.fields:
            for name in ("units", "until"):
                self.fields[name].needed = gettext("两样填一样")  # type: ignore[attr-defined]

    def heed(self, standing: Standing) -> None:
        if rule := standing.matter.edition.pack.kinds[standing.matter.kind].extension:
            granted = sum(1 for extension in standing.extensions if extension.is_granted)
            # on the bound field: a form that was validated has made it already
            self["units"].help_text = gettext("；").join(bounds(rule, granted))

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        due_at = self.matter.due_at
        if until and due_at and until > (last := furthest(due_at)):
            raise ValidationError(
                gettext("最远延到%(day)s（现在到期之后两年），请核对年份。") % {"day": last}
            )
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and bool(data.get("units")) == bool(data.get("until")):
            self.add_error("units", gettext("请填延长多少，或者选延到哪一天，两样填一样。"))
        return data


def bounds(rule: Extension, granted: int) -> Iterator[str]:
    """What the pack bounds more time by: how much at once, how often and how often still, how long
    before it is due."""
    if rule.at_most:
        most = limit_words(rule.at_most.n, rule.at_most.unit)
        yield gettext("一次至多%(most)s") % {"most": most}
    if rule.times:
        n = rule.times
        most = ngettext("最多延期%(n)d次", "最多延期%(n)d次", n) % {"n": n}
        left = gettext("，还可申请%(n)d次") % {"n": n - granted}
        yield most + (left if granted else "")
    if rule.ask_before:
        limit = limit_words(rule.ask_before.n, rule.ask_before.unit)
        yield gettext("至迟到期前%(limit)s提出") % {"limit": limit}


class ExtensionDecisionForm(StepForm):
    is_granted = yes_or_no(_("是否批准延期"), _("批准"), _("不批准"))
    note = needed(area(_("批准意见"), required=False), _("不批准时必填"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_granted") is False:
            self.ask_for("note", gettext("不批准的，必须写明理由。"))
        return data


class AssignmentForm(StepForm):
    organisation = OrganisationField(label=_("交给"))

    def prepare(self) -> None:
        self.fields["organisation"].offer_handlers(Handlers(self.matter.subject))  # type: ignore[attr-defined]


class ResolutionForm(StepForm):
    outcome = forms.ChoiceField(label=_("办理结果"), widget=forms.RadioSelect)
    explanation = needed(area(_("办理情况说明"), required=False), _("未完全解决时必填"))

    def prepare(self) -> None:
        self.fields["outcome"].choices = translated(Resolution.Outcome.choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") not in (None, Resolution.Outcome.SOLVED):
            self.ask_for("explanation", gettext("未完全解决的，必须书面说明。"))
        return data


class ConfirmationForm(StepForm):
    is_solved = yes_or_no(_("企业认为问题解决了吗"), _("解决了"), _("没有解决"))
    rating = forms.ChoiceField(label=_("企业评价"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("回访方式"), widget=forms.RadioSelect)
    note = area(_("企业原话"), required=False)

    def prepare(self) -> None:
        self.fields["rating"].choices = translated(Confirmation.Rating.choices)  # type: ignore[attr-defined]
        self.fields["channel"].choices = translated(Confirmation.Channel.choices)  # type: ignore[attr-defined]


class TaskForm(StepForm):
    summary = forms.CharField(label=_("任务内容"), max_length=500)
    organisation = OrganisationField(
        label=_("交给"), required=False, empty_label=_("暂不交办，由台账管理员分派")
    )

    def prepare(self) -> None:
        self.fields["organisation"].offer_handlers(Handlers(self.matter.subject))  # type: ignore[attr-defined]
