"""A subject: what it is, who answers for it, what it raised, who came, what was measured."""

from __future__ import annotations

from collections.abc import Sequence
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
from baolian.faces.console.seeing import known_among, sees_chain, sees_subject
from baolian.faces.console.visiting import Attention, sees_visits, states, visits_to
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import page_of, tabs_of
from baolian.faces.parts.words import label_words, pack_for
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.pairings.models import Pairing
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
