"""Why a slip was drafted, in words, for every trigger that a pack can name."""

from __future__ import annotations

import pytest
from django.utils import translation

from baolian.routines.supervision.causes import why_words
from baolian.routines.supervision.models.facts import cause
from baolian.rules import packs
from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import (
    BeforeDue,
    BelowSchedule,
    ByHand,
    Count,
    End,
    Finding,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    ShareUsed,
    Trigger,
    Window,
)
from baolian.rules.packs import Board, Text

TWO = Limit(2, Unit.WORKING_DAY)
DANFENG = packs.load("shangluo/danfeng")
SPEED = Board(code="speed", name=Text(zh="进度榜", en="Speed"))
PACK = DANFENG.model_copy(update={"boards": (SPEED,)})

CASES: list[tuple[Trigger, str, str]] = [
    (BeforeDue(TWO), "到期前2个工作日", "2 working days before it is due"),
    (Overdue(TWO), "逾期2个工作日", "2 working days overdue"),
    (ShareUsed(80), "用去时限的80%", "80% of the limit used"),
    (
        ReplyMissed("yellow"),
        "黄色督办单未按时答复或答复未获认可",
        "Yellow slip: reply missed or refused",
    ),
    (ByHand(), "人工发起", "Started by hand"),
    (
        PointsBehind(10),
        "进度落后计划10个百分点及以上",
        "10 percentage points or more behind plan",
    ),
    (
        PointsBehind(30, is_over=True),
        "进度落后计划超过30个百分点",
        "more than 30 percentage points behind plan",
    ),
    (
        BelowSchedule(80),
        "完成不足应完成进度的80%",
        "less than 80% done of what was scheduled",
    ),
    (Finding("slow"), "检查认定为“落实迟缓”", "found by a check: Slow"),
    (Count("red", 3), "累计3张红色督办单", "3 of “Red slip” in all"),
    (Count("yellow", 2, is_running=True), "连续2张黄色督办单", "2 of “Yellow slip” running"),
    (
        Count("red", 3, Window.QUARTER),
        "一个季度内3张红色督办单",
        "3 of “Red slip” in a quarter",
    ),
    (
        Rank("speed", End.BOTTOM, 3, Window.MONTH),
        "“进度榜”月度排名后3位",
        "among the last 3 of “Speed” for a month",
    ),
    (
        Rank("speed", End.TOP, 3, Window.YEAR),
        "“进度榜”年度排名前3位",
        "among the first 3 of “Speed” for a year",
    ),
]


@pytest.mark.parametrize(("trigger", "zh", "en"), CASES)
def test_why(trigger: Trigger, zh: str, en: str) -> None:
    told = dict(cause(trigger))
    with translation.override("zh-hans"):
        assert why_words(PACK, told) == zh
    with translation.override("en"):
        assert why_words(PACK, told) == en
