"""Where a visit meets a matter that still owes its first contact. No source says that the one is
the other, and somebody may have gone for something else: whoever spoke of it says so, by one touch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from baolian.faces.console.mine import answering, is_mine
from baolian.records.journal.acts import Act, midnight
from baolian.records.matters.models import Deadline, Matter
from baolian.records.pairings.models import paired_subjects
from baolian.records.visits.models import Visit
from baolian.rules.clock import ONE_DAY
from baolian.rules.packs import Stage

# so many lines at most stand on the page of a visit
MOST = 20


@dataclass(frozen=True)
class Met:
    """What may be said of a matter since somebody went `on` that day."""

    matter: Matter
    on: date

    @property
    def address(self) -> str:
        return reverse("matter-contact", args=[self.matter.pk])

    @property
    def note(self) -> str:
        return gettext("%(day)s 走访时已与企业当面沟通") % {"day": self.on}


def owed_after(act: Act, visit: Visit) -> list[Met]:
    """The matters of its subject, known by the end of its day, that wait for a first contact which
    this reader may record: what `Rights.can_contact` says, asked of all of them at once."""
    owing = Deadline.objects.running().of_stage(Stage.FIRST_CONTACT).values("matter")
    known = Q(opened_at__lt=midnight(visit.visited_on + ONE_DAY)) | Q(raised_on__visit=visit)
    is_paired = visit.subject_id in paired_subjects(act.by)
    may = Q() if is_paired else is_mine(*answering(act))
    open_here = Matter.objects.visible_to(act.by).unresolved().filter(subject=visit.subject_id)
    found = open_here.filter(known, may, pk__in=owing, first_contact=None)
    return [Met(one, visit.visited_on) for one in found.order_by("due_at", "id")[:MOST]]


def met_on(matter: Matter, days: Iterable[date | None]) -> Met | None:
    """After the latest of these visits."""
    latest = max((day for day in days if day), default=None)
    return Met(matter, latest) if latest else None
