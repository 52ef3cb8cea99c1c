"""Meetings: those to come, those held, one with everything on it; and the form that calls one."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views import View

from baolian.faces.console.agendas import (
    agenda_of,
    brief_state,
    presences_of,
    state_of_meeting,
)
from baolian.faces.console.forms.meetings import CallForm, officers_near
from baolian.faces.console.history import told_of
from baolian.faces.console.life_steps import Turn
from baolian.faces.console.seeing import known_among, officers_seen
from baolian.faces.console.steps import Offer, Tried, status_of
from baolian.faces.console.views.meeting_steps import (
    Approvals,
    Decisions,
    item_of,
    may_call,
    meeting_of,
    offers,
)
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import page_of, tabs_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.meetings.models import AgendaItem, Calling, Meeting, Minutes, Topic
from baolian.records.meetings.models.meetings import KEEPERS, homes
from baolian.records.people.models import Organisation
from baolian.records.subjects.models import Subject

HELD, CANCELLED = "held", "cancelled"


class Meetings(View):
    """Those to come, the next one first; `?show=held`, `cancelled`: the latest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        tabs = {"": _("待召开"), HELD: pgettext("meetings", "已开"), CANCELLED: _("已取消")}
        show = request.GET.get("show", "")
        show = show if show in tabs else ""
        visible = Meeting.objects.visible_to(act.by).select_related("organisation", "occurrence")
        kept = {HELD: visible.held, CANCELLED: visible.cancelled}.get(show, visible.coming)()
        page = page_of(request, kept)
        context = {
            "tabs": tabs_of(reverse("meetings"), tabs, show),
            "show": show,
            "page": page,
            "rows": [(meeting, brief_state(meeting, act.at)) for meeting in page.rows],
            "may_call": may_call(act),
        }
        return render(request, "console/meetings/meetings.html", context)


class Call(View):
    """The form, and the meeting called with it; `?matter=`, `?subject=`: what it is about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        topics = topics_asked(request, act)
        return call_page(request, act, self.form(act, topics))

    def post(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        topics = topics_asked(request, act)
        form = self.form(act, topics, request.POST)
        if not form.is_valid():
            return call_page(request, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            meeting = Meeting.call(act, calling(form, topics))
        except refusals() as error:
            refusal = refusal_of(error)
            return call_page(request, act, form, refusal, refusal.status)
        messages.success(request, _("会议已通知。"))
        return redirect("meeting", meeting.pk)

    def form(self, act: Act, topics: Sequence[Topic], data: Any = None) -> CallForm:
        home = home_of(act)
        return CallForm(
            data,
            act=act,
            home=home,
            homes=homes(act.by),
            officers=officers_near(officers_seen(act), home, act.today),
            title=topics[0].named if topics else "",
        )


def home_of(act: Act) -> Organisation:
    """Where he holds the post by which he calls meetings. Raises PermissionDenied."""
    home = next((post.organisation for post in act.by.posts if post.role in KEEPERS), None)
    if home is None:
        raise PermissionDenied
    return home


def topics_asked(request: HttpRequest, act: Act) -> list[Topic]:
    """What the address names, fetched through the user. Raises Http404."""
    if key := number(request, "matter"):
        visible = Matter.objects.visible_to(act.by)
        return [Topic(matter=get_object_or_404(visible, pk=key))]
    if key := number(request, "subject"):
        seen = Subject.objects.visible_to(act.by)
        return [Topic(subject=get_object_or_404(seen, pk=key))]
    return []


def number(request: HttpRequest, name: str) -> int:
    """0 where the address names none. Raises Http404 for what cannot be one."""
    text = request.GET.get(name, "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Http404
    return int(text)


def calling(form: CallForm, topics: Sequence[Topic]) -> Calling:
    data = form.cleaned_data
    return Calling(
        kind=data["kind"],
        title=data["title"],
        begins_at=data["begins_at"],
        place=data["place"],
        organisation=data["organisation"],
        chair=data["chair"],
        officers=list(data["officers"]),
        organisations=list(data["organisations"]),
        agenda=[*topics, *data["topics"]],
        client_id=data["client_id"],
    )


def call_page(
    request: HttpRequest,
    act: Act,
    form: CallForm,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    topics = topics_asked(request, act)
    trail = [(_("召开会议"), "")]
    context = {"form": form, "topics": topics, "refusal": refusal, "trail": trail}
    return render(request, "console/meetings/call.html", context, status=status)


class MeetingPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        return meeting_page(request, act, meeting_of(act, pk), None)


def meeting_page(
    request: HttpRequest, act: Act, meeting: Meeting, tried: Tried | None
) -> HttpResponse:
    """`?step=` opens one of its forms; of a decision `&item=` says on what."""
    asked = request.GET.get("step", "")
    item = item_asked(request, meeting, asked, tried)
    offered = {offer.slug: offer for offer in offers(act, meeting, tried, asked, item)}
    presences = presences_of(meeting)
    named = [p.attendee.officer_id for p in presences if p.attendee.officer_id]
    versions = list(meeting.minutes.select_related("approval", "by__officer").order_by("-version"))
    context = {
        "meeting": meeting,
        "state": state_of_meeting(meeting, act.at),
        "agenda": agenda_of(act, meeting, subjects_seen(act, meeting)),
        "item": item,
        "presences": presences,
        "known": known_among(act, [meeting.chair_id, *named]),
        "versions": versions,
        "offered": offered,
        "next": next_of(offered, is_written=bool(versions)),
        "waited_for": waited_for(meeting, versions),
        "told": told_of(act, request, reverse("meeting", args=[meeting.pk]), meeting),
        "trail": [(meeting.title, "")],
    }
    return render(request, "console/meetings/meeting.html", context, status=status_of(tried))


def item_asked(
    request: HttpRequest, meeting: Meeting, asked: str, tried: Tried | None
) -> AgendaItem | None:
    """On which a decision is being written. Raises Http404 for one of another meeting."""
    found: AgendaItem | None = getattr(tried and tried.form, "agenda_item", None)
    if found or asked != Decisions.slug:
        return found
    return item_of(meeting, request.GET.get("item", ""))


def next_of(offered: dict[str, Offer], *, is_written: bool) -> Offer | None:
    """What comes next for this reader: the meeting itself, its minutes, their approval. What is
    written may be written again or corrected, which nobody waits for."""
    steps = ("occurrence", "approval" if is_written else "minutes")
    return next((offered[slug] for slug in steps if slug in offered), None)


def waited_for(meeting: Meeting, versions: Sequence[Minutes]) -> Turn | None:
    """The chair, as long as the latest version is not approved."""
    if not versions or versions[0].is_approved:
        return None
    chair = _("主持人 %(name)s") % {"name": meeting.chair}
    return Turn(chair, str(Approvals.title), None)


def subjects_seen(act: Act, meeting: Meeting) -> set[int]:
    keys = {*meeting.agenda.exclude(subject=None).values_list("subject", flat=True)}
    seen = Subject.objects.visible_to(act.by).filter(pk__in=keys)
    return set(seen.values_list("pk", flat=True)) if keys else set()
