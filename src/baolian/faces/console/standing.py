"""Where a matter stands, each part of it read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from baolian.faces.console.rows import noting_refusals
from baolian.records.journal.acts import Act
from baolian.records.journal.prepared import prepared
from baolian.records.journal.rows import known_row, names_of, relate, rows_in
from baolian.records.matters.models import (
    Confirmation,
    Deadline,
    Extension,
    FirstContact,
    Handling,
    Matter,
    Reopening,
    Resolution,
    Suspension,
)
from baolian.records.matters.models.querysets import MatterQuerySet
from baolian.records.matters.rights import Rights
from baolian.records.meetings.models import AgendaItem
from baolian.records.pairings.models import paired_subjects
from baolian.records.people.models import Officer, Organisation, User
from baolian.records.rulebook.models import Calendar, edition_of
from baolian.records.subjects.models import Subject, is_whole_site
from baolian.records.visits.models import Visit
from baolian.routines.supervision.models import Issue, ReplyRefusal, Slip, Withdrawal
from baolian.rules.clock import Pause
from baolian.rules.packs import Stage


class Beside(NamedTuple):
    """What hangs on a matter and is mostly not there: what is not is not asked for."""

    suspensions: bool = True
    extensions: bool = True
    tasks: bool = True
    slips: bool = True
    meetings: bool = True
    # to its subject, whenever they were
    visits: bool = True
    # the visit that raised it, and its day
    visit: int | None = None
    visited_on: date | None = None


# of a matter that came another way: everything may be there
UNKNOWN = Beside()


@dataclass
class Standing:
    """`calendar`: the one that most clocks count by, when it has been read."""

    matter: Matter
    calendar: Calendar | None = None
    rights: Rights | None = None
    beside: Beside = UNKNOWN

    def rights_of(self, user: User) -> Rights:
        """The same all over the page, with what it has read."""
        if self.rights is None or self.rights.user is not user:
            self.rights = Rights(user, self.matter)
            self.rights.resolution, self.rights.handlings = self.resolution, self.handlings
            self.rights.request = self.request
        return self.rights

    @cached_property
    def handlings(self) -> list[Handling]:
        found = map(handling_in, handlings_of.rows(self.matter.pk))
        return [relate(handling, matter=self.matter) for handling in found]

    @cached_property
    def suspensions(self) -> list[Suspension]:
        if not self.beside.suspensions:
            return []
        return [known_row(Suspension, columns) for columns in suspensions_of.rows(self.matter.pk)]

    @cached_property
    def extensions(self) -> list[Extension]:
        """Requests for more time, decided or not, the oldest first."""
        if not self.beside.extensions:
            return []
        found = map(extension_in, extensions_of.rows(self.matter.pk))
        return [relate(extension, matter=self.matter) for extension in found]

    @cached_property
    def request(self) -> Extension | None:
        """The one that waits for its decision; what was asked in an earlier cycle has lapsed."""
        asked = (e for e in self.extensions if e.cycle == self.matter.cycle)
        return next((e for e in asked if e.is_waiting), None)

    def granted(self, deadline: Deadline) -> int:
        """Units that were granted while this clock ran."""
        if deadline.stage != Stage.RESOLUTION:
            return 0
        granted = (e for e in self.extensions if e.is_granted)
        return sum(e.n for e in granted if e.cycle == deadline.cycle)

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Each with `is_refused`: it asked for a reply, and the reply would not do."""
        found = []
        for is_refused, *columns in deadlines_of.rows(self.matter.pk):
            found.append(deadline := known_row(Deadline, columns))
            deadline.is_refused = is_refused  # type: ignore[attr-defined]
        calendars = {self.calendar.pk: self.calendar} if self.calendar else {}
        if others := {deadline.calendar_id for deadline in found} - calendars.keys():
            calendars |= Calendar.objects.in_bulk(others)
        # a reply climbs the ladder of the deadline whose slip asks for it: one of these
        known = {deadline.pk: deadline for deadline in found}
        for deadline in found:
            calendar, origin = calendars[deadline.calendar_id], known.get(deadline.origin_id or 0)
            relate(deadline, matter=self.matter, calendar=calendar, origin=origin)
        return found

    @cached_property
    def resolutions(self) -> list[Resolution]:
        """The latest first. None is asked for of a matter that was never resolved."""
        if self.matter.cycle == 1 and not self.is_over:
            return []
        found = map(resolution_in, resolutions_of.rows(self.matter.pk))
        return [relate(resolution, matter=self.matter) for resolution in found]

    @cached_property
    def slips(self) -> list[Slip]:
        """Every one of it; the page shows of them what its reader may see."""
        found = map(slip_in, slips_of.rows(self.matter.pk)) if self.beside.slips else ()
        clocks = {deadline.pk: deadline for deadline in self.deadlines}
        related = {"matter": self.matter}
        return [relate(s, deadline=clocks[s.deadline_id], **related) for s in found]

    @cached_property
    def reopenings(self) -> list[Reopening]:
        return list(self.matter.reopenings.order_by("cycle")) if self.matter.cycle > 1 else []

    @cached_property
    def first_contact(self) -> FirstContact | None:
        return getattr(self.matter, "first_contact", None)

    @cached_property
    def lead(self) -> Handling | None:
        leads = (h for h in self.handlings if h.role == Handling.Role.LEAD)
        return next((h for h in leads if h.returned_at is None), None)

    @property
    def is_imported(self) -> bool:
        return self.matter.source == Matter.Source.IMPORT

    @property
    def is_owner_claimed(self) -> bool:
        """A ledger named him, and nobody has signed since."""
        is_first = self.matter.owner_id == self.matter.first_receiver_id
        has_signed = self.lead is not None and self.lead.officer_id is not None
        return self.is_imported and is_first and not has_signed

    @cached_property
    def suspension(self) -> Suspension | None:
        return next((s for s in self.suspensions if s.until is None), None)

    @cached_property
    def resolution(self) -> Resolution | None:
        """The resolution of the present cycle."""
        return next((r for r in self.resolutions if r.cycle == self.matter.cycle), None)

    @cached_property
    def confirmation(self) -> Confirmation | None:
        return getattr(self.resolution, "confirmation", None)

    @property
    def is_denied(self) -> bool:
        """The enterprise was asked in this cycle, and says that it is not solved."""
        return self.confirmation is not None and not self.confirmation.is_solved

    @property
    def is_contacted(self) -> bool:
        return self.first_contact is not None

    @property
    def is_over(self) -> bool:
        return self.matter.resolved_at is not None or self.matter.closed_at is not None

    @property
    def is_waiting(self) -> bool:
        """For a receipt."""
        return not self.is_over and self.lead is not None and self.lead.is_waiting

    @property
    def is_stopped(self) -> bool:
        """Suspended before it was due, so that nothing is late yet; as `noting_stops` says."""
        stopped, due_at = self.suspension, self.matter.due_at
        return stopped is not None and due_at is not None and stopped.since < due_at

    def pauses(self, now: datetime) -> tuple[Pause, ...]:
        """The running one as far as `now`."""
        return tuple(Pause(s.since, s.until or now) for s in self.suspensions)

    def running(self, stage: str) -> Deadline | None:
        """The clock of a stage that has not been met; the latest, where there are several."""
        found = [d for d in self.deadlines if d.stage == stage and d.met_at is None]
        return found[-1] if found else None


# -- the matter itself -----------------------------------------------------------------------------


def standing_of(act: Act, pk: int) -> Standing:
    """A matter, fetched through the user, with what its page says of it. Raises Http404."""
    found = seen(act, pk)
    if not found:
        raise Http404
    beside, columns = found[0][: len(Beside._fields)], found[0][len(Beside._fields) :]
    matter = matter_in(columns)
    # the rulebook of this request has read it already
    matter.edition = edition_of(matter, act.rulebook)
    return Standing(matter, act.rulebook.current_calendar, beside=Beside(*beside))


def seen(act: Act, pk: int) -> list[tuple[Any, ...]]:
    """What `visible_to` lets this reader see of it."""
    scopes = act.by.scopes()
    if is_whole_site(scopes):
        return any_matter.rows(pk)
    return seen_matter.rows(pk, scopes, act.by.answers_as, paired_subjects(act.by))


@prepared(most=1)
def any_matter(pk: int) -> QuerySet[Any, Any]:
    return with_all(Matter.objects.filter(pk=pk))


@prepared(most=1)
def seen_matter(
    pk: int, scopes: list[str], people: list[int], subjects: list[int]
) -> QuerySet[Any, Any]:
    return with_all(Matter.objects.seen_from(scopes, people, subjects).filter(pk=pk))


RELATED: dict[str, Any] = {"subject": Subject, "organisation": Organisation, "owner": Officer,
                           "first_receiver": Officer, "first_contact": FirstContact}  # fmt: skip


def with_all(matters: MatterQuerySet) -> QuerySet[Any, Any]:
    of = OuterRef("pk")
    noted = matters.annotate(
        has_suspensions=Exists(Suspension.objects.filter(matter=of)),
        has_extensions=Exists(Extension.objects.filter(matter=of)),
        has_tasks=Exists(Matter.objects.filter(parent=of)),
        has_slips=Exists(Slip.objects.filter(matter=of)),
        has_meetings=Exists(AgendaItem.objects.filter(matter=of)),
        has_visits=Exists(Visit.objects.filter(subject=OuterRef("subject"))),
    )
    visit = "raised_on__visit", "raised_on__visit__visited_on"
    joined = (name for way, of in RELATED.items() for name in names_of(of, f"{way}__"))
    flags = "suspensions", "extensions", "tasks", "slips", "meetings", "visits"
    has = (f"has_{name}" for name in flags)
    return noted.values_list(*has, *visit, *names_of(Matter), *joined)


def matter_in(columns: tuple[Any, ...]) -> Matter:
    matter, *related = rows_in(columns, Matter, *RELATED.values())
    found: Matter = relate(matter, **dict(zip(RELATED, related, strict=True)))
    return found


# -- what is read of it ----------------------------------------------------------------------------


@prepared()
def handlings_of(matter: int) -> QuerySet[Any, Any]:
    joined = *names_of(Organisation, "organisation__"), *names_of(Officer, "officer__")
    handlings = Handling.objects.filter(matter=matter).order_by("id")
    return handlings.values_list(*names_of(Handling), *joined)


def handling_in(columns: tuple[Any, ...]) -> Handling:
    handling, organisation, officer = rows_in(columns, Handling, Organisation, Officer)
    found: Handling = relate(handling, organisation=organisation, officer=officer)
    return found


@prepared()
def suspensions_of(matter: int) -> QuerySet[Any, Any]:
    suspensions = Suspension.objects.filter(matter=matter).order_by("since")
    return suspensions.values_list(*names_of(Suspension))


@prepared()
def extensions_of(matter: int) -> QuerySet[Any, Any]:
    asked = *names_of(User, "asked_by__"), *names_of(Officer, "asked_by__officer__")
    leader = names_of(Officer, "on_behalf_of__")
    decided = *names_of(User, "decided_by__"), *names_of(Officer, "decided_by__officer__")
    extensions = Extension.objects.filter(matter=matter).order_by("id")
    return extensions.values_list(*names_of(Extension), *asked, *leader, *decided)


def extension_in(columns: tuple[Any, ...]) -> Extension:
    """With who asked, for whom, and who decided."""
    extension, asker, asking, leader, decider, deciding = rows_in(
        columns, Extension, User, Officer, Officer, User, Officer
    )
    decided_by = relate(decider, officer=deciding) if decider else None
    asked_by = relate(asker, officer=asking)
    found: Extension = relate(
        extension, asked_by=asked_by, on_behalf_of=leader, decided_by=decided_by
    )
    return found


@prepared()
def deadlines_of(matter: int) -> QuerySet[Any, Any]:
    refused = ReplyRefusal.objects.filter(reply__deadline=OuterRef("pk"))
    deadlines = Deadline.objects.filter(matter=matter).order_by("start_at", "id")
    noted = deadlines.annotate(is_refused=Exists(refused))
    return noted.values_list("is_refused", *names_of(Deadline))


@prepared()
def resolutions_of(matter: int) -> QuerySet[Any, Any]:
    resolved = *names_of(User, "by__"), *names_of(Officer, "by__officer__")
    confirmed = (
        *names_of(Confirmation, "confirmation__"),
        *names_of(User, "confirmation__by__"),
        *names_of(Officer, "confirmation__by__officer__"),
    )
    resolutions = Resolution.objects.filter(matter=matter).order_by("-cycle")
    return resolutions.values_list(*names_of(Resolution), *resolved, *confirmed)


def resolution_in(columns: tuple[Any, ...]) -> Resolution:
    """With who said it, and with the enterprise's word and who took it down."""
    resolution, by, officer, confirmation, listener, other = rows_in(
        columns, Resolution, User, Officer, Confirmation, User, Officer
    )
    if confirmation:
        relate(confirmation, by=relate(listener, officer=other))
    found: Resolution = relate(
        resolution, by=relate(by, officer=officer), confirmation=confirmation
    )
    return found


@prepared()
def slips_of(matter: int) -> QuerySet[Any, Any]:
    joined = *names_of(Issue, "issue__"), *names_of(Withdrawal, "withdrawal__")
    slips = noting_refusals(Slip.objects.filter(matter=matter)).order_by("id")
    return slips.values_list("last_refusal", *names_of(Slip), *joined)


def slip_in(columns: tuple[Any, ...]) -> Slip:
    last_refusal, *rest = columns
    slip, issue, withdrawal = rows_in(rest, Slip, Issue, Withdrawal)
    slip.last_refusal = last_refusal
    found: Slip = relate(slip, issue=issue, withdrawal=withdrawal)
    return found
