"""Meetings on pages: where one stands, its agenda with what was decided, a matter's meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from baolian.faces.console.rows import State, state_of
from baolian.records.journal.acts import Act
from baolian.records.matters.models import Matter
from baolian.records.meetings.models import AgendaItem, Attendance, Attendee, Decision, Meeting
from baolian.records.rulebook.models import edition_of

COMING = State(_("待召开"), "warn")
OVERDUE = State(_("已到时间，待记到会"), "warn")
UNWRITTEN = State(_("已开，待写纪要"), "warn")
UNAPPROVED = State(_("纪要待主持人审定"), "warn")
APPROVED = State(_("纪要已审定"), "good")
CORRECTED = State(_("更正待主持人审定"), "warn")
CANCELLED = State(_("已取消"))
HELD = State(_("已开"), "good")


def brief_state(meeting: Meeting, now: datetime) -> State:
    """Without its minutes, for a line of a list."""
    if meeting.is_cancelled:
        return CANCELLED
    if meeting.is_held:
        return HELD
    return OVERDUE if meeting.begins_at < now else COMING


def state_of_meeting(meeting: Meeting, now: datetime) -> State:
    if not meeting.is_held:
        return brief_state(meeting, now)
    last = meeting.last_minutes
    if last is None:
        return UNWRITTEN
    if last.is_approved:
        return APPROVED
    return CORRECTED if last.reason else UNAPPROVED


@dataclass(frozen=True)
class DecisionLine:
    """`task`: if the reader may see it, with its state."""

    decision: Decision
    task: Matter | None
    state: State | None


@dataclass(frozen=True)
class ItemLine:
    """`matter`: if the reader may see it; the words on the agenda are for everybody there."""

    item: AgendaItem
    matter: Matter | None
    sees_subject: bool
    decisions: Sequence[DecisionLine]


def with_decisions() -> Prefetch[str]:
    related = "organisation", "owner", "task__organisation", "task__subject"
    return Prefetch("decisions", Decision.objects.select_related(*related).order_by("id"))


def agenda_of(act: Act, meeting: Meeting, seen_subjects: set[int]) -> list[ItemLine]:
    items = meeting.agenda.select_related("matter", "subject").prefetch_related(with_decisions())
    listed = list(items.order_by("position"))
    seen = seen_among(act, listed)
    return [
        ItemLine(
            item,
            item.matter if item.matter_id in seen else None,
            item.subject_id in seen_subjects,
            decision_lines(act, item, seen),
        )
        for item in listed
    ]


def seen_among(act: Act, items: Sequence[AgendaItem]) -> set[int]:
    """Keys of the matters and tasks on these items that this reader may see."""
    named = [item.matter_id for item in items]
    named += [decision.task_id for item in items for decision in item.decisions.all()]
    keys = {key for key in named if key is not None}
    visible = Matter.objects.visible_to(act.by).filter(pk__in=keys)
    return set(visible.values_list("pk", flat=True)) if keys else set()


def decision_lines(act: Act, item: AgendaItem, seen: set[int]) -> list[DecisionLine]:
    return [decision_line(act, one, seen) for one in item.decisions.all()]


def decision_line(act: Act, decision: Decision, seen: set[int]) -> DecisionLine:
    task = decision.task if decision.task_id in seen else None
    if task is None:
        return DecisionLine(decision, None, None)
    task.edition = edition_of(task, act.rulebook)
    return DecisionLine(decision, task, state_of(task, act.at))


@dataclass(frozen=True)
class Presence:
    """`attendance`: none while the meeting has not been held, or for who was invited later."""

    attendee: Attendee
    attendance: Attendance | None


def presences_of(meeting: Meeting) -> list[Presence]:
    noted = meeting.attendances()
    found = meeting.attendees.select_related("officer", "organisation").order_by("id")
    return [Presence(attendee, noted.get(attendee.pk)) for attendee in found]


@dataclass(frozen=True)
class OnAgenda:
    """A meeting at which a matter was, or will be. Whoever sees the matter is told of it and of
    what was decided; `sees`: whether he may open the meeting's page too."""

    meeting: Meeting
    sees: bool
    state: State
    decisions: Sequence[DecisionLine]


def meetings_of(act: Act, matter: Matter) -> list[OnAgenda]:
    items = AgendaItem.objects.filter(matter=matter).order_by("meeting__begins_at", "id")
    related = items.select_related("meeting__occurrence").prefetch_related(with_decisions())
    listed = list(related)
    visible = Meeting.objects.visible_to(act.by).filter(agenda__in=[item.pk for item in listed])
    open_to_him, seen = set(visible.values_list("pk", flat=True)), seen_among(act, listed)
    return [
        OnAgenda(
            item.meeting,
            item.meeting_id in open_to_him,
            brief_state(item.meeting, act.at),
            decision_lines(act, item, seen),
        )
        for item in listed
    ]
