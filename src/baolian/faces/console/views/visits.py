"""Log a visit, and look at one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from baolian.faces.console.forms.visits import VisitForm
from baolian.faces.console.rows import matter_rows
from baolian.faces.console.views.subjects import known_among, officers_seen, sees_subject
from baolian.faces.parts.acts import act_of, answering
from baolian.faces.parts.lists import page_of
from baolian.faces.parts.refusals import Refusal, refusal_of, refusals
from baolian.faces.parts.words import pack_for
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing
from baolian.records.people.dates import lasts_on
from baolian.records.people.models import Officer, Post
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Going, Visit


class Choose(View):
    """Whom to visit: my own pairings first; with `?q=`, anybody I can see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        words = request.GET.get("q", "").replace("\0", "").strip()[:100]
        found = Subject.objects.visible_to(act.by)
        if words:
            found = found.filter(name__icontains=words)
        else:
            mine = Q(pairings__officer__in=act.by.answers_as)
            found = found.filter(lasts_on(act.today, "pairings__") & mine).distinct()
        page = page_of(request, found.select_related("place").order_by("id"))
        visits = Visit.objects.filter(visitors__officer__in=act.by.answers_as).distinct()
        context = {
            "q": words,
            "page": page,
            "visits": visits.select_related("subject").order_by("-visited_on", "-id")[:10],
        }
        return render(request, "console/visits/choose.html", context)


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
        pack = pack_for(act, subject.place_path)
        others = companions(act, subject).exclude(pk=officer.pk)
        return VisitForm(data, today=act.today, subject=subject, others=others, pack=pack)


def subject_of(act: Act, pk: int) -> Subject:
    visible = Subject.objects.visible_to(act.by).select_related("place")
    return get_object_or_404(visible, pk=pk)


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
        seen=data["seen"],
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
    context = {
        "subject": subject,
        "form": form,
        "goer": answering(act),
        "refusal": refusal,
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
            "sees_subject": sees_subject(act, visit.subject_id),
            "rows": matter_rows(act, raised.select_related("organisation").order_by("id")),
        }
        return render(request, "console/visits/visit.html", context)
