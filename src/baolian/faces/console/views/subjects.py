"""A subject: what it is, who answers for it, what it raised, who came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from baolian.faces.console.history import history_of
from baolian.faces.console.readings import shown
from baolian.faces.console.rows import matter_rows
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import label_words, pack_for, role_name, stream_name, tier_name
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.pairings.models import Pairing, PairingQuerySet
from baolian.records.people.dates import is_standing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.people.paths import below_any
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Visit
from baolian.rules.packs import Pack

MOST = 50


class SubjectPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Subject.objects.visible_to(act.by)
        related = visible.select_related("place", "enterprise", "project__chain")
        subject = get_object_or_404(related, pk=pk)
        pack = pack_for(act, subject.place_path)
        pairings = Pairing.objects.visible_to(act.by).filter(subject=subject)
        context = {
            "subject": subject,
            "kind": label_words(subject.get_kind_display()),
            "tags": subject.tags.filter(until=None),
            "pairings": pairing_lines(act, pack, pairings),
            "rows": matters_of(act, subject),
            "visits": visits_of(act, subject),
            "readings": readings_of(act, pack, subject),
            "history": history_of(act, subject),
        }
        return render(request, "console/subjects/subject.html", context)


def pairing_lines(act: Act, pack: Pack | None, pairings: PairingQuerySet) -> list[dict[str, Any]]:
    """Standing ones first, then those that ended or begin on a later day."""
    related = pairings.select_related("officer", "subject", "organisation")
    lines = [
        {
            "pairing": pairing,
            "role": role_name(pack, pairing.role),
            "tier": tier_name(pack, pairing.tier),
            "stream": stream_name(pack, pairing.stream),
        }
        for pairing in related.order_by("id")[: MOST * 4]
    ]
    return sorted(lines, key=lambda line: not is_standing(line["pairing"], act.today))


def matters_of(act: Act, subject: Subject) -> Any:
    visible = Matter.objects.visible_to(act.by).filter(subject=subject).noting_stops()
    return matter_rows(
        act, visible.select_related("subject", "organisation").order_by("-id")[:MOST]
    )


def visits_of(act: Act, subject: Subject) -> Any:
    visible = Visit.objects.visible_to(act.by).filter(subject=subject)
    return visible.prefetch_related("visitors__officer").order_by("-visited_on", "-id")[:MOST]


def readings_of(act: Act, pack: Pack | None, subject: Subject) -> Any:
    visible = Reading.objects.standing().visible_to(act.by).filter(subject=subject)
    return [shown(pack, reading) for reading in visible.order_by("-ends_on", "-id")[:MOST]]


class OfficerPage(View):
    """What an officer answers for."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        officer = get_object_or_404(officers_seen(act), pk=pk)
        pairings = Pairing.objects.visible_to(act.by).filter(officer=officer)
        posts = officer.posts.select_related("organisation").order_by("id")
        first = next((post for post in posts if is_standing(post, act.today)), None)
        pack = pack_for(act, first.organisation.path) if first else None
        context = {
            "officer": officer,
            "posts": [(post, label_words(post.get_role_display())) for post in posts],
            "pairings": pairing_lines(act, pack, pairings),
        }
        return render(request, "console/subjects/officer.html", context)


def officers_seen(act: Act) -> QuerySet[Officer]:
    """Colleagues in scope, holders of the pairings one may see, and oneself."""
    scopes = act.by.scopes()
    here = Post.objects.filter(organisation__in=Organisation.objects.filter(below_any(scopes)))
    holders = Pairing.objects.visible_to(act.by).values("officer")
    arms = holders.union(here.values("officer"))
    own = Officer.objects.filter(pk__in=act.by.answers_as)
    return Officer.objects.filter(pk__in=arms) | own


def known_among(act: Act, officers: Iterable[int]) -> set[int]:
    """Which of these officers have a page that this user may open."""
    return set(officers_seen(act).filter(pk__in=list(officers)).values_list("pk", flat=True))


def sees_subject(act: Act, key: int) -> bool:
    """Whoever went once, or answered once, need not see the subject any more."""
    return Subject.objects.visible_to(act.by).filter(pk=key).exists()


class PairingPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Pairing.objects.visible_to(act.by)
        related = visible.select_related("subject__place", "officer", "organisation")
        pairing = get_object_or_404(related, pk=pk)
        pack = pack_for(act, pairing.subject.place_path)
        line = pairing_lines(act, pack, Pairing.objects.filter(pk=pairing.pk))[0]
        links = {
            "known": known_among(act, [pairing.officer_id]),
            "sees_subject": sees_subject(act, pairing.subject_id),
        }
        return render(request, "console/subjects/pairing.html", line | links | {"pairing": pairing})


class ReadingPage(View):
    """A number with its period and its source, and the corrections made to it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Reading.objects.visible_to(act.by)
        related = visible.select_related("subject", "organisation", "corrects", "correction")
        reading = get_object_or_404(related, pk=pk)
        about = reading.subject or reading.organisation
        path = reading.subject.place_path if reading.subject else reading.organisation.path  # type: ignore[union-attr]
        context = {"about": about, "line": shown(pack_for(act, path), reading)}
        return render(request, "console/subjects/reading.html", context)
