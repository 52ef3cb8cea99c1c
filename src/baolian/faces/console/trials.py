"""Whether slips go out yet: a site, or an office in it, on trial drafts and issues nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from baolian.records.journal.acts import Act
from baolian.records.people.paths import ancestors, below_any
from baolian.routines.supervision.models import Slip, Trial


def trials_over(act: Act) -> list[Trial]:
    """Those that run in or above what this reader sees into."""
    scopes = act.by.scopes()
    above = {path for scope in scopes for path in ancestors(scope)}
    return running(act, Q(organisation__path__in=above) | inside(scopes))


def trials_of(act: Act, slip: Slip) -> list[Trial]:
    """Those that keep this slip from going out; none for one that went out."""
    if slip.issued_at:
        return []
    return running(act, Q(organisation__path__in=ancestors(slip.org_path)))


def running(act: Act, where: Q) -> list[Trial]:
    found: QuerySet[Trial] = Trial.objects.running_at(act.at).filter(where)
    return list(found.select_related("organisation").order_by("organisation__path"))


def inside(scopes: Iterable[str]) -> Q:
    return below_any(list(scopes), "organisation__path")
