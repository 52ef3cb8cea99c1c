"""When matters stood still, for what is said of many of them at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import Keys, prepared
from baolian.records.matters.models import Suspension
from baolian.rules.clock import Pause

Pauses = dict[int, tuple[Pause, ...]]  # of matters


def stops_of(act: Act, matters: list[int]) -> tuple[dict[int, datetime], Pauses]:
    """Since when each stands still that does; and when it stood still, that until now."""
    since: dict[int, datetime] = {}
    pauses: Pauses = {}
    for matter, begun, until in stops.rows(Keys(matters)) if matters else ():
        pauses[matter] = (*pauses.get(matter, ()), Pause(begun, until or act.at))
        if until is None:
            since[matter] = begun
    return since, pauses


@prepared()
def stops(matters: list[int]) -> QuerySet[Any, Any]:
    ever = Suspension.objects.filter(matter__among=matters).order_by("since")
    return ever.values_list("matter", "since", "until")
