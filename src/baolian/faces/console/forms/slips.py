"""What is asked when a slip is signed, answered, refused, withdrawn or started by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE
from baolian.faces.console.forms.matters import StepForm, area
from baolian.faces.parts.words import STAGES, said
from baolian.records.matters.models import REPLY, Deadline, Matter
from baolian.rules.packs import Stage


class SlipForm(forms.Form):
    """A step on a slip; asks nothing by itself."""

    def __init__(self, data: Any = None, *, step: str) -> None:
        super().__init__(data, auto_id=f"{step}_%s")


class SlipReasonForm(SlipForm):
    reason = area(_("理由"))


class ReplyForm(SlipForm):
    text = area(_("答复：查明了什么，办了什么，何时办完"))


class StartForm(StepForm):
    """`rung`: `deadline:code`, a rung that this deadline has not had yet."""

    rung = forms.ChoiceField(label=_("发哪一种"))
    reason = area(_("理由"))

    def prepare(self) -> None:
        choices = [("", PLEASE), *rungs_left(self.matter)]
        self.fields["rung"].choices = choices  # type: ignore[attr-defined]


def rungs_left(matter: Matter) -> list[tuple[str, str]]:
    """(value, words) of every rung of the running deadlines that has drawn no slip yet."""
    running = matter.deadlines.running().exclude(stage=REPLY).prefetch_related("slips")
    return [choice for deadline in running for choice in choices_of(matter, deadline)]


def choices_of(matter: Matter, deadline: Deadline) -> list[tuple[str, str]]:
    had = {slip.rung for slip in deadline.slips.all()}
    stage = STAGES.get(deadline.stage, deadline.stage)
    rungs = matter.edition.pack.rungs_for(Stage(deadline.stage))
    return [
        (f"{deadline.pk}:{rung.code}", f"{said(rung.name)}（{stage}）")
        for rung in rungs
        if rung.code not in had and rung.signed
    ]
