"""Total rows are not data; what they state is compared with what the rows come to."""

from __future__ import annotations

from collections.abc import Sequence

from baolian.routines.exchange.amounts import count
from baolian.routines.exchange.headings import OWN_NUMBER_FIELD
from baolian.routines.exchange.ledgers import LedgerKind
from baolian.routines.exchange.rows import Column
from baolian.routines.exchange.understood import Problem, Total
from baolian.routines.exchange.values import Amount, Context, Fault, Value, shown
from baolian.routines.exchange.workbooks import Sheet


def check_totals(
    sheet: Sheet,
    kind: LedgerKind,
    columns: Sequence[Column],
    data: Sequence[int],
    at_rows: Sequence[int],
) -> tuple[list[Total], list[Problem]]:
    """Each stated total, and a warning for each that neither the whole sheet nor the rows since
    the total row before it come to. `data` and `at_rows` are positions in `Sheet.rows`.
    """
    totals: list[Total] = []
    problems: list[Problem] = []
    before = -1
    for at in at_rows:
        block = [i for i, position in enumerate(data) if before < position < at]
        for column in columns:
            total = _total(sheet, kind, column, at, block)
            if total is not None:
                totals.append(total)
                problems += [] if total.agrees() else [_disagreement(sheet, column, total, at)]
        before = at
    return totals, problems


def _total(
    sheet: Sheet, kind: LedgerKind, column: Column, at: int, block: Sequence[int]
) -> Total | None:
    cell = sheet.rows[at][column.reading.index]
    if column.code == OWN_NUMBER_FIELD or cell is None:
        return None
    money = any(isinstance(value, Amount) for value in column.values)
    parser = kind.by_code[column.code].parser if money else count
    stated = parser(cell, Context(column.reading.fen_per_unit))
    if isinstance(stated, Fault):
        return None
    number = stated.fen if isinstance(stated, Amount) else int(str(stated))
    counts = _counts(column.values) | _counts([column.values[i] for i in block])
    # what it was meant to be: the matching one, else the sum or number of the whole sheet
    counted = number if number in counts else max(counts)
    row = sheet.first_row + at
    return Total(row, f"{column.reading.letter}{row}", column.code, number, counted)


def _counts(values: Sequence[Value | None]) -> set[int]:
    """What a total may state of these: the sum of money, or how many there are, or different."""
    held = [value for value in values if value is not None]
    if any(isinstance(value, Amount) for value in held):
        return {sum(value.fen for value in held if isinstance(value, Amount))}
    return {len(held), len(set(held))}


def _disagreement(sheet: Sheet, column: Column, total: Total, at: int) -> Problem:
    expected = _as_stated(total.counted, column)
    return Problem(
        sheet.name,
        total.row,
        "",
        total.cell,
        column.reading.heading,
        total.field,
        "total_disagrees",
        shown(sheet.rows[at][column.reading.index]),
        f"{expected}（按各行相加或计数）",
        f"{expected}, which is what the rows come to",
        "warning",
    )


def _as_stated(number: int, column: Column) -> str:
    if not any(isinstance(value, Amount) for value in column.values):
        return str(number)
    per_unit = column.reading.fen_per_unit or 100
    whole, rest = divmod(number, per_unit)
    return str(whole) if not rest else f"{number / per_unit:.6f}".rstrip("0")
