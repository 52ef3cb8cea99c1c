"""What /design/ hands to the pieces of a meeting: an invented one, held, with its decisions."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext, pgettext

from baolian.faces.console.agendas import COMING, UNAPPROVED
from baolian.faces.console.rows import HANDLING
from baolian.faces.console.steps import Offer
from baolian.records.journal.acts import Act, day_of
from baolian.records.meetings.models import Meeting

HERE = "#content"
DAY = timedelta(days=1)


def meeting_samples(act: Act) -> dict[str, Any]:
    """Its agenda, who was there, its minutes in two versions; and its lines on a matter's page."""
    title = pgettext("step", "审定纪要")
    return {
        "approval": Offer("approval", title, HERE, None, is_open=False, asks=False),
        "agenda": agenda(act.at),
        "presences": presences(),
        "versions": versions(act),
        "meetings": [on_agenda(act.at, -3, UNAPPROVED, decisions(act.at)), on_agenda(act.at, 4)],
    }


def agenda(now: datetime) -> list[Any]:
    topics = gettext("季节性用工短缺20人"), gettext("厂区断电")
    items = [SimpleNamespace(pk=n, position=n, topic=topic) for n, topic in enumerate(topics, 1)]
    return [
        SimpleNamespace(item=items[0], decisions=decisions(now)),
        SimpleNamespace(item=items[1], decisions=[]),
    ]


def decisions(now: datetime) -> list[Any]:
    """One that became a task, one that only stands there."""
    task = SimpleNamespace(
        text=gettext("组织一次专场招聘"),
        due_on=day_of(now + DAY * 4),
        organisation=gettext("某人社局"),
        owner=gettext("张三"),
    )
    said = SimpleNamespace(text=gettext("下次会议再议"), due_on=None)
    return [
        SimpleNamespace(decision=task, state=HANDLING),
        SimpleNamespace(decision=said, state=None),
    ]


def presences() -> list[Any]:
    """There, not there and why, and not yet taken down."""
    there = SimpleNamespace(is_present=True)
    away = SimpleNamespace(is_present=False, reason=gettext("在外开会"))
    officer = SimpleNamespace(officer=SimpleNamespace(pk=0, name=gettext("张三")))
    office = SimpleNamespace(organisation=gettext("某交通局"))
    other = SimpleNamespace(organisation=gettext("某人社局"))
    return [
        SimpleNamespace(attendee=officer, attendance=there),
        SimpleNamespace(attendee=office, attendance=away),
        SimpleNamespace(attendee=other, attendance=None),
    ]


def versions(act: Act) -> list[Any]:
    """The latest first: a correction that waits, and what was approved before."""
    approved = SimpleNamespace(at=act.at - DAY)
    first = SimpleNamespace(
        version=1,
        at=act.at - DAY * 2,
        by=act.by,
        text=gettext("会议同意组织一次专场招聘。"),
        is_approved=True,
        approval=approved,
    )
    second = SimpleNamespace(
        version=2,
        at=act.at,
        by=act.by,
        text=gettext("会议同意组织两次专场招聘。"),
        is_approved=False,
        reason=gettext("场次有误"),
    )
    return [second, first]


def on_agenda(now: datetime, days: int, state: Any = COMING, decided: Any = ()) -> Any:
    meeting = SimpleNamespace(
        title=gettext("用工专题调度会"),
        get_kind_display=Meeting.Kind.ROUND.label,
        begins_at=now + DAY * days,
    )
    return SimpleNamespace(meeting=meeting, state=state, sees=False, decisions=decided)
