"""Which rule of the ladder fell, in the words of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from baolian.routines.papers.documents.words import limit_words
from baolian.rules.packs import Board, Grade, Pack

Told = dict[str, Any]

# since when slips are counted
WITHIN = {
    "": "累计",
    "month": "一个月内",
    "quarter": "一个季度内",
    "half_year": "半年内",
    "year": "一年内",
}
# for what stretch a board stands
STANDING = {"month": "月度", "quarter": "季度", "half_year": "半年", "year": "年度"}


def cause_words(pack: Pack, told: Told) -> str:
    """`told` as `supervision.models.facts.cause` freezes it; codes are those of the slip's own
    edition."""
    match told["trigger"]:
        case "before_due":
            return f"到期前{limit_words(told['trigger_n'], told['trigger_unit'])}"
        case "overdue":
            return f"逾期{limit_words(told['trigger_n'], told['trigger_unit'])}"
        case "share_used":
            return f"用去时限的{told['trigger_percent']}%"
        case "reply_missed":
            return f"{rung_of(pack, told)}未按时答复或答复未获认可"
        case "by_hand":
            return "人工发起"
    return fact_words(pack, told)


def fact_words(pack: Pack, told: Told) -> str:
    """Of what somebody recorded, and no clock."""
    match told["trigger"]:
        case "behind_plan":
            return behind_words(told)
        case "finding":
            return f"检查认定为“{name_of(pack.grades, told['trigger_grade'])}”"
        case "count":
            return count_words(rung_of(pack, told), told)
    return rank_words(name_of(pack.boards, told["trigger_board"]), told)


def behind_words(told: Told) -> str:
    if points := told.get("trigger_points"):
        return f"进度落后计划{points}个百分点及以上"
    if points := told.get("trigger_over_points"):
        return f"进度落后计划超过{points}个百分点"
    return f"完成不足应完成进度的{told['trigger_below_percent']}%"


def count_words(rung: str, told: Told) -> str:
    slips, window = f"{told['trigger_n']}张{rung}", told["trigger_window"]
    if not told["trigger_running"]:
        return f"{WITHIN[window]}{slips}"
    return f"{WITHIN[window] if window else ''}连续{slips}"


def rank_words(board: str, told: Told) -> str:
    end = "前" if told["trigger_end"] == "top" else "后"
    return f"“{board}”{STANDING[told['trigger_window']]}排名{end}{told['trigger_n']}位"


def rung_of(pack: Pack, told: Told) -> str:
    return pack.rung(told["trigger_rung"]).name.zh


def name_of(named: Iterable[Grade | Board], code: str) -> str:
    return next(one.name.zh for one in named if one.code == code)
