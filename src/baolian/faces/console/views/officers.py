"""An officer: his posts and telephone, whom he answers for, what he has in hand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views import View

from baolian.faces.console.answering import ordered, pairing_lines
from baolian.faces.console.rows import matter_rows
from baolian.faces.console.seeing import officers_seen, seen_among
from baolian.faces.console.views.subjects import FIRST, counts_of, in_order
from baolian.faces.console.visiting import attention_to
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.lists import Page, page_of, tabs_of
from baolian.faces.parts.words import label_words, pack_for
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.pairings.models import Pairing
from baolian.records.people.dates import is_standing
from baolian.records.people.models import Officer
from baolian.rules.packs import Pack

TABS: dict[str, str | Promise] = {
    "": _("包联对象"),
    "matters": pgettext_lazy("list", "在办事项"),
}


class OfficerPage(View):
    """What an officer answers for; with `?show=matters` what he has in hand, page by page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        officer = get_object_or_404(officers_seen(act, [pk]), pk=pk)
        show = request.GET.get("show", "")
        if show not in TABS:
            raise Http404
        posts = list(officer.posts.select_related("organisation").order_by("id"))
        first = next((post for post in posts if is_standing(post, act.today)), None)
        pack = pack_for(act, first.organisation.path) if first else None
        matters = Matter.objects.visible_to(act.by).filter(owner=officer)
        in_hand = in_order(matters.unresolved())
        page = page_of(request, in_hand if show else ordered(pairings_of(act, officer)))
        address = reverse("officer", args=[officer.pk])
        context = {
            "officer": officer,
            "posts": [(post, label_words(post.get_role_display())) for post in posts],
            "counts": counts_of(act, matters),
            "subjects": standing_subjects(act, officer),
            "has_card": sees_all_of(act, officer),
            "listed": f"{reverse('ledger')}?owner={officer.pk}&kind=every",
            "show": show,
            "page": page,
            "tabs": tabs_of(address, TABS, show),
            "trail": [(officer.name, "")],
        }
        part = held(act, pack, page, matters) if not show else {"rows": matter_rows(act, page.rows)}
        return render(request, "console/subjects/officer.html", context | part)


def pairings_of(act: Act, officer: Officer) -> Any:
    return Pairing.objects.visible_to(act.by).filter(officer=officer)


def standing_subjects(act: Act, officer: Officer) -> int:
    """For how many he answers today: two roles for one subject are one."""
    standing = pairings_of(act, officer).on(act.today)
    return int(standing.values("subject").distinct().count())


def sees_all_of(act: Act, officer: Officer) -> bool:
    """All that he answers for today: a card that he signs names no part of it."""
    standing = Pairing.objects.filter(officer=officer).on(act.today)
    return not standing.exclude(pk__in=pairings_of(act, officer).values("pk")).exists()


def held(act: Act, pack: Pack | None, page: Page, matters: MatterQuerySet) -> dict[str, Any]:
    """His pairings, each with its last visit and what is open; and what runs out first of his."""
    lines = pairing_lines(act, pack, page.rows)
    subjects = {line.pairing.subject_id: line.pairing.subject for line in lines}
    attention = {one.subject.pk: one for one in attention_to(act, list(subjects.values()))}
    return {
        "lines": [(line, attention[line.pairing.subject_id]) for line in lines],
        # his pairing may have ended, and he sees it still
        "seen": seen_among(act, subjects.values()),
        "rows": matter_rows(act, in_order(matters.unresolved())[:FIRST]),
    }
