"""Every step of a matter's life, each at its own address: receipt, return, resolution..."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from baolian.faces.console.forms import matters as forms
from baolian.faces.console.standing import Standing, standing_of
from baolian.faces.console.steps import Offer, Step, Tried
from baolian.faces.parts.acts import answering
from baolian.records.journal.acts import Act
from baolian.records.matters.models import (
    AlreadyReceived,
    Extension,
    Handling,
    Matter,
    NothingAsked,
    NotResolved,
    Opening,
    Saying,
)
from baolian.records.matters.rights import Rights
from baolian.rules.packs import Stage


def matter_of(act: Act, pk: int) -> Matter:
    return standing_of(act, pk).matter


class MatterStep(Step[Matter]):
    form_class: ClassVar[type[forms.StepForm]] = forms.PlainForm
    right: ClassVar[str]

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        """Whether the page offers it; the verb decides whether it can be done."""
        raise NotImplementedError

    @classmethod
    def is_in_time(cls, act: Act, standing: Standing) -> bool:
        """The same, of what may come too late."""
        return True

    def seen(self, act: Act, pk: int) -> Matter:
        return matter_of(act, pk)

    def is_allowed(self, act: Act, thing: Matter) -> bool:
        return bool(getattr(Rights(act.by, thing), self.right))

    def form(self, thing: Matter, data: Any = None) -> forms.StepForm:
        return self.form_class(data, matter=thing, step=self.slug)

    def after(self, thing: Matter) -> str:
        return reverse("matter", args=[thing.pk])


def lead_of(matter: Matter) -> Handling:
    lead = matter.lead
    if lead is None:
        raise AlreadyReceived("nobody has to answer an assignment")
    return lead


class Receipts(MatterStep):
    slug, title, right = "receipt", pgettext_lazy("step", "签收"), "can_receive"

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return standing.is_waiting

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        officer = answering(act)
        if officer is None:
            raise PermissionDenied
        lead_of(thing).receive(act, officer)


class Returns(MatterStep):
    slug, title, right = "return", pgettext_lazy("step", "退回"), "can_receive"
    form_class = forms.ReasonForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return standing.is_waiting

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        lead_of(thing).give_back(act, data["reason"])


class Assignments(MatterStep):
    slug, title, right = "assignment", pgettext_lazy("step", "交办"), "can_assign"
    form_class = forms.AssignmentForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and standing.lead is None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.assign(act, data["organisation"])


class Contacts(MatterStep):
    slug, title, right = "contact", pgettext_lazy("step", "首次联系企业"), "can_contact"
    form_class = forms.ContactForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and not standing.is_contacted

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.contact(act, data["note"])


class Resolutions(MatterStep):
    slug, title, right = "resolution", pgettext_lazy("step", "办结"), "can_resolve"
    form_class = forms.ResolutionForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.resolve(act, data["outcome"], data["explanation"])


class Confirmations(MatterStep):
    slug, title, right = "confirmation", pgettext_lazy("step", "回访企业"), "can_confirm"
    form_class = forms.ConfirmationForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        asked = standing.resolution is not None and standing.matter.asks_enterprise
        return asked and standing.confirmation is None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        resolution = thing.resolution
        if resolution is None:
            raise NotResolved(f"{thing} has no resolution yet")
        resolution.confirm(act, Saying(**data))


class Closures(MatterStep):
    slug, title, right = "closure", pgettext_lazy("step", "销号"), "can_close"
    form_class = forms.NoteForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        matter, resolution = standing.matter, standing.resolution
        if resolution is None or matter.closed_at is not None:
            return False
        return matter.is_settled_by(resolution)

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.close(act, data["note"])


class Reopenings(MatterStep):
    slug, title, right = "reopening", pgettext_lazy("step", "二次办理"), "can_reopen"
    form_class = forms.ReasonForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return standing.is_over

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.reopen(act, data["reason"])


class Suspensions(MatterStep):
    slug, title, right = "suspension", pgettext_lazy("step", "挂起"), "can_suspend"
    form_class = forms.ReasonForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and standing.suspension is None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.suspend(act, data["reason"])


class Resumptions(MatterStep):
    slug, title, right = "resumption", pgettext_lazy("step", "恢复计时"), "can_suspend"

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return standing.suspension is not None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        thing.resume(act)


class Extensions(MatterStep):
    """More time is asked for (延期申请)."""

    slug, title, right = "extension", pgettext_lazy("step", "申请延期"), "can_ask_extension"
    form_class = forms.ExtensionForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        matter = standing.matter
        running = standing.running(Stage.RESOLUTION)
        if standing.is_over or standing.request or not running or running.own_limit is not None:
            return False
        rule = matter.edition.pack.kinds[matter.kind].extension
        granted = sum(1 for extension in standing.extensions if extension.is_granted)
        return rule is not None and not rule.is_used_up(granted)

    @classmethod
    def is_in_time(cls, act: Act, standing: Standing) -> bool:
        """Of a clock that stands still the verb says: its pause moves when it is due."""
        rule = standing.matter.edition.pack.kinds[standing.matter.kind].extension
        running = standing.running(Stage.RESOLUTION)
        if rule is None or running is None:
            return False
        clock = running.clock(act.rulebook)
        return standing.is_stopped or rule.is_in_time(clock, running.due_at, act.at)

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        more = data["units"] or data["until"]
        Extension.ask(act, thing, more, data["reason"])


def request_of(act: Act, matter: Matter) -> Extension:
    request = Rights(act.by, matter).request
    if request is None:
        raise NothingAsked(f"no request for {matter} waits")
    request.matter = matter
    return request


class ExtensionWithdrawals(MatterStep):
    """Asked for by mistake, or of one who cannot decide it any more: nothing is left waiting."""

    slug, title = "extension-withdrawal", pgettext_lazy("step", "撤回延期申请")
    right = "can_withdraw_extension"

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and standing.request is not None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        request_of(act, thing).withdraw(act)


class ExtensionDecisions(MatterStep):
    slug, title = "extension-decision", pgettext_lazy("step", "批延期申请")
    right = "can_decide_extension"
    form_class = forms.ExtensionDecisionForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and standing.request is not None

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        request = request_of(act, thing)
        if data["is_granted"]:
            request.grant(act, data["note"])
        else:
            request.refuse(act, data["note"])


class MatterTasks(MatterStep):
    """A task under the matter (任务); who was asked first for the matter is for the task too."""

    slug, title, right = "tasks", pgettext_lazy("step", "分派任务"), "can_add_task"
    form_class = forms.TaskForm

    @classmethod
    def makes_sense(cls, standing: Standing) -> bool:
        return not standing.is_over and standing.matter.kind == "difficulty"

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        Matter.open(
            act,
            Opening(
                kind="task",
                subject=thing.subject,
                summary=data["summary"],
                source=thing.source,
                organisation=data["organisation"],
                first_receiver=thing.first_receiver,
                parent=thing,
            ),
        )


STEPS: tuple[type[MatterStep], ...] = (
    Receipts, Returns, Assignments, Contacts, Resolutions, Confirmations, Closures, Reopenings,
    Suspensions, Resumptions, Extensions, ExtensionWithdrawals, ExtensionDecisions, MatterTasks,
)  # fmt: skip


def offers(act: Act, standing: Standing, tried: Tried | None, asked: str = "") -> list[Offer]:
    """The steps this user may take now, and the one that was just refused. `asked`: the step whose
    form the address opens."""
    matter, rights = standing.matter, standing.rights_of(act.by)
    offered = []
    for step in STEPS:
        is_tried = tried is not None and tried.slug == step.slug
        makes_sense = step.makes_sense(standing) and getattr(rights, step.right)
        if is_tried or (makes_sense and step.is_in_time(act, standing)):
            offer = offer_of(step, matter, tried if is_tried else None, asked)
            if isinstance(offer.form, forms.StepForm):
                offer.form.heed(standing)
            offered.append(offer)
    return offered


def offer_of(
    step: type[Step[Matter]], matter: Matter, tried: Tried | None, asked: str = ""
) -> Offer:
    """With its form only where it is open: to make all of them costs more than the page."""
    asks = getattr(step, "form_class", None) is not forms.PlainForm
    is_open = tried is not None or (asks and asked == step.slug)
    form = tried.form if tried else step().form(matter) if is_open else None
    address = reverse(f"matter-{step.slug}", args=[matter.pk])
    refusal = tried.refusal if tried else None
    return Offer(step.slug, step.title, address, form, is_open, asks, refusal)
