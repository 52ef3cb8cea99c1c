"""A subject: what it is, who answers for it, what it raised, who came, what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views import View

from baolian.faces.console.answering import lacking, ordered, pairing_lines, tiers_of
from baolian.faces.console.charts import reading_charts
from baolian.faces.console.history import told_of
from baolian.faces.console.readings import shown
from baolian.faces.console.rows import matter_rows
from baolian.faces.console.visiting import Attention, sees_visits, states, visits_to
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import page_of, tabs_of
from baolian.faces.parts.words import label_words, pack_for
from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation, Post
from baolian.records.people.paths import below_any
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.records.visits.models import Visit
from baolian.rules.packs import Pack

# of each list the page shows the beginning; the whole of it is behind its tab, page by page
FIRST = 8
# what a chart looks at
CHARTED = 200
TABS: dict[str, str | Promise] = {
    "": _("概况"),
    "matters": pgettext_lazy("list", "事项"),
    "visits": pgettext_lazy("list", "走访"),
    "readings": _("读数"),
    "pairings": _("责任人"),
}
# of its matters
ONLY: dict[str, str | Promise] = {"open": _("未销号"), "closed": _("已销号")}


class SubjectPage(View):
    """`?show=`: one of its lists, whole, page by page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Subject.objects.visible_to(act.by)
        related = visible.select_related("place", "enterprise", "project__chain")
        subject = get_object_or_404(related, pk=pk)
        pack = pack_for(act, subject.place_path)
        show = request.GET.get("show", "")
        if show not in TABS:
            raise Http404
        part = (
            LISTS[show](request, act, pack, subject)
            if show
            else overview(request, act, pack, subject)
        )
        address = reverse("subject", args=[subject.pk])
        context = {
            "subject": subject,
            "kind": label_words(subject.get_kind_display()),
            "tags": subject.tags.filter(until=None).order_by("id"),
            "show": show,
            "tabs": tabs_of(address, TABS, show),
            "trail": [(subject.name, address), (TABS[show], "")] if show else [(subject.name, "")],
        }
        return render(request, "console/subjects/subject.html", context | part)


def overview(request: HttpRequest, act: Act, pack: Pack | None, subject: Subject) -> dict[str, Any]:
    lines = pairing_lines(act, pack, pairings_of(act, subject).on(act.today)[:CHARTED])
    visits = list(visits_to(act, subject)[: FIRST + 1])
    readings = list(readings_of(act, subject)[:CHARTED])
    matters = matters_of(act, subject)
    counts = counts_of(act, matters, to_ask=states(act)["to_ask"])
    return {
        # whoever sees his own pairing only cannot tell where nobody stands
        "sees_chain": sees_chain(act, subject),
        "listed": f"{reverse('ledger')}?subject={subject.pk}&kind=every",
        "tiers": tiers_of(pack, lines, with_gaps=(sees_all := act.by.sees(subject.place_path))),
        "lacking": lacking(pack, subject, lines) if sees_all else [],
        "attention": attention(act, subject, visits, counts),
        "counts": counts,
        "rows": matter_rows(act, in_order(matters.filter(closed_at=None))[:FIRST]),
        "done": matter_rows(act, in_order(matters.filter(closed_at__isnull=False))[:FIRST]),
        "visits": visits[:FIRST],
        "visits_cut": len(visits) > FIRST,
        "readings": [shown(pack, reading) for reading in readings[:FIRST]],
        "readings_cut": len(readings) > FIRST,
        "charts": reading_charts(pack, readings),
        "told": told_of(act, request, reverse("subject", args=[subject.pk]), subject),
    }


def attention(
    act: Act, subject: Subject, visits: Sequence[Visit], counts: dict[str, int]
) -> Attention | None:
    """What `attention_to` says, out of what the page has read; the latest visit comes first."""
    if not sees_visits(act, subject):
        return None
    last_on = visits[0].visited_on if visits else None
    days = (act.today - last_on).days if last_on else None
    return Attention(subject, last_on, days, counts["open"], counts["overdue"], counts["to_ask"])


def counts_of(act: Act, matters: MatterQuerySet, **more: Count) -> dict[str, int]:
    late = Matter.objects.overdue(act.at).values("pk")
    found: dict[str, int] = matters.order_by().aggregate(
        open=Count("pk", filter=Q(resolved_at=None, closed_at=None)),
        overdue=Count("pk", filter=Q(pk__in=late)),
        resolved=Count("pk", filter=Q(resolved_at__isnull=False, closed_at=None)),
        closed=Count("pk", filter=Q(closed_at__isnull=False)),
        **more,
    )
    return found


def matters_of(act: Act, subject: Subject) -> MatterQuerySet:
    return Matter.objects.visible_to(act.by).filter(subject=subject)


def in_order(matters: MatterQuerySet) -> QuerySet[Matter]:
    """What runs out first, then what is done; the newest of those that nothing limits."""
    related = matters.noting_stops().select_related("subject", "organisation")
    ended = F("closed_at").asc(nulls_first=True), F("resolved_at").asc(nulls_first=True)
    return related.order_by(*ended, F("due_at").asc(nulls_last=True), "-id")


def pairings_of(act: Act, subject: Subject) -> Any:
    return ordered(Pairing.objects.visible_to(act.by).filter(subject=subject))


def readings_of(act: Act, subject: Subject) -> QuerySet[Reading]:
    visible = Reading.objects.standing().visible_to(act.by).filter(subject=subject)
    return visible.order_by("-ends_on", "-id")


# -- its lists, whole --------------------------------------------------------------------------


def all_matters(request: HttpRequest, act: Act, _pack: Any, subject: Subject) -> dict[str, Any]:
    """`?only=`: those not struck off, or those that are; as many as the overview counts."""
    matters, only = matters_of(act, subject), request.GET.get("only", "")
    if only not in ("", *ONLY):
        raise Http404
    if only:
        matters = matters.filter(closed_at__isnull=only == "open")
    page = page_of(request, in_order(matters))
    found = {"page": page, "rows": matter_rows(act, page.rows)}
    return found | {"only": ONLY[only], "total": matters.count()} if only else found


def all_visits(request: HttpRequest, act: Act, _pack: Any, subject: Subject) -> dict[str, Any]:
    page = page_of(request, visits_to(act, subject))
    return {"page": page, "visits": page.rows}


def all_readings(request: HttpRequest, act: Act, pack: Any, subject: Subject) -> dict[str, Any]:
    page = page_of(request, readings_of(act, subject))
    return {"page": page, "readings": [shown(pack, reading) for reading in page.rows]}


def all_pairings(request: HttpRequest, act: Act, pack: Any, subject: Subject) -> dict[str, Any]:
    page = page_of(request, pairings_of(act, subject))
    return {"page": page, "lines": pairing_lines(act, pack, page.rows)}


LISTS = {
    "matters": all_matters,
    "visits": all_visits,
    "readings": all_readings,
    "pairings": all_pairings,
}


# -- who sees whom ---------------------------------------------------------------------------------


def officers_seen(act: Act, among: Iterable[int] | None = None) -> QuerySet[Officer]:
    """Colleagues in scope, holders of the pairings one may see, and oneself; among these keys."""
    scopes = act.by.scopes()
    every, posts, pairings = Officer.objects.all(), Post.objects.all(), Pairing.objects.all()
    if among is not None:
        keys = list(among)
        every = every.filter(pk__in=keys)
        posts, pairings = posts.filter(officer__in=keys), pairings.filter(officer__in=keys)
    here = posts.filter(organisation__in=Organisation.objects.filter(below_any(scopes)))
    holders = pairings.visible_to(act.by).values("officer")
    arms = holders.union(here.values("officer"))
    return every.filter(pk__in=arms) | every.filter(pk__in=act.by.answers_as)


def known_among(act: Act, officers: Iterable[int]) -> set[int]:
    """Which of these officers have a page that this user may open: `officers_seen`, for a few."""
    asked = {*officers}
    known = asked & {*act.by.answers_as}
    held = ever_posted.rows([*(asked - known)])
    known |= {officer for officer, path in held if act.by.sees(path)}
    if rest := asked - known:
        paired = Pairing.objects.visible_to(act.by).filter(officer__in=rest)
        known |= {*paired.values_list("officer", flat=True)}
    return known


@prepared()
def ever_posted(officers: list[int]) -> QuerySet[Any, Any]:
    return Post.objects.filter(officer__in=officers).values_list("officer", "organisation__path")


def sees_subject(act: Act, subject: Subject) -> bool:
    """Whoever went once, or answered once, need not see the subject any more."""
    return bool(seen_among(act, [subject]))


def seen_among(act: Act, subjects: Iterable[Subject]) -> set[int]:
    """Which of these subjects have a page that this user may open."""
    asked = {subject.pk: act.by.sees(subject.place_path) for subject in subjects}
    seen = {key for key, is_here in asked.items() if is_here}
    if rest := asked.keys() - seen:
        visible = Subject.objects.visible_to(act.by).filter(pk__in=rest)
        seen |= {*visible.values_list("pk", flat=True)}
    return seen


def sees_subject_of(act: Act, matter: Matter) -> bool:
    # as the subjects' own `visible_to`: whoever handles its open matter must be able to ring it
    handles = matter.closed_at is None and act.by.sees(matter.org_path)
    return handles or sees_subject(act, matter.subject)


def sees_chain(act: Act, subject: Subject) -> bool:
    """A county's project may be a link of the prefecture's chain, which is kept up there."""
    chain = subject.project.chain if hasattr(subject, "project") else None
    return chain is not None and sees_subject(act, chain)


class PairingPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Pairing.objects.visible_to(act.by)
        related = visible.select_related("subject__place", "officer", "organisation")
        pairing = get_object_or_404(related, pk=pk)
        pack = pack_for(act, pairing.subject.place_path)
        context = {
            "line": pairing_lines(act, pack, [pairing])[0],
            "pairing": pairing,
            "known": known_among(act, [pairing.officer_id]),
            "sees_subject": sees_subject(act, pairing.subject),
            "trail": [(f"{pairing.officer.name} · {pairing.subject}", "")],
        }
        return render(request, "console/subjects/pairing.html", context)


class ReadingPage(View):
    """A number with its period and its source, and the corrections made to it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        visible = Reading.objects.visible_to(act.by)
        related = visible.select_related("subject", "organisation", "corrects", "correction")
        reading = get_object_or_404(related, pk=pk)
        about = reading.subject or reading.organisation
        path = reading.subject.place_path if reading.subject else reading.organisation.path  # type: ignore[union-attr]
        pack = pack_for(act, path)
        context = {
            "about": about,
            "line": (line := shown(pack, reading)),
            "trail": trail_of(reading, line.indicator),
            "charts": reading_charts(pack, course_of(act, reading)),
        }
        return render(request, "console/subjects/reading.html", context)


def course_of(act: Act, reading: Reading) -> QuerySet[Reading]:
    """The same indicator of the same subject or organisation, in its latest periods."""
    about = {"subject": reading.subject_id, "organisation": reading.organisation_id}
    same = Reading.objects.standing().of(reading.indicator).filter(**about)
    return same.visible_to(act.by).order_by("-ends_on", "-id")[:CHARTED]


def trail_of(reading: Reading, indicator: str) -> list[tuple[str, str]]:
    if reading.subject is None:
        return [(indicator, "")]
    return [(reading.subject.name, reverse("subject", args=[reading.subject_id])), (indicator, "")]
