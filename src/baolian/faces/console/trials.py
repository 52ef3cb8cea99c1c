"""Whether slips go out yet: a site, or an office in it, on trial drafts and issues nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import known_row, names_of
from baolian.records.people.models import Organisation
from baolian.records.people.paths import ancestors, below_any
from baolian.routines.supervision.models import Slip, Trial


def trials_over(act: Act) -> list[Trial]:
    """Those that run in or above what this reader sees into."""
    scopes = act.by.scopes()
    above = sorted({path for scope in scopes for path in ancestors(scope)})
    own = len(names_of(Trial))
    return [
        known_row(Trial, row[:own], organisation=known_row(Organisation, row[own:]))
        for row in running_around.rows(above, scopes, act.at)
    ]


@prepared()
def running_around(above: list[str], scopes: list[str], at: datetime) -> QuerySet[Any, Any]:
    here = Q(organisation__path__in=above) | below_any(scopes, "organisation__path")
    running = Trial.objects.running_at(at).filter(here).order_by("organisation__path")
    return running.values_list(*names_of(Trial), *names_of(Organisation, "organisation__"))


def trials_of(act: Act, slip: Slip) -> list[Trial]:
    """Those that keep this slip from going out; none for one that went out."""
    if slip.issued_at:
        return []
    found = Trial.objects.covering(slip.org_path).running_at(act.at)
    return list(found.select_related("organisation").order_by("organisation__path"))
