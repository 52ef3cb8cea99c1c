"""A step taken from Today: its form in the line, or on a small page where there are no scripts.

The step itself is the one of the matter or the slip: its right, its form, its verb. Only where it
is shown differs: what comes back is the line in its next state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views import View
from django_htmx.http import trigger_client_event

from baolian.faces.console.duties.gathering import Only
from baolian.faces.console.duties.lines import Duty
from baolian.faces.console.duties.plate import duty_of, total
from baolian.faces.console.duties.suggesting import suggested_reply
from baolian.faces.console.steps import Step
from baolian.faces.console.views import matter_steps, slip_steps
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.faces.parts.replies import reply
from baolian.faces.parts.words import limit_words
from baolian.records.journal.acts import Act
from baolian.records.matters.rights import Rights
from baolian.routines.supervision.models import Issue

Said = str | Promise
# heard by the lists of numbers on Today
STEP_TAKEN = "step-taken"


@dataclass(frozen=True)
class Doing:
    """`sends`: the words on the button that does it; `done`: what the line then says."""

    step: type[Step[Any]]
    sends: Said
    done: Said


MATTERS = (
    Doing(matter_steps.Receipts, _("确认签收"), _("已签收")),
    Doing(matter_steps.Contacts, _("记下联系"), _("已记首次联系")),
    Doing(matter_steps.Assignments, _("确认交办"), _("已交办")),
    Doing(matter_steps.Resolutions, _("确认办结"), _("已办结")),
    Doing(matter_steps.ExtensionDecisions, pgettext_lazy("duty", "确认批复"), _("已批复延期申请")),
    Doing(matter_steps.Confirmations, _("记下回访"), _("已记回访")),
)
SLIPS = (
    Doing(slip_steps.Signatures, _("确认签发"), _("已签发")),
    Doing(slip_steps.Acknowledgements, pgettext_lazy("step", "回执"), _("已回执")),
    Doing(slip_steps.Replies, _("发出答复"), _("已答复")),
)


class DutyStep(View):
    """GET shows the form, POST takes the step. A thing one cannot see is a 404, a step one has no
    right to is a 403; what no longer waits for me shows how it stands."""

    http_method_names = ["get", "head", "post"]
    doing: ClassVar[Doing]
    of_slip: ClassVar[bool] = False

    def only(self, pk: int) -> Only:
        return Only(slip=pk) if self.of_slip else Only(matter=pk)

    def thing(self, act: Act, pk: int) -> Any:
        step = self.doing.step()
        found = step.seen(act, pk)
        if not step.is_allowed(act, found):
            raise PermissionDenied
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        thing, duty = self.thing(act, pk), duty_of(act, self.only(pk))
        if duty is None or request.path not in (duty.step, duty.second):
            return self.stands(request, act, self.only(pk))
        return self.opened(request, act, thing, duty, self.form(thing))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        thing, before = self.thing(act, pk), duty_of(act, self.only(pk))
        form = self.form(thing, request.POST)
        if not form.is_valid():
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return self.opened(request, act, thing, before, form, status=status)
        try:
            self.doing.step().take(act, thing, form.cleaned_data)
        except refusals() as error:
            return self.refused(request, act, pk, form, refusal_of(error))
        return self.done(request, act, thing, before)

    def form(self, thing: Any, data: Any = None) -> forms.Form:
        form = self.doing.step().form(thing, data)
        # several lines of one kind may be open at once
        form.auto_id = f"{self.only(thing.pk).key}-%s"
        return form

    # -- answers -------------------------------------------------------------------------------

    def opened(
        self,
        request: HttpRequest,
        act: Act,
        thing: Any,
        duty: Duty | None,
        form: forms.Form,
        refusal: Refusal | None = None,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        """The line with its form open; what was typed wrong gets the focus."""
        for wrong in list(form.errors)[:1]:
            if wrong in form.fields:
                form.fields[wrong].widget.attrs["autofocus"] = True
        context = {
            "doing": self.doing,
            "title": self.doing.step.title,
            "trail": [(self.doing.step.title, "")],
            "key": self.only(thing.pk).key,
            "thing": thing,
            "duty": duty,
            "form": form,
            "refusal": refusal,
            # nothing to read and nothing to fill in: the button turns into its confirmation
            "is_plain": not form.fields and not self.of_slip,
            **self.facts(act, thing, form),
        }
        return reply(
            request, "console/today/_open.html", "console/today/doing.html", context, status
        )

    def facts(self, act: Act, thing: Any, form: forms.Form) -> dict[str, Any]:
        """What else one must know before sending it."""
        return {"slip": thing} if self.of_slip else {"matter": thing}

    def refused(
        self, request: HttpRequest, act: Act, pk: int, form: forms.Form, refusal: Refusal
    ) -> HttpResponse:
        """With what was typed, beside the thing as it is now: the verb may have met a change."""
        thing, duty = self.doing.step().seen(act, pk), duty_of(act, self.only(pk))
        return self.opened(request, act, thing, duty, form, refusal, refusal.status)

    def stands(self, request: HttpRequest, act: Act, only: Only) -> HttpResponse:
        if getattr(request, "htmx", False):
            return line(request, act, only)
        return redirect("today")

    def done(self, request: HttpRequest, act: Act, thing: Any, before: Duty | None) -> HttpResponse:
        words = self.words(act, thing)
        if not getattr(request, "htmx", False):
            summary = before.summary if before else ""
            messages.success(request, " · ".join(filter(None, [words, summary])))
            return redirect("today")
        after = line(request, act, self.only(thing.pk), words, before)
        # what else the page counts asks again by itself
        return trigger_client_event(after, STEP_TAKEN)

    def words(self, act: Act, thing: Any) -> str:
        return str(self.doing.done)


class Decision(DutyStep):
    def facts(self, act: Act, thing: Any, form: forms.Form) -> dict[str, Any]:
        request = Rights(act.by, thing).request
        more = limit_words(request.n, request.unit) if request else ""
        return super().facts(act, thing, form) | {"request_for_time": request, "more": more}


class SlipDuty(DutyStep):
    of_slip = True

    def facts(self, act: Act, thing: Any, form: forms.Form) -> dict[str, Any]:
        told = thing.told
        return {
            "slip": thing,
            "told": told,
            "due_at": datetime.fromisoformat(told["due_at"]),
            "used": limit_words(told["used"], told["limit_unit"]),
            "limit": limit_words(told["limit_n"], told["limit_unit"]),
            "hindrance": slip_steps.hindrance(thing),
        }


class Signature(SlipDuty):
    def words(self, act: Act, thing: Any) -> str:
        number = Issue.objects.filter(slip=thing.pk).values_list("number", flat=True).first()
        return _("已签发：%(number)s") % {"number": number}


class Answer(SlipDuty):
    def facts(self, act: Act, thing: Any, form: forms.Form) -> dict[str, Any]:
        if not form.is_bound:
            form.initial["text"] = suggested_reply(act, thing)
        return super().facts(act, thing, form)


def line(
    request: HttpRequest, act: Act, only: Only, said: str = "", before: Duty | None = None
) -> HttpResponse:
    """The line in its next state, or one that says that it is done; once something was done, with
    the number of the group in which it stands."""
    context: dict[str, Any] = {
        "key": only.key,
        "duties": [duty] if (duty := duty_of(act, only)) else [],
        "before": before,
        "said": said,
        "is_fresh": True,
    }
    if before:
        when = before.left.when
        context |= {"when": when, "total": total(act, when)}
    return render(request, "console/today/_after.html", context)


def steps() -> Iterator[tuple[str, str, type[DutyStep]]]:
    """(matter or slip, slug, view) of every step that Today offers."""
    for doing in MATTERS:
        base = Decision if doing.step is matter_steps.ExtensionDecisions else DutyStep
        yield "matter", doing.step.slug, view_of(base, doing)
    for doing in SLIPS:
        of_slip = {"signature": Signature, "reply": Answer}.get(doing.step.slug, SlipDuty)
        yield "slip", doing.step.slug, view_of(of_slip, doing)


def view_of(base: type[DutyStep], doing: Doing) -> type[DutyStep]:
    return type(f"Today{doing.step.__name__}", (base,), {"doing": doing})
