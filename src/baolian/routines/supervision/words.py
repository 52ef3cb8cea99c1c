"""What slips say, on a page as on paper: stages, limits, and a pack's own names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from baolian.records.journal.acts import day_of
from baolian.records.rulebook.models import Calendar
from baolian.rules.clock import Unit
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


class Counted(NamedTuple):
    """By what the working days of a limit are counted, and what is said of its years of which that
    is not known yet; both empty where no working days are counted."""

    by: str = ""
    unarranged: str = ""

    def __str__(self) -> str:
        return gettext("；").join(filter(None, self))


def counted(calendar: Calendar, unit: str, since: datetime, until: datetime) -> Counted:
    """The State Council's notices from `since` to `until`, each by its title and number; the
    calendar's version beside them for a year whose notice came without a number known for sure."""
    if not Unit(unit).is_working:
        return Counted()
    span = day_of(since), day_of(until)
    notices, missing = calendar.notices(*span), calendar.unarranged(*span)
    titled = gettext("国务院办公厅关于%(year)s年部分节假日安排的通知（%(number)s）")
    told = [titled % {"year": year, "number": number} for year, number in notices]
    years = span[1].year - span[0].year + 1
    if len(told) + len(missing) < years:
        told.append(calendar.label)
    comma = pgettext("between words", "、")
    unarranged = gettext("%(years)s年放假安排未公布，暂按周一至周五") % {
        "years": comma.join(map(str, missing))
    }
    return Counted(comma.join(told), unarranged if missing else "")


def counted_in(calendar: Calendar, told: Mapping[str, Any]) -> Counted:
    """The same of the deadline that a slip's frozen facts tell."""
    since, until = (datetime.fromisoformat(told[name]) for name in ("start_at", "due_at"))
    return counted(calendar, told["limit_unit"], since, until)


def said(text: Text | None) -> str:
    return text.pick(get_language() or "zh") if text else ""
