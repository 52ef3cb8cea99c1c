"""Whether slips go out yet: a site, or an office in it, on trial drafts and issues nothing."""

from __future__ import annotations

from django.db.models import Q

from baolian.records.journal.acts import Act
from baolian.records.people.paths import ancestors, below_any
from baolian.routines.supervision.models import Slip, Trial
from baolian.routines.supervision.models.trials import TrialQuerySet


def trials_over(act: Act) -> list[Trial]:
    """Those that run in or above what this reader sees into."""
    scopes = act.by.scopes()
    above = Q(organisation__path__in={path for scope in scopes for path in ancestors(scope)})
    below = below_any(scopes, "organisation__path")
    return running(act, Trial.objects.filter(above | below))


def trials_of(act: Act, slip: Slip) -> list[Trial]:
    """Those that keep this slip from going out; none for one that went out."""
    if slip.issued_at:
        return []
    return running(act, Trial.objects.covering(slip.org_path))


def running(act: Act, trials: TrialQuerySet) -> list[Trial]:
    found = trials.running_at(act.at).select_related("organisation")
    return list(found.order_by("organisation__path"))
