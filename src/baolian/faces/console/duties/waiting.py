"""What waits for me in the records: which clocks run, which matters lie ready.

Asked with keys and paths, not with an account, so that each is built once (`prepared`).
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from baolian.faces.console.mine import Keys, Paths, handled_in
from baolian.records.journal.acts import SHANGHAI
from baolian.records.matters.models import (
    REPLY,
    Confirmation,
    Deadline,
    Extension,
    Matter,
    Resolution,
)
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.people.models import Liaison
from baolian.records.people.paths import below_any
from baolian.rules.packs import Stage


def running_in_hand(people: Keys, places: Keys, paths: Paths) -> QuerySet[Deadline]:
    """Clocks on unresolved matters of mine, of the leader I act for, of the organisations we work
    in, and on those we were asked for first and nobody handles.

    A receipt is owed by the organisation alone; replies lead to their slips.
    """
    owned = Q(matter__owner__in=people)
    asked = Q(matter__first_receiver__in=people, matter__organisation=None)
    unresolved = clocks().filter(matter__closed_at=None, matter__resolved_at=None)
    handled = handled_in(places, paths, "matter__")
    return unresolved.filter(handled | ((owned | asked) & ~Q(stage=Stage.RECEIPT)))


def clocks() -> QuerySet[Deadline]:
    return Deadline.objects.running().exclude(stage=REPLY)


def to_assign(charges: Paths) -> MatterQuerySet:
    """Nobody handles them yet: for the clerk of these subtrees."""
    return Matter.objects.unassigned().filter(below_any(charges, "org_path"))


def running_unassigned(charges: Paths, most: int) -> QuerySet[Deadline]:
    """Clocks on as many of them, those that are due first."""
    first = to_assign(charges).order_by("due_at", "id").values("pk")[:most]
    return clocks().filter(matter__in=first)


def to_call_back(charges: Paths) -> MatterQuerySet:
    """Resolved, and the enterprise has not been asked: for the clerks, who ask it."""
    asked = Confirmation.objects.filter(
        resolution__matter=OuterRef("pk"), resolution__cycle=OuterRef("cycle")
    )
    # what `unconfirmed` says, put so that the few that are resolved and open are read first
    here = below_any(charges, "org_path")
    return Matter.objects.difficulties().resolved().filter(here, ~Exists(asked))


def running_requests(decider: str, charges: Paths, side: Keys, places: Keys) -> QuerySet[Extension]:
    """For more time, that wait for a decision by this post: for who holds it over the handling
    side, and not in it, nor asked for it himself: as `is_asked_by_side_of` and the right say."""
    lasting = Extension.objects.waiting().filter(cycle=F("matter__cycle"))
    waiting = lasting.filter(matter__resolved_at=None, matter__closed_at=None, decider=decider)
    here = waiting.filter(below_any(charges, "matter__org_path"))
    # a liaison of ours by then, whoever she enters for now
    until = Q(until=None) | Q(until__gt=OuterRef("asked_on"))
    entered = Liaison.objects.filter(until, officer=OuterRef("asked_by__officer"))
    ours = entered.filter(leader__in=side, since__lte=OuterRef("asked_on"))
    by_us = Q(asked_by__officer__in=side) | Q(on_behalf_of__in=side) | Q(Exists(ours))
    by_us |= Q(matter__organisation__in=places)
    asked = here.annotate(asked_on=TruncDate("asked_at", tzinfo=SHANGHAI))
    return here.exclude(pk__in=asked.filter(by_us).values("pk"))


def running_call_backs(charges: Paths, side: Keys, places: Keys) -> QuerySet[Deadline]:
    """Without those that my own side handled or resolved: another clerk calls them back. What a
    ledger claims has no clock. Confirming, closing and reopening stop the others."""
    own = Resolution.objects.filter(matter=OuterRef("matter"), cycle=OuterRef("cycle"))
    mine = own.filter(is_claim=False, by__officer__in=side)
    running = Deadline.objects.running().of_stage(Stage.CALL_BACK)
    here = running.filter(below_any(charges, "matter__org_path"))
    return here.filter(~Exists(mine)).exclude(matter__organisation__in=places)
