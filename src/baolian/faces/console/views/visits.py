"""Log a visit, and look at one."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.contacting import owed_after
from baolian.faces.console.finding import subjects as subjects_seen
from baolian.faces.console.forms.visits import VisitForm
from baolian.faces.console.rows import matter_rows
from baolian.faces.console.seeing import known_among, officers_seen, sees_subject
from baolian.faces.console.visiting import Attention, attention_to, longest_unvisited
from baolian.faces.parts.acts import act_of, answering
from baolian.faces.parts.lists import page_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.faces.parts.replies import reply
from baolian.faces.parts.words import day_words, pack_for
from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import known_row, names_of
from baolian.records.lookup.questions import Question
from baolian.records.lookup.searching import search
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Post
from baolian.records.subjects.models import Subject, is_whole_site, marks_seen_by
from baolian.records.visits.models import Going, Visit

# of those that a word finds
MOST = 20


class Choose(View):
    """Whom to visit: of my own pairings the longest unvisited first; with `?q=`, anybody I see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        question = Question(request.GET.get("q", "").replace("\0", ""))
        context = {"question": question} | chosen_from(request, act, question)
        if question.is_empty:
            context["visits"] = last_of_mine(act)
        return reply(request, "console/visits/_choices.html", "console/visits/choose.html", context)


def chosen_from(request: HttpRequest, act: Act, question: Question) -> dict[str, Any]:
    """Page by page if they are mine; what a word finds is told in full or not at all."""
    if question.is_empty:
        page = page_of(request, longest_unvisited(act))
        return {"page": page, "choices": attention_to(act, page.rows)}
    found = search(question, [subjects_seen(act, marks_seen_by(act.by))], MOST)
    choices = [Attention(hit.row, None, None) for hit in found.hits]
    return {"choices": choices, "is_all": found.is_all}


def last_of_mine(act: Act) -> QuerySet[Visit]:
    mine = Visit.objects.filter(visitors__officer__in=act.by.answers_as).distinct()
    return mine.select_related("subject").order_by("-visited_on", "-id")[:5]


class Visits(View):
    """The form for a subject, and the visit logged with it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        subject, officer = subject_of(act, pk), goer(act)
        form = self.form(act, subject, officer)
        return show(request, act, subject, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        subject, officer = subject_of(act, pk), goer(act)
        form = self.form(act, subject, officer, request.POST)
        if not form.is_valid():
            return show(request, act, subject, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            visit = Visit.log(act, going(subject, officer, form))
        except refusals() as error:
            refusal = refusal_of(error)
            return show(request, act, subject, form, refusal, refusal.status)
        messages.success(request, _("走访已记下。"))
        return redirect("visit", visit.pk)

    def form(self, act: Act, subject: Subject, officer: Officer, data: Any = None) -> VisitForm:
        return VisitForm(
            data,
            today=act.today,
            subject=subject,
            others=lambda: companions(act, subject).exclude(pk=officer.pk),
            pack=pack_for(act, subject.place_path),
        )


def subject_of(act: Act, pk: int) -> Subject:
    """Fetched through the user. Raises Http404."""
    scopes, people = act.by.scopes(), act.by.answers_as
    is_all = is_whole_site(scopes)
    found = any_subject.rows(pk) if is_all else seen_subject.rows(pk, scopes, people, act.today)
    if not found:
        raise Http404
    return known_row(Subject, found[0])


@prepared(most=1)
def any_subject(pk: int) -> QuerySet[Any, Any]:
    return Subject.objects.filter(pk=pk).values_list(*names_of(Subject))


@prepared(most=1)
def seen_subject(pk: int, scopes: list[str], people: list[int], day: date) -> QuerySet[Any, Any]:
    seen = Subject.objects.filter(pk=pk).seen_from(scopes, people, day)
    return seen.values_list(*names_of(Subject))


def goer(act: Act) -> Officer:
    officer = answering(act)
    if officer is None:
        raise PermissionDenied
    return officer


def companions(act: Act, subject: Subject) -> QuerySet[Officer]:
    """Who else answers for the subject and may have come along, as far as he may be seen: officials
    in a post, and not the enterprise's own contact, who holds none."""
    holders = Pairing.objects.on(act.today).filter(subject=subject).values("officer")
    in_post = Post.objects.on(act.today).values("officer")
    return officers_seen(act).filter(Q(pk__in=holders), Q(pk__in=in_post)).order_by("id")


def going(subject: Subject, officer: Officer, form: VisitForm) -> Going:
    data = form.cleaned_data
    return Going(
        subject=subject,
        officers=[officer, *data.get("companions", ())],
        visited_on=data["visited_on"],
        seen=form.told,
        delivered=data["delivered"],
        difficulties=form.difficulties,
        client_id=data["client_id"],
    )


def show(
    request: HttpRequest,
    act: Act,
    subject: Subject,
    form: VisitForm,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    form.be_shown()
    context = {
        "subject": subject,
        "form": form,
        "goer": answering(act),
        "refusal": refusal,
        "trail": [(subject.name, reverse("subject", args=[subject.pk])), (_("记一次走访"), "")],
    }
    return render(request, "console/visits/log.html", context, status=status)


class VisitPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Visit.objects.visible_to(act.by).select_related("subject__place")
        visit = get_object_or_404(visible, pk=pk)
        visitors = list(visit.visitors.select_related("officer").order_by("id"))
        raised = Matter.objects.visible_to(act.by).filter(raised_on__visit=visit).noting_stops()
        context = {
            "visit": visit,
            "visitors": visitors,
            "known": known_among(act, (visitor.officer_id for visitor in visitors)),
            "sees_subject": (sees := sees_subject(act, visit.subject)),
            "rows": matter_rows(act, raised.select_related("organisation").order_by("id")),
            "owed": owed_after(act, visit),
            "trail": trail_of(act, visit, sees=sees),
        }
        return render(request, "console/visits/visit.html", context)


def trail_of(act: Act, visit: Visit, *, sees: bool) -> list[tuple[str, str]]:
    address = reverse("subject", args=[visit.subject_id])
    above = [(visit.subject.name, address)] if sees else []
    return [*above, (day_words(visit.visited_on, act.today), "")]
