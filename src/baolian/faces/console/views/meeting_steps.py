"""A meeting's steps: invited, put on the agenda, held, decided, written down, approved, cancelled.
And a matter's: put on an agenda."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from baolian.faces.console.forms import meetings as forms
from baolian.faces.console.seeing import officers_seen
from baolian.faces.console.standing import Standing
from baolian.faces.console.steps import Offer, Step, Tried
from baolian.faces.console.views.matter_steps import matter_of
from baolian.faces.parts.acts import act_of
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.meetings.models import AgendaItem, Approval, Deciding, Meeting, Topic
from baolian.records.meetings.models.meetings import KEEPERS
from baolian.records.people.paths import below_any


def meeting_of(act: Act, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(act.by)
    return get_object_or_404(visible.select_related("organisation", "chair", "occurrence"), pk=pk)


def item_of(meeting: Meeting, key: Any) -> AgendaItem:
    """Raises Http404."""
    text = str(key)
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Http404
    found = meeting.agenda.select_related("matter__subject", "subject")
    return get_object_or_404(found, pk=int(text))


class MeetingStep(Step[Meeting]):
    form_class: ClassVar[type[forms.MeetingForm]] = forms.MeetingForm

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        """Whether the page offers it; the verb decides whether it can be done."""
        raise NotImplementedError

    def seen(self, act: Act, pk: int) -> Meeting:
        return meeting_of(act, pk)

    def is_allowed(self, act: Act, thing: Meeting) -> bool:
        return thing.can_keep(act.by)

    def form(self, thing: Meeting, data: Any = None) -> forms.MeetingForm:
        return self.form_of(act_of(self.request), thing, data)

    @classmethod
    def form_of(cls, act: Act, meeting: Meeting, data: Any = None) -> forms.MeetingForm:
        return cls.form_class(data, act=act, meeting=meeting, step=cls.slug)

    def after(self, thing: Meeting) -> str:
        return reverse("meeting", args=[thing.pk])


class Invitations(MeetingStep):
    slug, title = "attendees", pgettext_lazy("step", "再请人参加")
    form_class = forms.InviteForm

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return not is_frozen and not meeting.is_cancelled

    @classmethod
    def form_of(cls, act: Act, meeting: Meeting, data: Any = None) -> forms.MeetingForm:
        form = forms.InviteForm(data, act=act, meeting=meeting, step=cls.slug)
        form.offer(officers_seen(act))
        return form

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.invite(act, [*data["officers"], *data["organisations"]])


class Topics(MeetingStep):
    slug, title = "agenda", pgettext_lazy("step", "加议题")
    form_class = forms.TopicsForm

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return not is_frozen and not meeting.is_cancelled

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.discuss(act, data["topics"])


class Presences(MeetingStep):
    """A form of its own look, whose answer is told by the form."""

    form_class = forms.PresenceForm
    filled: forms.PresenceForm

    def form(self, thing: Meeting, data: Any = None) -> forms.MeetingForm:
        act = act_of(self.request)
        self.filled = forms.PresenceForm(data, act=act, meeting=thing, step=self.slug)
        return self.filled


class Holdings(Presences):
    slug, title = "occurrence", pgettext_lazy("step", "开会，记到会")

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return not meeting.is_held and not meeting.is_cancelled

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.hold(act, self.filled.absences)


class Attendances(Presences):
    slug, title = "attendance", pgettext_lazy("step", "更正到会")

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return meeting.is_held and not is_frozen

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.mark(act, self.filled.absences)


class Decisions(MeetingStep):
    """Of the item that the form names; what becomes work opens a task."""

    slug, title = "decisions", pgettext_lazy("step", "记决定")

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return meeting.is_held and not is_frozen

    def form(self, thing: Meeting, data: Any = None) -> forms.MeetingForm:
        item = item_of(thing, (data or {}).get("item", ""))
        self.filled = decision_form(act_of(self.request), thing, item, data)
        return self.filled

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        deciding = Deciding(
            item=self.filled.agenda_item,
            text=data["text"],
            organisation=data["organisation"],
            owner=data["owner"],
            due_on=data["due_on"],
            subject=data.get("subject"),
            client_id=data["client_id"],
        )
        thing.decide(act, deciding)


def decision_form(
    act: Act, meeting: Meeting, item: AgendaItem, data: Any = None
) -> forms.DecisionForm:
    form = forms.DecisionForm(data, act=act, meeting=meeting, step=f"{Decisions.slug}{item.pk}")
    form.about(item)
    return form


class Writings(MeetingStep):
    slug, title = "minutes", pgettext_lazy("step", "写纪要")
    rewriting = pgettext_lazy("step", "再写一稿")
    correcting = pgettext_lazy("step", "更正纪要")
    form_class = forms.MinutesForm

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return meeting.is_held

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.write(act, data["text"], data.get("reason", ""))


class Approvals(MeetingStep):
    slug, title = "approval", pgettext_lazy("step", "审定纪要")
    form_class = forms.ApprovalForm

    def is_allowed(self, act: Act, thing: Meeting) -> bool:
        return thing.can_approve(act.by)

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        last = meeting.last_minutes
        return last is not None and not last.is_approved

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.approve(act, data["shown"])


class Cancellations(MeetingStep):
    slug, title = "cancellation", pgettext_lazy("step", "取消会议")
    form_class = forms.CancellationForm

    @classmethod
    def makes_sense(cls, meeting: Meeting, *, is_frozen: bool) -> bool:
        return not meeting.is_held and not meeting.is_cancelled

    def take(self, act: Act, thing: Meeting, data: dict[str, Any]) -> None:
        thing.cancel(act, data["reason"])


STEPS: tuple[type[MeetingStep], ...] = (
    Holdings, Approvals, Writings, Decisions, Topics, Invitations, Attendances, Cancellations,
)  # fmt: skip


def offers(
    act: Act, meeting: Meeting, tried: Tried | None, asked: str, item: AgendaItem | None
) -> list[Offer]:
    """The steps this user may take now, and the one that was just refused. `asked`: the step whose
    form the address opens, of `item` where it is a decision."""
    is_frozen = Approval.objects.filter(minutes__meeting=meeting).exists()
    offered = []
    for step in STEPS:
        is_tried = tried is not None and tried.slug == step.slug
        makes_sense = step.makes_sense(meeting, is_frozen=is_frozen)
        if is_tried or (makes_sense and step().is_allowed(act, meeting)):
            offered.append(offer_of(act, step, meeting, tried if is_tried else None, asked, item))
    if meeting.last_minutes is None:
        return offered
    return [written_again(offer, is_frozen=is_frozen) for offer in offered]


def written_again(offer: Offer, *, is_frozen: bool) -> Offer:
    """Minutes that stand already get another version; approved ones are corrected."""
    if offer.slug != Writings.slug:
        return offer
    return replace(offer, title=Writings.correcting if is_frozen else Writings.rewriting)


def offer_of(
    act: Act,
    step: type[MeetingStep],
    meeting: Meeting,
    tried: Tried | None,
    asked: str,
    item: AgendaItem | None,
) -> Offer:
    """With its form only where it is open; an approval is one button, whose form is hidden."""
    address, asks = reverse(f"meeting-{step.slug}", args=[meeting.pk]), step is not Approvals
    if tried:
        return Offer(step.slug, step.title, address, tried.form, True, asks, tried.refusal)  # noqa: FBT003
    is_open = asked == step.slug and (step is not Decisions or item is not None)
    form: Any = None
    if is_open or not asks:
        is_decision = step is Decisions and item is not None
        form = decision_form(act, meeting, item) if is_decision else step.form_of(act, meeting)  # type: ignore[arg-type]
    return Offer(step.slug, step.title, address, form, is_open, asks)


# -- of a matter -----------------------------------------------------------------------------------


def kept_by(act: Act) -> QuerySet[Meeting]:
    """Meetings still to come on whose agenda this user may put something."""
    below = below_any(act.by.charges(*KEEPERS), "organisation__path")
    mine = Meeting.objects.filter(chair__in=act.by.answers_as).values("pk")
    here = Meeting.objects.filter(below).values("pk")
    return Meeting.objects.coming().filter(pk__in=here.union(mine))


class MatterAgendas(Step[Matter]):
    """A difficulty or a task is put on the agenda of a meeting."""

    slug, title = "agenda", pgettext_lazy("step", "列入会议议程")

    def seen(self, act: Act, pk: int) -> Matter:
        return matter_of(act, pk)

    def is_allowed(self, act: Act, thing: Matter) -> bool:
        return may_call(act)

    def form(self, thing: Matter, data: Any = None) -> forms.AgendaForm:
        return agenda_form(act_of(self.request), thing, data)

    def take(self, act: Act, thing: Matter, data: dict[str, Any]) -> None:
        meeting = get_object_or_404(kept_by(act), pk=data["meeting"])
        meeting.discuss(act, [Topic(matter=thing)])

    def after(self, thing: Matter) -> str:
        return reverse("matter", args=[thing.pk])


def may_call(act: Act) -> bool:
    return bool(act.by.charges(*KEEPERS))


def agenda_form(act: Act, matter: Matter, data: Any = None) -> forms.AgendaForm:
    form = forms.AgendaForm(data, matter=matter, step=MatterAgendas.slug)
    form.offer(kept_by(act))
    return form


def agendas(act: Act, standing: Standing, tried: Tried | None, asked: str = "") -> list[Offer]:
    """The offer to put a matter on an agenda."""
    mine = tried if tried is not None and tried.slug == MatterAgendas.slug else None
    if mine is None and (standing.is_over or not may_call(act)):
        return []
    slug, matter = MatterAgendas.slug, standing.matter
    is_open = mine is not None or asked == slug
    form = mine.form if mine else agenda_form(act, matter) if is_open else None
    address = reverse("matter-agenda", args=[matter.pk])
    return [
        Offer(
            slug,
            MatterAgendas.title,
            address,
            form,
            is_open,
            refusal=mine.refusal if mine else None,
        )
    ]
