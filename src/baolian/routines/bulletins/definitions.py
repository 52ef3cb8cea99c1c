"""The registry: for each figure a pack can name, its words and how it is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from baolian.routines.bulletins import figures
from baolian.routines.bulletins.counting import Period, Scope
from baolian.rules.packs import Bulletin, FigureCode, IndicatorUnit, Text

Asked = Callable[[Scope], QuerySet[Any]]


@dataclass(frozen=True)
class Definition:
    """`records` are what is counted. A rate also has `base`, its denominator, and `hit`, the
    condition by which a record of `base` belongs to `records`. `measure`: Chinese measure word.
    """

    code: FigureCode
    label: Text
    counts: Text
    records: Asked
    measure: str = ""
    period: Period = Period.AS_OF
    unit: IndicatorUnit = IndicatorUnit.COUNT
    base: Asked | None = None
    hit: Callable[[Scope], Exists] | None = None


PAIRINGS = (
    Definition(
        FigureCode.LEADERS,
        Text(zh="产业链包抓领导", en="leaders of industrial chains"),
        Text(
            zh="当日在任的产业链包抓领导，每人只计一次",
            en="officers who answer for an industrial chain as its leader on that day, each once",
        ),
        figures.leaders,
        "名",
    ),
    Definition(
        FigureCode.CHAINS,
        Text(zh="产业链", en="industrial chains"),
        Text(
            zh="当日有包抓领导的产业链",
            en="industrial chains that have a leader on that day",
        ),
        figures.chains,
        "个",
    ),
    Definition(
        FigureCode.PROJECTS,
        Text(zh="重点项目", en="key projects"),
        Text(
            zh="当日有包抓领导的项目",
            en="projects that have a leader on that day",
        ),
        figures.projects,
        "个",
    ),
    Definition(
        FigureCode.STARTED,
        Text(zh="开工在建", en="projects started"),
        Text(
            zh="有包抓领导的项目中已开工的，含台账称已开工而未载日期的",
            en="projects with a leader that have started, also by a ledger's undated word",
        ),
        figures.started,
        "个",
    ),
    Definition(
        FigureCode.HEADS,
        Text(zh="局长行长", en="bureau and bank heads"),
        Text(
            zh="当日在任的企业包联局长、行长，每人只计一次",
            en="officers who answer for an enterprise as its head on that day, each once",
        ),
        figures.heads,
        "名",
    ),
    Definition(
        FigureCode.ENTERPRISES,
        Text(zh="包联企业", en="enterprises"),
        Text(
            zh="当日有局长或行长包联的企业",
            en="enterprises that have a bureau or bank head on that day",
        ),
        figures.enterprises,
        "户",
    ),
)

READINGS = (
    Definition(
        FigureCode.COMPLETED_INVESTMENT,
        Text(zh="完成投资", en="investment completed"),
        Text(
            zh="有包抓领导的项目各自最近一次“累计完成投资”读数之和",
            en="the sum of the latest reading of investment to date of each project with a leader",
        ),
        figures.completed_investment,
        period=Period.OF_READINGS,
        unit=IndicatorUnit.FEN,
    ),
    Definition(
        FigureCode.INDUSTRIAL_GROWTH,
        Text(zh="规上工业增加值累计增速", en="growth of industrial value added"),
        Text(
            zh="统计数据，引自所列来源，不是由本系统的记录算出",
            en="a statistic quoted from its source, not counted from records kept here",
        ),
        figures.industrial_growth,
        period=Period.OF_READINGS,
        unit=IndicatorUnit.BASIS_POINTS,
    ),
)

DIFFICULTIES = (
    Definition(
        FigureCode.DIFFICULTIES,
        Text(zh="摸排困难", en="difficulties"),
        Text(
            zh="包联企业（含此前包联过的）提出的困难；导入台账的按台账所载日期",
            en="difficulties of enterprises with a head, now or before; by a ledger's own date",
        ),
        figures.difficulties,
        "个",
    ),
    Definition(
        FigureCode.RESOLVED_CLAIMED,
        Text(zh="称已解决", en="said to be resolved"),
        Text(
            zh="包联企业的困难中台账或责任单位称已解决的，不论企业是否确认；二次办理中的不计",
            en="difficulties that a ledger or the handling side says are solved, confirmed or not; "
            "reopened ones are left out",
        ),
        figures.resolved_claimed,
        "个",
    ),
    Definition(
        FigureCode.RESOLVED_CONFIRMED,
        Text(zh="经企业确认解决", en="confirmed by the enterprise"),
        Text(
            zh="称已解决的困难中企业确认已解决的",
            en="of those said to be resolved, what the enterprise has confirmed as solved",
        ),
        figures.resolved_confirmed,
        "个",
    ),
    Definition(
        FigureCode.HANDLED_RATE,
        Text(zh="办结率", en="handled rate"),
        Text(
            zh="包联企业的困难中已有办理结果的比例：含台账自称、部分解决、解释说明、暂不具备条件的，"
            "未必经企业确认",
            en="share of the difficulties with any outcome: a ledger's word, partly solved, "
            "explained and impossible for now included, confirmed or not",
        ),
        figures.handled,
        unit=IndicatorUnit.BASIS_POINTS,
        base=figures.difficulties,
        hit=figures.is_handled,
    ),
    Definition(
        FigureCode.HONEST_RATE,
        Text(zh="确认解决率", en="honest rate"),
        Text(
            zh="包联企业的困难中称已解决并经企业确认的比例",
            en="share of the difficulties said to be solved and confirmed by the enterprise",
        ),
        figures.resolved_confirmed,
        unit=IndicatorUnit.BASIS_POINTS,
        base=figures.difficulties,
        hit=figures.is_confirmed,
    ),
)

SLIPS = (
    Definition(
        FigureCode.SLIPS,
        Text(zh="签发督办单", en="slips issued"),
        Text(
            zh="本月签发的督办单，含其后撤回的；不含提醒",
            en="slips signed in the month, later withdrawn ones included, reminders not",
        ),
        figures.slips,
        "份",
        Period.IN_MONTH,
    ),
)

DEFINITIONS: dict[FigureCode, Definition] = {
    definition.code: definition for definition in (*PAIRINGS, *READINGS, *DIFFICULTIES, *SLIPS)
}


@dataclass(frozen=True)
class Slot:
    """A figure's place in a pack's bulletin; positions count from 1."""

    code: FigureCode
    position: int
    is_internal: bool


def slots_of(rules: Bulletin) -> list[Slot]:
    """Each code once: the pack's figures in its order, then the rates; inner rates stay inside."""
    shown = (*rules.figures, *rules.published_rates)
    codes = dict.fromkeys((*shown, *rules.internal_rates))
    return [Slot(code, n, code not in shown) for n, code in enumerate(codes, start=1)]
