"""Forms of a meeting: to call it, and each of its steps."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.choices import PLEASE, Handlers, OfficersField, OrganisationField
from baolian.faces.console.forms.matters import StepForm, area, needed, translated
from baolian.faces.parts.templatetags.parts import spoken_moment
from baolian.records.journal.acts import Act
from baolian.records.meetings.models import AgendaItem, Meeting, Minutes, Topic
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.subjects.models import Subject

DAY, MOMENT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"
# those without a gate or a workshop, to which what an office does for many belongs
WIDE = ("chain", "park", "sector")


def offices_near(home: Organisation) -> QuerySet[Organisation]:
    """Those at home, below it, beside it, and the one above."""
    near = Q(pk=home.pk) | Q(parent=home.pk)
    if home.parent_id:
        near |= Q(parent=home.parent_id) | Q(pk=home.parent_id)
    return Organisation.objects.filter(near).order_by("path")


def officers_near(seen: QuerySet[Officer], home: Organisation, day: date) -> QuerySet[Officer]:
    """Of those one sees: who works at home, and who leads an office near it."""
    posts = Post.objects.on(day).exclude(role__in=Post.NOT_OF_THE_OFFICE)
    leads = Q(role="leader", organisation__in=offices_near(home).order_by().values("pk"))
    near = posts.filter(Q(organisation=home) | leads)
    return seen.filter(pk__in=near.values("officer")).prefetch_related("posts").order_by("id")


def titled(officer: Officer, day: date) -> str:
    """`何川（副县长）`: there are two of many a name."""
    post = officer.post_on(day)
    if post is None:
        return officer.name
    return gettext("%(name)s（%(title)s）") % {"name": officer.name, "title": post.title}


class ChairField(forms.ModelChoiceField):  # type: ignore[type-arg]
    day: date

    def label_from_instance(self, obj: Any) -> str:
        return titled(obj, self.day)


class PeopleField(OfficersField):
    day: date

    def label_from_instance(self, obj: Any) -> str:
        return titled(obj, self.day)


def ticked(field: type[OfficersField], of: Any, label: Any) -> Any:
    widget = forms.CheckboxSelectMultiple
    return field(of.objects.none(), label=label, required=False, widget=widget)


def topics_in(text: str) -> list[Topic]:
    return [Topic(words) for line in text.splitlines() if (words := line.strip())]


class TopicsField(forms.CharField):
    """One topic a line."""

    def __init__(self, **options: Any) -> None:
        hint = _("一行一个。困难从它自己的页面列入。")
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), help_text=hint, **options)

    def clean(self, value: Any) -> list[Topic]:
        topics = topics_in(super().clean(value))
        if any(len(topic.words) > 500 for topic in topics):
            raise forms.ValidationError(gettext("一个议题最多 500 字。"))
        return topics


class CallForm(forms.Form):
    """`client_id` is made when the form is shown: sent twice, the meeting is called once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("会议种类"))
    title = forms.CharField(label=_("会议名称"), max_length=200)
    begins_at = forms.DateTimeField(
        label=_("开会时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )
    place = forms.CharField(label=_("地点"), max_length=200)
    organisation = OrganisationField(label=_("召开单位"))
    chair = ChairField(Officer.objects.none(), label=_("主持人"), empty_label=PLEASE)
    topics = TopicsField(label=_("议题"), required=False)
    officers = ticked(PeopleField, Officer, _("请谁参加"))
    organisations = ticked(OfficersField, Organisation, _("请哪些单位派人"))

    def __init__(
        self,
        data: Any = None,
        *,
        act: Act,
        home: Organisation,
        homes: QuerySet[Organisation],
        officers: QuerySet[Officer],
        title: str = "",
    ) -> None:
        """`home`: where he works; who may be invited is near it."""
        super().__init__(data, initial={
            "client_id": uuid.uuid4(), "title": title, "organisation": home.pk,
            "chair": act.on_behalf_of or act.by.officer,
        })  # fmt: skip
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = translated(Meeting.Kind.choices)
        fields["organisation"].queryset = homes
        for name in ("chair", "officers"):
            fields[name].queryset, fields[name].day = officers, act.today
        fields["organisations"].queryset = offices_near(home).exclude(pk=home.pk)


class MeetingForm(forms.Form):
    """Of a step; several stand on one page."""

    def __init__(self, data: Any = None, *, act: Act, meeting: Meeting, step: str) -> None:
        super().__init__(data, auto_id=f"{step}_%s")
        self.act, self.meeting = act, meeting
        self.prepare(self.fields)

    def prepare(self, fields: dict[str, Any]) -> None:
        """Choices that depend on the meeting or on the language."""


class InviteForm(MeetingForm):
    officers = ticked(PeopleField, Officer, _("请谁参加"))
    organisations = ticked(OfficersField, Organisation, _("请哪些单位派人"))

    def offer(self, seen: QuerySet[Officer]) -> None:
        """Those near the one that holds it who are not invited yet."""
        home, fields = self.meeting.organisation, self.fields
        people, offices = officers_near(seen, home, self.act.today), offices_near(home)
        invited = self.meeting.attendees.exclude(officer=None).values("officer")
        asked = self.meeting.attendees.exclude(organisation=None).values("organisation")
        fields["officers"].queryset = people.exclude(pk__in=invited)  # type: ignore[attr-defined]
        fields["officers"].day = self.act.today  # type: ignore[attr-defined]
        fields["organisations"].queryset = offices.exclude(pk__in=asked)  # type: ignore[attr-defined]


class TopicsForm(MeetingForm):
    topics = TopicsField(label=_("议题"))


class PresenceForm(MeetingForm):
    """A field an attendee: why he is absent; empty, he came."""

    def prepare(self, fields: dict[str, Any]) -> None:
        noted = self.meeting.attendances()
        attendees = self.meeting.attendees.select_related("officer", "organisation")
        for attendee in attendees.order_by("id"):
            standing = noted.get(attendee.pk)
            field = forms.CharField(
                label=str(attendee),
                required=False,
                max_length=200,
                initial=standing.reason if standing else "",
            )
            fields[f"absent-{attendee.pk}"] = needed(field, _("没有到会的，写明原因"))

    @property
    def absences(self) -> dict[int, str]:
        given = self.cleaned_data.items()
        return {int(name.removeprefix("absent-")): reason for name, reason in given if reason}


class DecisionForm(MeetingForm):
    """On one item. Whoever does it and the day belong together."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("决定了什么"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    organisation = OrganisationField(
        label=_("谁来办（单位）"), required=False, empty_label=_("只记录，不交办")
    )
    owner = forms.ModelChoiceField(
        Officer.objects.none(), label=_("责任人"), required=False, empty_label=_("由单位确定")
    )
    due_on = needed(
        forms.DateField(
            label=_("何时办完"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
        ),
        _("要办的必填"),
    )
    subject = needed(
        forms.ModelChoiceField(
            Subject.objects.none(), label=_("关于谁"), required=False, empty_label=PLEASE
        ),
        _("要办的必填"),
    )

    def about(self, item: AgendaItem) -> None:
        self.agenda_item, fields = item, self.fields
        self.initial.update({"client_id": uuid.uuid4(), "item": item.pk})
        subject = item.matter.subject if item.matter else item.subject
        if subject:
            fields["organisation"].offer_handlers(Handlers(subject))  # type: ignore[attr-defined]
            del fields["subject"]
        else:
            near = offices_near(self.meeting.organisation)
            fields["organisation"].queryset = near  # type: ignore[attr-defined]
            fields["subject"].queryset = self.subjects  # type: ignore[attr-defined]
        invited = Officer.objects.filter(invitations__meeting=self.meeting).order_by("id")
        fields["owner"].queryset = invited  # type: ignore[attr-defined]
        fields["due_on"].widget.attrs["min"] = (self.act.today + timedelta(days=1)).isoformat()

    @property
    def subjects(self) -> QuerySet[Subject]:
        """Those of this agenda, and chains, parks and sectors, as far as he sees them."""
        here = self.meeting.agenda
        keys = Q(pk__in=here.values("subject")) | Q(pk__in=here.values("matter__subject"))
        seen = Subject.objects.visible_to(self.act.by)
        return seen.filter(keys | Q(kind__in=WIDE)).order_by("name", "id")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_work = bool(data.get("organisation") or data.get("owner"))
        if is_work and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", gettext("要办的，写明哪一天办完。"))
        if not is_work and data.get("due_on"):
            self.add_error("organisation", gettext("定了日子，就要定由谁来办。"))
        if is_work and "subject" in self.fields and not data.get("subject"):
            self.add_error("subject", gettext("任务总是关于某个服务对象的，请选一个。"))
        return data


class MinutesForm(MeetingForm):
    text = forms.CharField(
        label=_("会议纪要"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    reason = area(_("更正的理由"))

    def prepare(self, fields: dict[str, Any]) -> None:
        last = self.meeting.last_minutes
        self.initial["text"] = last.text if last else ""
        if not Minutes.objects.filter(meeting=self.meeting, approval__isnull=False).exists():
            del fields["reason"]


class ApprovalForm(MeetingForm):
    """`shown`: the revision that was looked at."""

    shown = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self, fields: dict[str, Any]) -> None:
        self.initial["shown"] = self.meeting.revision


class CancellationForm(MeetingForm):
    reason = area(_("理由"))


class AgendaForm(StepForm):
    """Of a matter: on which meeting's agenda it is put."""

    meeting = forms.ChoiceField(label=_("列入哪次会议"))

    def offer(self, meetings: QuerySet[Meeting]) -> None:
        choices = [(m.pk, f"{spoken_moment(m.begins_at)} {m.title}") for m in meetings]
        self.fields["meeting"].choices = [("", PLEASE), *choices]  # type: ignore[attr-defined]
        if not choices:
            self.fields["meeting"].help_text = gettext("您管的会议里没有还没开的，先召开一次。")
