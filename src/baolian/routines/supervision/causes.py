"""Which rule of the ladder fell, from the facts that a slip froze."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baolian.routines.supervision.words import limit_words, said
from baolian.rules.packs import Board, Grade, Pack

Told = dict[str, Any]

# since when slips are counted
WITHIN: dict[str, str | Promise] = {
    "": gettext_lazy("累计"),
    "month": gettext_lazy("一个月内"),
    "quarter": gettext_lazy("一个季度内"),
    "half_year": gettext_lazy("半年内"),
    "year": gettext_lazy("一年内"),
}
# for what stretch a board stands
STANDING: dict[str, str | Promise] = {
    "month": gettext_lazy("月度"),
    "quarter": gettext_lazy("季度"),
    "half_year": gettext_lazy("半年"),
    "year": gettext_lazy("年度"),
}


def why_words(pack: Pack, told: Told) -> str:
    """`told` as `supervision.models.facts.cause` freezes it; codes are those of the slip's own
    edition."""
    match told["trigger"]:
        case "before_due":
            return _("到期前%(limit)s") % {"limit": limit_of(told)}
        case "overdue":
            return _("逾期%(limit)s") % {"limit": limit_of(told)}
        case "share_used":
            return _("用去时限的%(percent)d%%") % {"percent": told["trigger_percent"]}
        case "reply_missed":
            return _("%(rung)s未按时答复或答复未获认可") % {"rung": rung_of(pack, told)}
        case "by_hand":
            return _("人工发起")
    return fact_words(pack, told)


def fact_words(pack: Pack, told: Told) -> str:
    """Of what somebody recorded, and no clock."""
    match told["trigger"]:
        case "behind_plan":
            return behind_words(told)
        case "finding":
            grade = name_of(pack.grades, told["trigger_grade"])
            return _("检查认定为“%(grade)s”") % {"grade": grade}
        case "count":
            return count_words(rung_of(pack, told), told)
    return rank_words(name_of(pack.boards, told["trigger_board"]), told)


def behind_words(told: Told) -> str:
    if points := told.get("trigger_points"):
        return _("进度落后计划%(n)d个百分点及以上") % {"n": points}
    if points := told.get("trigger_over_points"):
        return _("进度落后计划超过%(n)d个百分点") % {"n": points}
    return _("完成不足应完成进度的%(percent)d%%") % {"percent": told["trigger_below_percent"]}


def count_words(rung: str, told: Told) -> str:
    parts = {"n": told["trigger_n"], "rung": rung}
    if not told["trigger_running"]:
        slips = _("%(n)d张%(rung)s") % parts
    else:
        slips = _("连续%(n)d张%(rung)s") % parts
        if not told["trigger_window"]:
            return slips
    return _("%(within)s%(slips)s") % {"within": WITHIN[told["trigger_window"]], "slips": slips}


def rank_words(board: str, told: Told) -> str:
    window = STANDING[told["trigger_window"]]
    parts = {"board": board, "window": window, "n": told["trigger_n"]}
    if told["trigger_end"] == "top":
        return _("“%(board)s”%(window)s排名前%(n)d位") % parts
    return _("“%(board)s”%(window)s排名后%(n)d位") % parts


def limit_of(told: Told) -> str:
    return limit_words(told["trigger_n"], told["trigger_unit"])


def rung_of(pack: Pack, told: Told) -> str:
    return said(pack.rung(told["trigger_rung"]).name)


def name_of(named: Iterable[Grade | Board], code: str) -> str:
    return next(said(one.name) for one in named if one.code == code)
