"""A workbook is sent in, looked at, confirmed; only then is anything written."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console import imports as said
from baolian.faces.console.forms.imports import ColumnsForm, UploadForm, keeping_offices
from baolian.faces.console.steps import SeeOther
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.language import lang_of_page
from baolian.faces.parts.lists import page_of
from baolian.faces.parts.refusals import Refusal
from baolian.faces.parts.sent_files import was_too_large
from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation
from baolian.routines.exchange.importing import confirm
from baolian.routines.exchange.models import Import
from baolian.routines.exchange.plans import CannotImport, OutOfDate, Plan
from baolian.routines.exchange.refusals import Unreadable
from baolian.routines.exchange.uploads import (
    NoSuchUpload,
    TooManyWaiting,
    Upload,
    upload_called,
    waiting_for,
)

WRONG, CONFLICT = HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT


def keeper(request: HttpRequest) -> Act:
    """Raises PermissionDenied for who keeps no ledger."""
    act = act_of(request)
    if not act.by.charges("clerk"):
        raise PermissionDenied
    return act


def in_words(error: Unreadable | CannotImport) -> str:
    return error.zh if lang_of_page() == "zh" else error.en


class Imports(View):
    """What waits, what was imported, and the form that sends a workbook in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = keeper(request)
        return imports_page(request, act, UploadForm(act))

    def post(self, request: HttpRequest) -> HttpResponse:
        act = keeper(request)
        form = UploadForm(act, request.POST, request.FILES, was_too_large=was_too_large(request))
        whose = form.cleaned_data["organisation"] if form.is_valid() else None
        upload = received(act, form, whose)
        if upload and whose:
            return redirect("import-waiting", upload.token)
        if upload:
            form = form.keeping(act, upload)
        return imports_page(request, act, form, WRONG)


def received(act: Act, form: UploadForm, whose: Organisation | None) -> Upload | None:
    """The workbook that came, or that came before: kept, whatever else is wrong, if it can be read
    at all; else the form says why not. `whose`: None where the form does not say it."""
    file = form.sent
    if file is None:
        return came_before(form, whose)
    try:
        upload = Upload.receive(act, whose, file.name or "", file.chunks())
    except TooManyWaiting:
        form.add_error("file", _("您有太多工作簿等着确认。请先写入或放弃其中几份。"))
        return None
    try:
        upload.workbook()
    except Unreadable as error:
        upload.put_away()
        form.add_error("file", in_words(error))
        return None
    if form.upload:  # another file was chosen instead
        form.upload.put_away()
    if whose is None:
        upload.put_away_forgotten()
    return upload


def came_before(form: UploadForm, whose: Organisation | None) -> Upload | None:
    if form.upload is None or whose is None:
        return form.upload
    try:
        return form.upload.be_of(whose)
    except NoSuchUpload:
        form.tell_of_lost()
        return None


def imports_page(
    request: HttpRequest, act: Act, form: UploadForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    done = Import.objects.visible_to(act.by).select_related("by__officer").order_by("-id")
    context = {
        "form": form if keeping_offices(act).exists() else None,
        "waiting": waiting_for(act.by, act.at),
        "page": page_of(request, done),
    }
    return render(request, "console/imports/imports.html", context, status=status)


class ImportPage(View):
    """What one import wrote."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Import.objects.visible_to(act.by).select_related("by__officer")
        record = get_object_or_404(visible, pk=pk)
        context = {
            "record": record,
            "sheets": record.counted,
            "trail": [(record.file_name or _("未记文件名的台账"), "")],
        }
        return render(request, "console/imports/import.html", context)


def upload_of(request: HttpRequest, token: str) -> tuple[Act, Upload]:
    """Raises Http404 for one that is gone, or that is not this account's to import."""
    act = act_of(request)
    try:
        return act, upload_called(token, act)
    except NoSuchUpload as error:
        raise Http404 from error


class Waiting(View):
    """How it was understood, and what it would do to the records as they stand now."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        act, upload = upload_of(request, token)
        if upload.became:
            return redirect("import", upload.became)
        return preview(request, act, upload)


def preview(
    request: HttpRequest,
    act: Act,
    upload: Upload,
    refusal: Refusal | None = None,
    form: ColumnsForm | None = None,
) -> HttpResponse:
    try:
        plan = upload.plan(act)
    except Unreadable as error:
        # its file goes when somebody else's confirmation is through
        if upload_called(upload.token, act).became:
            return redirect("import-waiting", upload.token)
        context = {
            "upload": upload,
            "refusal": Refusal(in_words(error), WRONG),
            "trail": trail(upload),
        }
        return render(request, "console/imports/unread.html", context, status=WRONG)
    return plan_page(request, act, upload, plan, refusal, form)


def plan_page(
    request: HttpRequest,
    act: Act,
    upload: Upload,
    plan: Plan,
    refusal: Refusal | None,
    form: ColumnsForm | None = None,
) -> HttpResponse:
    form = form or ColumnsForm(plan)
    wrong = bool(form.errors)
    context = {
        "upload": upload,
        "plan": plan,
        "sums": said.Sums.of(plan),
        "sheets": said.sheet_parts(plan, form),
        "others": said.other_sheets(plan),
        "errors": said.problem_lines(plan, said.ERROR),
        "warnings": said.problem_lines(plan, said.WARNING),
        "differences": said.difference_lines(plan),
        "differences_left": max(len(plan.changed) - said.MOST_SHOWN, 0),
        "new_lines": said.new_lines(plan),
        "newcomers": said.newcomers(plan),
        "offices": said.office_lines(plan),
        "doubtful": said.doubtful_offices(plan),
        "other_offices": said.other_offices(plan),
        "columns_form": form,
        "needs_other": needs_other(act, upload),
        "refusal": refusal,
        "trail": trail(upload),
    }
    status = refusal.status if refusal else WRONG if wrong else HTTPStatus.OK
    return render(request, "console/imports/waiting.html", context, status=status)


def trail(upload: Upload) -> list[tuple[str, str]]:
    return [(upload.name, "")]


def needs_other(act: Act, upload: Upload) -> bool:
    """Whether the site asks for a second person, and this one sent it in."""
    return settings.IMPORT_BY_TWO and upload.by == act.by.pk


class WaitingStep(View):
    """Only a POST takes it; its address, read again, leads to the workbook's page."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        _act, upload = upload_of(request, token)
        return SeeOther(reverse("import-waiting", args=[upload.token]))


class Columns(WaitingStep):
    """The clerk says what columns mean, and up to which day the ledger runs."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        act, upload = upload_of(request, token)
        if "reset" in request.POST:
            upload.change(choices=(), as_of=None)
            return redirect("import-waiting", upload.token)
        try:
            plan = upload.plan(act)
        except Unreadable:
            return redirect("import-waiting", upload.token)
        form = ColumnsForm(plan, request.POST)
        if not form.is_valid():
            return plan_page(request, act, upload, plan, None, form)
        upload.choose(form.choices, form.cleaned_data["as_of"])
        return redirect("import-waiting", upload.token)


class Confirmation(WaitingStep):
    """Writes what was shown, in the clerk's name; what is no longer so is shown again instead."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        act, upload = upload_of(request, token)
        if needs_other(act, upload):
            raise PermissionDenied
        if upload.became:
            return self.done_already(request, upload)
        try:
            record = self.confirmed(act, upload, request.POST)
        except (CannotImport, Unreadable) as error:
            # somebody else may have confirmed it while this one was reading
            if upload_called(token, act).became:
                return self.done_already(request, upload)
            return preview(request, act, upload, Refusal(in_words(error), CONFLICT))
        if record is None:
            messages.warning(request, _("没有新内容，未写入。"))
            return redirect("import-waiting", upload.token)
        upload.settle(record.pk)
        messages.success(request, _("已写入台账。"))
        return redirect("import", record.pk)

    @staticmethod
    def confirmed(act: Act, upload: Upload, said: QueryDict) -> Import | None:
        """Raises OutOfDate when the plan is no longer the one that was shown."""
        plan = upload.plan(act)
        if plan.fingerprint() != said.get("shown", ""):
            raise OutOfDate
        sent_by = _("%(who)s上传") % {"who": upload.who} if upload.by != act.by.pk else ""
        return confirm(act, plan, sent_by, offices_meant="offices" in said)

    @staticmethod
    def done_already(request: HttpRequest, upload: Upload) -> HttpResponse:
        messages.warning(request, _("这份工作簿已经写入，没有再写一次。"))
        return redirect("import-waiting", upload.token)


class Removal(WaitingStep):
    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        _act, upload = upload_of(request, token)
        if not upload.became:
            upload.put_away()
            messages.success(request, _("已放弃，未写入任何内容。"))
        return redirect("imports")
