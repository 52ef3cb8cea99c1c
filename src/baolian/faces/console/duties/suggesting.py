"""The beginning of a reply to a slip, made of facts alone: no cause, no promise, no excuse."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from baolian.faces.console.remaining import left_of
from baolian.faces.console.stops import stops_of
from baolian.faces.parts.words import label_words
from baolian.records.journal.acts import Act, day_of
from baolian.records.matters.models import FirstContact, Matter, Resolution
from baolian.routines.supervision.models import Slip


def suggested_reply(act: Act, slip: Slip) -> str:
    """What the records say was done and how the matter stands; the answering person adds the rest.

    Sentences only of what is recorded: a reply that nobody has edited is still true.
    """
    matter = slip.matter
    begun = [*receipt(matter), *contact(matter), *tasks(matter)]
    done = _("，").join(begun)
    issue = getattr(slip, "issue", None)
    start = _("%(number)s收悉。") % {"number": issue.number if issue else _("来单")}
    told = _("%(done)s。") % {"done": done} if done else ""
    return start + told + standing(act, slip)


def on(moment: datetime) -> str:
    """`6月30日`: papers name no weekday."""
    return spelled(day_of(moment), with_year=False)


def spelled(day: date, *, with_year: bool) -> str:
    parts = {"y": day.year, "m": day.month, "d": day.day, "month": MONTHS[day.month]}
    return _("%(y)d年%(m)d月%(d)d日") % parts if with_year else _("%(m)d月%(d)d日") % parts


def receipt(matter: Matter) -> list[str]:
    lead = matter.lead
    if lead is None or lead.received_at is None or lead.is_claim:
        return []
    return [_("%(day)s签收") % {"day": on(lead.received_at)}]


def contact(matter: Matter) -> list[str]:
    spoken = FirstContact.objects.filter(matter=matter).first()
    return [_("%(day)s首次联系企业") % {"day": on(spoken.at)}] if spoken else []


def tasks(matter: Matter) -> list[str]:
    found = list(matter.parts.values_list("resolved_at", flat=True))
    if not found:
        return []
    done = sum(moment is not None for moment in found)
    return [_("分派任务%(n)d项，已办结%(done)d项") % {"n": len(found), "done": done}]


def standing(act: Act, slip: Slip) -> str:
    """Resolved and how; or under way, with what the clock says."""
    resolution = slip.matter.resolution
    if resolution is not None:
        return claimed(resolution) if resolution.is_claim else resolved(resolution)
    clock = slip.deadline
    clock.matter = slip.matter
    suspension = slip.matter.suspension
    _since, pauses = stops_of(act, [slip.matter_id])
    since = suspension.since if suspension else None
    left = left_of(act, clock, since, pauses.get(slip.matter_id, ()))
    words = {"day": on(clock.due_at), "left": left.words}
    return _("目前正在办理，期限为%(day)s（%(left)s）。") % words


def resolved(resolution: Resolution) -> str:
    outcome = label_words(resolution.get_outcome_display())
    words = {"day": on(resolution.at), "outcome": outcome}
    return _("该事项已于%(day)s办结，办理结果：%(outcome)s。") % words


def claimed(resolution: Resolution) -> str:
    """Nobody here saw it, and the moment of the import is not that of anything."""
    day = resolution.claimed_on
    if day is None:
        return _("台账称已办结（待核实）。")
    with_year = day.year != day_of(resolution.at).year
    return _("台账称已于%(day)s办结（待核实）。") % {"day": spelled(day, with_year=with_year)}
