"""What every figure counts: for a subtree and a month, a queryset of records, never a bare number.

A day counts in Shanghai. What an imported ledger dates itself counts by the ledger's day, the
rest by the server's moment. A figure as of the month's last day looks at the state then: a
pairing that held, a resolution that had been given and not been undone by a reopening.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from baolian.records.matters.models import Matter, Reopening, Resolution
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer
from baolian.records.people.paths import below
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.routines.bulletins.counting import Scope
from baolian.routines.supervision.models import Slip

LEADER, HEAD = "leader", "head"
COMPLETED, GROWTH = "completed_investment", "industrial_growth"

# -- pairings ----------------------------------------------------------------------------------


def paired(scope: Scope, kind: str, role: str) -> QuerySet[Pairing]:
    """Pairings that held on the month's last day with subjects of `kind` in the subtree."""
    here = below(scope.path, "subject__place_path")
    return Pairing.objects.on(scope.last).filter(here, subject__kind=kind, role=role)


def holders(scope: Scope, kind: str, role: str) -> QuerySet[Officer]:
    """Each officer once, for however many subjects he answers."""
    return Officer.objects.filter(pk__in=paired(scope, kind, role).values("officer"))


def held(scope: Scope, kind: str, role: str) -> QuerySet[Subject]:
    return Subject.objects.filter(pk__in=paired(scope, kind, role).values("subject"))


def leaders(scope: Scope) -> QuerySet[Officer]:
    return holders(scope, "chain", LEADER)


def chains(scope: Scope) -> QuerySet[Subject]:
    return held(scope, "chain", LEADER)


def projects(scope: Scope) -> QuerySet[Subject]:
    return held(scope, "project", LEADER)


def started(scope: Scope) -> QuerySet[Subject]:
    """By a dated start, or where a ledger says so without giving a day."""
    undated = Q(project__started_claimed=True, project__started_on=None)
    return projects(scope).filter(Q(project__started_on__lte=scope.last) | undated)


def heads(scope: Scope) -> QuerySet[Officer]:
    return holders(scope, "enterprise", HEAD)


def enterprises(scope: Scope) -> QuerySet[Subject]:
    return held(scope, "enterprise", HEAD)


# -- readings ----------------------------------------------------------------------------------


def measured(scope: Scope, indicator: str) -> QuerySet[Reading]:
    """Standing readings of an indicator that end by the month's last day."""
    return (
        Reading.objects.standing()
        .of(indicator)
        .filter(ends_on__lte=scope.last, actual__isnull=False)
    )


def completed_investment(scope: Scope) -> QuerySet[Reading]:
    """Of each paired project its latest reading."""
    # ranked in one pass: a subquery for each project would read the indicator's index every time
    rank = Window(RowNumber(), partition_by="subject", order_by=["-ends_on", "-id"])
    mine = measured(scope, COMPLETED).filter(subject__in=projects(scope))
    latest = mine.annotate(rank=rank).filter(rank=1)
    return Reading.objects.filter(pk__in=latest.values("pk"))


def industrial_growth(scope: Scope) -> QuerySet[Reading]:
    """The latest published statistic about the place itself, at most one."""
    about_place = measured(scope, GROWTH).filter(organisation__path=scope.path)
    return Reading.objects.filter(pk__in=about_place.order_by("-ends_on", "-id").values("pk")[:1])


# -- difficulties ------------------------------------------------------------------------------


def difficulties(scope: Scope) -> QuerySet[Matter]:
    """Raised by enterprises that have, or had until then, a head: an ended pairing unsays none."""
    begun = Pairing.objects.filter(role=HEAD, since__lte=scope.last).values("subject")
    raised = Q(claimed_on__lte=scope.last) | Q(claimed_on=None, opened_at__lt=scope.ends_at)
    here = below(scope.path, "subject__place_path")
    return Matter.objects.difficulties().filter(
        here, raised, subject__kind="enterprise", subject__in=begun
    )


def standing(scope: Scope) -> QuerySet[Resolution]:
    """Resolutions that stood at the month's end: given by then, and not undone by then."""
    undone = Reopening.objects.filter(
        matter=OuterRef("matter"), cycle__gt=OuterRef("cycle"), at__lt=scope.ends_at
    )
    by_then = Q(claimed_on__lte=scope.last) | Q(claimed_on=None, at__lt=scope.ends_at)
    return Resolution.objects.filter(by_then, ~Exists(undone))


def said(scope: Scope) -> QuerySet[Resolution]:
    """Those of the matter at hand (OuterRef)."""
    return standing(scope).filter(matter=OuterRef("pk"))


def is_handled(scope: Scope) -> Exists:
    return Exists(said(scope))


def is_said_solved(scope: Scope) -> Exists:
    return Exists(said(scope).filter(outcome=Resolution.Outcome.SOLVED))


def is_confirmed(scope: Scope) -> Exists:
    """Said to be solved, and the enterprise agreed by the month's end."""
    solved = said(scope).filter(outcome=Resolution.Outcome.SOLVED)
    return Exists(solved.filter(confirmation__is_solved=True, confirmation__at__lt=scope.ends_at))


def handled(scope: Scope) -> QuerySet[Matter]:
    return difficulties(scope).filter(is_handled(scope))


def resolved_claimed(scope: Scope) -> QuerySet[Matter]:
    return difficulties(scope).filter(is_said_solved(scope))


def resolved_confirmed(scope: Scope) -> QuerySet[Matter]:
    return difficulties(scope).filter(is_confirmed(scope))


# -- supervision -------------------------------------------------------------------------------


def slips(scope: Scope) -> QuerySet[Slip]:
    """Signed in the month; a later withdrawal does not make it unsigned."""
    return Slip.objects.below(scope.path).filter(
        issue__at__gte=scope.begins_at, issue__at__lt=scope.ends_at
    )
