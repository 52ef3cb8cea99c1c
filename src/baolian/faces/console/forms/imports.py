"""Which workbook is sent in, for whose ledger; and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE
from baolian.faces.parts.language import lang_of_page
from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation
from baolian.routines.exchange.headings import OWN_NUMBER_FIELD
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.report import Lang, field_word
from baolian.routines.exchange.understood import ColumnReading, SheetReading
from baolian.routines.exchange.uploads import ENDINGS, LIMITS, Upload, unassigned
from baolian.routines.exchange.workbooks import MEBIBYTE

ACCEPTED = ",".join(sorted(ENDINGS))


class UploadForm(forms.Form):
    """`organisation` is asked only of who keeps several ledgers. `kept`: the workbook that came
    with an answer that would not do, and need not be chosen again.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("谁的台账"), empty_label=PLEASE
    )
    file = forms.FileField(
        label=_("工作簿"),
        allow_empty_file=True,  # what is wrong with it is told by whoever reads it
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, act: Act, *args: Any, was_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_too_large = was_too_large
        self.upload = unassigned(self.data.get("kept", ""), act)
        offices = keeping_offices(act)
        field = self.fields["organisation"]
        field.queryset = offices  # type: ignore[attr-defined]
        self.fields["file"].help_text = gettext(
            ".xlsx、.xls、.ods，不超过 %(size)d MB。读懂的结果先给您看，确认之后才写入。"
        ) % {"size": LIMITS.file_bytes // MEBIBYTE}
        self.tell_of_kept()
        if len(offices) == 1:
            field.initial, field.widget = offices[0].pk, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        if self.was_too_large:
            words = gettext(
                "文件超过 %(size)d MB。请删去多余的工作表和格式，或分成几个文件；"
                "也可请系统管理员在服务器上用命令导入。"
            )
            self.errors.pop("file", None)
            self.add_error("file", words % {"size": LIMITS.file_bytes // MEBIBYTE})
        return self.cleaned_data

    @property
    def sent(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        return file

    def keeping(self, act: Act, upload: Upload) -> UploadForm:
        """The same form, which goes on with the workbook that came."""
        return UploadForm(act, {**self.data.dict(), "kept": upload.token})  # type: ignore[attr-defined]

    def tell_of_kept(self) -> None:
        if self.upload:
            words = gettext("已收到“%(name)s”，不用再选；要换一份才选。")
            self.fields["file"].help_text = words % {"name": self.upload.name}
            self.fields["file"].required = False

    def tell_of_lost(self) -> None:
        """Another window of the account went on with it, or sent in a later one."""
        self["file"].help_text = ""
        self.add_error("file", gettext("先前收到的工作簿已不在，请再选一次。"))


def keeping_offices(act: Act) -> Any:
    """Places whose ledger this account keeps: those of its own posts, and those below with a pack
    of their own."""
    paths = [path for path in act.rulebook.adoptions if act.by.can_keep_ledger(path)]
    kept = Q(path__in=[*paths, *act.by.charges("clerk")])
    return Organisation.objects.places().filter(kept).order_by("path")


class ColumnsForm(forms.Form):
    """A select for each column of a ledger; only what differs from what was understood is a choice.

    `of(sheet, column)` is the field of a column.
    """

    as_of = forms.DateField(
        label=_("截至日期"),
        help_text=_("金额和“办理状态”说的是哪一天的情况；不能有晚于这一天的日期。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data, initial={"as_of": plan.as_of}, auto_id="columns_%s")
        self.places: dict[str, tuple[SheetReading, ColumnReading]] = dict(places(plan))
        lang = lang_of_page()
        for name, (sheet, column) in self.places.items():
            self.fields[name] = field_of(sheet, column, lang)

    @property
    def choices(self) -> dict[tuple[str, str], str | None]:
        """(sheet, letter) -> field or None, for the columns that were changed."""
        return {
            (sheet.name, column.letter): self.cleaned_data[name] or None
            for name, (sheet, column) in self.places.items()
            if self.cleaned_data[name] != (column.field or "")
        }


def places(plan: Plan) -> Iterator[tuple[str, tuple[SheetReading, ColumnReading]]]:
    for n, sheet in enumerate(plan.understanding.sheets):
        for column in sheet.columns:
            yield name_of(n, column), (sheet, column)


def name_of(n: int, column: ColumnReading) -> str:
    return f"column{n}-{column.letter}"


def field_of(sheet: SheetReading, column: ColumnReading, lang: Lang) -> forms.ChoiceField:
    code = sheet.kind.code if sheet.kind else ""
    known = list(sheet.kind.by_code) if sheet.kind else []
    if column.field == OWN_NUMBER_FIELD:
        known.append(OWN_NUMBER_FIELD)
    words = [(field, field_word(code, field, lang)) for field in known]
    label = gettext("%(letter)s列“%(heading)s”的含义") % {
        "letter": column.letter,
        "heading": column.heading,
    }
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", gettext("不导入")), *words],
        initial=column.field or "",
    )
