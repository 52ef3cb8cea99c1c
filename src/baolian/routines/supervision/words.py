"""What slips say, on a page as on paper: stages, limits, and a pack's own names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from baolian.records.journal.acts import day_of
from baolian.records.rulebook.models import Calendar
from baolian.rules.packs import Text

STAGES: dict[str, str | Promise] = {
    "receipt": _("签收"),
    "first_contact": _("首次联系"),
    "plan": _("办理方案"),
    "resolution": _("办结"),
    "call_back": _("回访"),
    "reply": _("答复督办单"),
}


def limit_words(n: int, unit: str) -> str:
    """`7个工作日`, `7 working days`."""
    if unit == "working_day":
        return ngettext("%(n)d个工作日", "%(n)d个工作日", n) % {"n": n}
    if unit == "calendar_day":
        return ngettext("%(n)d天", "%(n)d天", n) % {"n": n}
    if unit == "working_hour":
        return ngettext("%(n)d个工作小时", "%(n)d个工作小时", n) % {"n": n}
    return ngettext("%(n)d小时", "%(n)d小时", n) % {"n": n}


def calendar_words(calendar: Calendar, since: datetime, until: datetime) -> str:
    """The State Council's notices by which the days from `since` to `until` are counted, each by
    its title and number; the calendar's version where no notice is known."""
    notices = calendar.notices(day_of(since), day_of(until))
    titled = gettext("国务院办公厅关于%(year)s年部分节假日安排的通知（%(number)s）")
    told = (titled % {"year": year, "number": number} for year, number in notices)
    return pgettext("between words", "、").join(told) or calendar.label


def counted_by(calendar: Calendar, told: Mapping[str, Any]) -> str:
    """The same of the deadline that a slip's frozen facts tell."""
    since, until = (datetime.fromisoformat(told[name]) for name in ("start_at", "due_at"))
    return calendar_words(calendar, since, until)


def said(text: Text | None) -> str:
    return text.pick(get_language() or "zh") if text else ""
