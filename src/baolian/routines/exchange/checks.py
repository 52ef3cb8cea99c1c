"""What one cell cannot show: cells of a row, and rows of a ledger, that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from baolian.routines.exchange.ledgers import LEDGERS, LedgerKind
from baolian.routines.exchange.understood import (
    ColumnReading,
    Problem,
    Row,
    SheetReading,
)
from baolian.routines.exchange.values import Amount, Fault, Value, shown, squashed

Found = tuple[str, Fault]  # the field at fault, and what is wrong
Values = Mapping[str, Value]
RowCheck = Callable[[Values], Found | None]


def check_rows(sheet: SheetReading) -> list[Problem]:
    """Contradictions inside each row."""
    checks = _CHECKS.get(sheet.kind.code, ()) if sheet.kind else ()
    columns = {column.field: column for column in sheet.columns if column.field}
    return [
        row_problem(LEDGERS[row.kind], row, columns, *found)
        for check in checks
        for row in sheet.rows
        if (found := check(row.values)) is not None
    ]


def row_problem(
    kind: LedgerKind,
    row: Row,
    columns: Mapping[str, ColumnReading],
    code: str,
    fault: Fault,
) -> Problem:
    """A fault of a row as a problem, at its cell if the field has a column."""
    column = columns.get(code)
    return Problem(
        row.sheet,
        row.row_number,
        row.own_number,
        f"{column.letter}{row.row_number}" if column else "",
        column.heading if column else kind.by_code[code].zh,
        code,
        fault.code,
        _shown(row.values.get(code)),
        fault.expected_zh,
        fault.expected_en,
        fault.severity,
    )


def _shown(value: Value | None) -> str:
    if isinstance(value, Amount):
        return f"{value.qualifier}{value.fen / 1_000_000:g}万元"
    if isinstance(value, tuple):
        return "、".join(value)
    return shown(value)


def closed_before_raised(values: Values) -> Found | None:
    raised, resolved = values.get("raised_on"), values.get("resolved_on")
    if not isinstance(raised, date) or not isinstance(resolved, date) or resolved >= raised:
        return None
    zh, en = f"不早于反映时间 {raised} 的日期", f"a day not before it was raised, {raised}"
    return "resolved_on", Fault("closed_before_raised", zh, en)


def state_and_day_agree(values: Values) -> Found | None:
    state, resolved = values.get("state"), values.get("resolved_on")
    if state is None or (state == "resolved") == (resolved is not None):
        return None
    if state == "resolved":
        zh, en = "办结日期（状态为已办结）", "a day, since the state says resolved"
        return "resolved_on", Fault("resolved_without_day", zh, en, "warning")
    zh, en = "空（状态不是已办结）", "nothing, since the state does not say resolved"
    return "resolved_on", Fault("day_without_resolved", zh, en, "warning")


def completed_within_total(values: Values) -> Found | None:
    total, done = values.get("total_investment"), values.get("completed_investment")
    if not isinstance(total, Amount) or not isinstance(done, Amount) or done.fen <= total.fen:
        return None
    zh, en = f"不大于总投资 {_shown(total)}", f"at most the total investment {_shown(total)}"
    return "completed_investment", Fault("completed_over_total", zh, en, "warning")


def money_means_started(values: Values) -> Found | None:
    done = values.get("completed_investment")
    if values.get("started") is not False or not isinstance(done, Amount) or not done.fen:
        return None
    zh, en = f"是（已完成投资 {_shown(done)}）", f"yes, since {_shown(done)} was completed"
    return "started", Fault("money_without_start", zh, en, "warning")


def has_leader(values: Values) -> Found | None:
    if "leader" in values:
        return None
    return "leader", Fault("holder_missing", "包抓领导姓名", "the leader's name", "warning")


def has_organisation(values: Values) -> Found | None:
    if "organisation" in values or "holder" in values:
        return None
    zh, en = "责任单位或责任人", "a responsible organisation or a holder"
    return "organisation", Fault("holder_missing", zh, en, "warning")


_CHECKS: Mapping[str, tuple[RowCheck, ...]] = {
    "difficulties": (closed_before_raised, state_and_day_agree, has_organisation),
    "projects": (completed_within_total, money_means_started, has_leader),
}


def check_repeats(
    kind: LedgerKind, identified: Iterable[tuple[str, Row]], sheets: list[SheetReading]
) -> None:
    """Adds a problem to its sheet for each row that repeats another, where two cannot both be.

    `identified` pairs each row with the canonical text of what identifies it.
    """
    if kind.repeats:
        return
    first: dict[str, Row] = {}
    lead = next(part for part in kind.key if isinstance(part, str))
    for identity, row in identified:
        other = first.setdefault(identity, row)
        if other is not row and lead in row.values:
            _add(sheets, row, lead, repeats(other))


def repeats(other: Row) -> Fault:
    at = f"“{other.sheet}”第{other.row_number}行"
    return Fault(
        "repeated",
        f"不重复的记录，它与{at}相同",
        f"a record of its own; it repeats sheet {other.sheet!r} row {other.row_number}",
    )


def check_codes(rows: Iterable[Row], sheets: list[SheetReading]) -> None:
    """One credit code, one enterprise name, and one name in one place, one code: all rows."""
    name_of: dict[str, Row] = {}
    code_of: dict[tuple[str, Value | None], Row] = {}
    coded = [row for row in rows if "uscc" in row.values and "enterprise" in row.values]
    placed = {row.values["uscc"] for row in coded if "place" in row.values}
    for row in coded:
        code, name = str(row.values["uscc"]), squashed(str(row.values["enterprise"]))
        same_code = name_of.setdefault(code, row)
        if same_code is not row and squashed(str(same_code.values["enterprise"])) != name:
            _add(sheets, row, "enterprise", _differs("enterprise", same_code))
        place = row.values.get("place")
        if place is None and code in placed:
            continue  # the row that states the place is the one to be compared
        same_name = code_of.setdefault((name, place), row)
        if same_name.values["uscc"] != code:
            _add(sheets, row, "uscc", _differs("uscc", same_name))


def _differs(field: str, other: Row) -> Fault:
    value, at = other.values[field], f"“{other.sheet}”第{other.row_number}行"
    code = "code_of_two_enterprises" if field == "enterprise" else "enterprise_of_two_codes"
    return Fault(
        code,
        f"“{value}”，与{at}一致",
        f"{value!r}, as in sheet {other.sheet!r} row {other.row_number}",
    )


def _add(sheets: list[SheetReading], row: Row, code: str, fault: Fault) -> None:
    sheet = next(s for s in sheets if s.name == row.sheet)
    columns = {column.field: column for column in sheet.columns if column.field}
    sheet.problems.append(row_problem(LEDGERS[row.kind], row, columns, code, fault))
