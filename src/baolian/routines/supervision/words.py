"""What slips say, on a page as on paper: stages, limits, and a pack's own names."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

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


def said(text: Text | None) -> str:
    return text.pick(get_language() or "zh") if text else ""
