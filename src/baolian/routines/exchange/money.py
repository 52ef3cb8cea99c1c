"""A project's amounts as readings: from 1 January to the day the ledger runs to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from baolian.records.journal.acts import Act
from baolian.records.readings.models import Reading, Taking
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.understood import Row
from baolian.routines.exchange.values import Amount

# field -> (indicator, whether the amount is a plan)
INDICATORS = {
    "total_investment": ("total_investment", True),
    "planned_investment": ("year_plan_investment", True),
    "completed_investment": ("completed_investment", False),
}
_WORDS = {
    "about": "约 大约 左右 上下",
    "nearly": "近 不足 不超过 以内",
    "over": "余 多 超 超过 逾",
    "at_least": "以上 至少",
}
QUALIFIERS = {word: code for code, words in _WORDS.items() for word in words.split()}


def takings(
    row: Row, subject: Subject, as_of: date, codes: Collection[str] = frozenset(INDICATORS)
) -> list[Taking]:
    """One reading for each amount the row gives, in fen; an empty cell is no reading."""
    found = []
    begins, ends = period(as_of)
    for code, (indicator, is_plan) in INDICATORS.items():
        amount = row.values.get(code)
        if code in codes and isinstance(amount, Amount):
            found.append(
                Taking(
                    indicator=indicator,
                    begins_on=begins,
                    ends_on=ends,
                    source=source_of(row),
                    subject=subject,
                    plan=amount.fen if is_plan else None,
                    actual=None if is_plan else amount.fen,
                    qualifier=QUALIFIERS.get(amount.qualifier, ""),
                )
            )
    return found


def period(as_of: date) -> tuple[date, date]:
    """What a ledger that runs to `as_of` speaks of."""
    return date(as_of.year, 1, 1), as_of


def source_of(row: Row) -> str:
    own = f"，序号{row.own_number}" if row.own_number else ""
    return f"重点项目台账“{row.sheet}”第{row.row_number}行{own}"


def correct_reading(act: Act, taking: Taking) -> None:
    """Correct the reading of the same period, or enter one for a new period."""
    standing = (
        Reading.objects.standing()
        .of(taking.indicator)
        .filter(subject=taking.subject, begins_on=taking.begins_on, ends_on=taking.ends_on)
        .first()
    )
    if standing is None:
        Reading.take(act, taking)
        return
    standing.correct(
        act,
        plan=taking.plan,
        actual=taking.actual,
        source=taking.source,
        qualifier=taking.qualifier,
    )
