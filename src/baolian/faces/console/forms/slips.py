"""What is asked when a slip is signed, answered, refused, withdrawn or started by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE
from baolian.faces.console.forms.matters import StepForm, area
from baolian.faces.parts.words import STAGES, said
from baolian.records.journal.acts import Act
from baolian.records.matters.models import REPLY, Deadline, Matter
from baolian.records.people.models import Organisation
from baolian.records.people.paths import below_any
from baolian.routines.supervision.models import Slip
from baolian.rules.packs import Stage


class OfficeForm(forms.Form):
    """Slips sent to one office and what lies below it. Offered are those within this reader's sight
    that had any."""

    organisation = forms.ChoiceField(label=_("发往"), required=False)

    def __init__(self, act: Act, data: Any) -> None:
        super().__init__(data)
        had = Slip.objects.issued().filter(org_path=OuterRef("path"))
        seen = Organisation.objects.filter(below_any(act.by.scopes()))
        offices = seen.filter(Exists(had)).order_by("path")
        self.offices = list(offices.values_list("pk", "name", "path"))
        choices = [
            ("", gettext("所有单位")),
            *((str(pk), name) for pk, name, _path in self.offices),
        ]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    @property
    def is_worth_asking(self) -> bool:
        """Whether there is anything to choose from."""
        return len(self.offices) > 1

    @property
    def path(self) -> str:
        """Of the office that was chosen; empty for all."""
        chosen = self.cleaned_data["organisation"] if self.is_valid() else ""
        return next((path for pk, _name, path in self.offices if str(pk) == chosen), "")


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
        (
            f"{deadline.pk}:{rung.code}",
            gettext("%(rung)s（%(stage)s）") % {"rung": said(rung.name), "stage": stage},
        )
        for rung in rungs
        if rung.code not in had and rung.signed
    ]
