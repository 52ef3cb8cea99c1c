"""A slip is signed, acknowledged, answered, its answer refused; or withdrawn. Or begun by hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baolian.faces.console.forms.slips import (
    ReplyForm,
    SlipForm,
    SlipReasonForm,
    StartForm,
    rungs_left,
)
from baolian.faces.console.standing import Standing
from baolian.faces.console.steps import Offer, Step, Tried
from baolian.faces.console.views.matter_steps import matter_of, offer_of
from baolian.faces.parts.words import Said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Deadline, Matter
from baolian.records.matters.rights import Rights
from baolian.routines.supervision.models import NoReplyOwed, Reply, Slip


def slip_of(act: Act, pk: int) -> Slip:
    related = ("matter__subject", "organisation", "office", "edition", "calendar", "issue")
    more = ("acknowledgement", "withdrawal", "started_by__officer", "deadline")
    visible = Slip.objects.visible_to(act.by).select_related(*related, *more)
    return get_object_or_404(visible, pk=pk)


class SlipStep(Step[Slip]):
    form_class: ClassVar[type[SlipForm]] = SlipForm

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        """Whether the page offers it; the verb decides whether it can be done."""
        raise NotImplementedError

    def seen(self, act: Act, pk: int) -> Slip:
        return slip_of(act, pk)

    def form(self, thing: Slip, data: Any = None) -> forms.Form:
        return self.form_class(data, step=self.slug)

    def after(self, thing: Slip) -> str:
        return reverse("slip", args=[thing.pk])


def is_withdrawn(slip: Slip) -> bool:
    return getattr(slip, "withdrawal", None) is not None


def is_standing(slip: Slip) -> bool:
    return slip.issued_at is not None and not is_withdrawn(slip)


def is_draft(slip: Slip) -> bool:
    """One that may still be signed."""
    waits = slip.signed and slip.issued_at is None and not is_withdrawn(slip)
    return waits and slip.deadline.met_at is None


def hindrance(slip: Slip) -> Said:
    """Why a draft cannot be signed as it is; empty when nothing hinders."""
    if not is_draft(slip):
        return ""
    if slip.stands_still:
        return _("该事项已挂起，恢复计时后才能签发。")
    return _("期限或承办单位已变，须先重拟，才能签发。") if slip.is_outdated else ""


class Signatures(SlipStep):
    slug, title = "signature", pgettext_lazy("step", "签发")

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        return is_draft(slip) and not hindrance(slip)

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_sign(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        thing.sign(act)


class Redrafts(SlipStep):
    slug, title = "redraft", pgettext_lazy("step", "重拟")

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        return is_draft(slip) and slip.is_outdated and not slip.stands_still

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_sign(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        thing.redraft(act)


class Acknowledgements(SlipStep):
    slug, title = "acknowledgement", pgettext_lazy("step", "回执")

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        return is_standing(slip) and getattr(slip, "acknowledgement", None) is None

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_answer(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        thing.acknowledge(act)


class Replies(SlipStep):
    slug, title = "reply", pgettext_lazy("step", "答复")
    form_class = ReplyForm

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        return is_standing(slip) and slip.settled_at is None

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_answer(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        thing.reply(act, data["text"])


class ReplyRefusals(SlipStep):
    slug, title = "reply-refusal", pgettext_lazy("step", "不予认可答复")
    form_class = SlipReasonForm

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        last = last_reply(slip)
        return is_standing(slip) and last is not None and getattr(last, "refusal", None) is None

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_sign(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        last = last_reply(thing)
        if last is None:
            raise NoReplyOwed("there is no reply to refuse")
        last.refuse(act, data["reason"])


class Withdrawals(SlipStep):
    slug, title = "withdrawal", pgettext_lazy("step", "撤回")
    form_class = SlipReasonForm

    @classmethod
    def makes_sense(cls, slip: Slip) -> bool:
        return slip.signed and not is_withdrawn(slip)

    def is_allowed(self, act: Act, thing: Slip) -> bool:
        return thing.can_sign(act.by)

    def take(self, act: Act, thing: Slip, data: dict[str, Any]) -> None:
        thing.withdraw(act, data["reason"])


def last_reply(slip: Slip) -> Reply | None:
    return slip.replies.select_related("refusal", "slip").order_by("-id").first()


STEPS: tuple[type[SlipStep], ...] = (
    Signatures, Redrafts, Acknowledgements, Replies, ReplyRefusals, Withdrawals,
)  # fmt: skip


def offers(act: Act, slip: Slip, tried: Tried | None) -> list[Offer]:
    """The steps this user may take now, and the one that was just refused."""
    offered = []
    for step in STEPS:
        is_tried = tried is not None and tried.slug == step.slug
        if is_tried or (step.makes_sense(slip) and step().is_allowed(act, slip)):
            form = tried.form if tried and is_tried else step().form(slip)
            address = reverse(f"slip-{step.slug}", args=[slip.pk])
            asks = bool(form.fields)
            offered.append(Offer(step.slug, step.title, address, form, is_tried, asks))
    return offered


# to take one back, or to find its answer wanting, is never what the page asks for first
NEVER_FIRST = {ReplyRefusals.slug, Withdrawals.slug}


def main_of(offers: list[Offer]) -> Offer | None:
    """The one next step of this reader, if the slip waits for him."""
    return next((offer for offer in offers if offer.slug not in NEVER_FIRST), None)


class Starts(Step[Matter]):
    """A supervisor starts a slip by hand, at any rung, with a reason."""

    slug, title = "slips", pgettext_lazy("step", "人工发起督办单")

    def seen(self, act: Act, pk: int) -> Matter:
        return matter_of(act, pk)

    def is_allowed(self, act: Act, thing: Matter) -> bool:
        return Rights(act.by, thing).can_start_slip

    def form(self, thing: Matter, data: Any = None) -> StartForm:
        return StartForm(data, matter=thing, step=self.slug)

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        key, _colon, rung = data["rung"].partition(":")
        deadline = get_object_or_404(Deadline, matter=thing, pk=key)
        Slip.start_by_hand(act, deadline, rung, data["reason"])

    def after(self, thing: Matter) -> str:
        return reverse("matter", args=[thing.pk])


def starts(act: Act, standing: Standing, tried: Tried | None, asked: str = "") -> list[Offer]:
    """The offer to start a slip by hand, where there is a rung left and one may."""
    is_tried = tried is not None and tried.slug == Starts.slug
    matter = standing.matter
    allowed = not standing.is_over and Starts().is_allowed(act, matter)
    if not is_tried and not (allowed and rungs_left(matter)):
        return []
    return [offer_of(Starts, matter, tried if is_tried else None, asked)]
