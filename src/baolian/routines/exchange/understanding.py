"""Reads staged sheets as ledgers: header, kind, columns, rows, totals, and every problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from baolian.records.journal.garbage import uncollected
from baolian.routines.exchange import checks
from baolian.routines.exchange.amounts import amount, heading_unit, stated_unit
from baolian.routines.exchange.headers import Header, find_header, title_of
from baolian.routines.exchange.headings import OWN_NUMBER_FIELD, Heading, Match, nearest
from baolian.routines.exchange.ledgers import LEDGERS, LedgerKind
from baolian.routines.exchange.rows import (
    Column,
    Draft,
    draft_rows,
    keyed,
    read_column,
    sort_rows,
)
from baolian.routines.exchange.totals import check_totals
from baolian.routines.exchange.understood import (
    ColumnReading,
    Problem,
    SheetReading,
    Understanding,
    letter,
)
from baolian.routines.exchange.values import Fault, Severity, Value, shown
from baolian.routines.exchange.workbooks import Cell, Merge, Sheet, Workbook

# (sheet name, column letter) -> the field the clerk chose for it, None to leave it out
Choices = Mapping[tuple[str, str], str | None]


@uncollected()
def understand(workbook: Workbook, as_of: date, choices: Choices | None = None) -> Understanding:
    """Everything the dry run shows and the import writes.

    `as_of` is the day after which no date in a ledger may lie; `choices` overrule how columns
    were understood. Nothing is raised: what cannot be read is in `problems`.
    """
    readings: list[SheetReading] = []
    drafts: dict[str, list[Draft]] = {}
    for sheet in workbook.sheets:
        if sheet.is_empty():
            continue
        reading, found = _read_sheet(sheet, as_of, choices or {})
        readings.append(reading)
        if reading.kind:
            drafts.setdefault(reading.kind.code, []).extend(found)
    _place_rows(readings, drafts)
    for reading in readings:
        reading.problems += checks.check_rows(reading)
    checks.check_codes((row for reading in readings for row in reading.rows), readings)
    return Understanding(tuple(readings))


def _place_rows(readings: list[SheetReading], drafts: Mapping[str, list[Draft]]) -> None:
    """Gives every row its key, over all sheets of a kind together, and puts it on its sheet."""
    rows_of = {reading.name: reading.rows for reading in readings}
    for code, found in drafts.items():
        rows = keyed(found, LEDGERS[code])
        for row in rows:
            rows_of[row.sheet].append(row)
        identified = zip((draft.identity for draft in found), rows, strict=True)
        checks.check_repeats(LEDGERS[code], identified, readings)


def _read_sheet(sheet: Sheet, as_of: date, choices: Choices) -> tuple[SheetReading, list[Draft]]:
    reading = SheetReading(sheet.name)
    if not sheet.visible:
        reading.problems.append(_sheet_problem(sheet, "hidden", "", HIDDEN, "warning"))
        return reading, []
    header = find_header(sheet)
    if header is None:
        found = "、".join(_first_texts(sheet))
        reading.problems.append(_sheet_problem(sheet, "no_ledger", found, NO_LEDGER, "warning"))
        return reading, []
    reading.kind, reading.title = header.kind, title_of(sheet, header)
    reading.header_row = sheet.first_row + header.last
    reading.fen_per_unit = stated_unit(reading.title)
    reading.columns = _columns(sheet, header, reading.fen_per_unit, choices)
    reading.problems += _column_problems(sheet, header, reading)
    return reading, _read_body(sheet, header, reading, as_of)


HIDDEN = ("可见的工作表；隐藏的工作表不导入", "a visible sheet; hidden sheets are not imported")
NO_LEDGER = (
    "带表头的台账（包联企业、重点项目、困难问题或链长名单）；本表不导入",
    "a ledger with a header (pairings, projects, difficulties or chain leaders); not imported",
)


def _first_texts(sheet: Sheet) -> list[str]:
    for row in sheet.rows[:20]:
        texts = [shown(cell) for cell in row if cell is not None]
        if len(texts) > 1:
            return texts[:12]
    return []


def _sheet_problem(
    sheet: Sheet, code: str, found: str, expected: tuple[str, str], severity: Severity
) -> Problem:
    return Problem(sheet.name, None, "", "", "", "", code, found, *expected, severity)


def _columns(
    sheet: Sheet, header: Header, fen_per_unit: int | None, choices: Choices
) -> tuple[ColumnReading, ...]:
    chosen = _chosen(sheet, header, choices)
    return tuple(
        ColumnReading(
            at,
            letter(at),
            heading.group + "/" + heading.text if heading.group else heading.text,
            chosen[at].field,
            chosen[at].how,
            _sample(sheet, header.last + 1, at),
            _unit(heading, fen_per_unit) if _is_money(header.kind, chosen[at].field) else None,
        )
        for at, heading in enumerate(header.headings)
        if heading is not None
    )


def _is_money(kind: LedgerKind, field: str | None) -> bool:
    return any(known.code == field and known.parser is amount for known in kind.fields)


def _unit(heading: Heading, of_sheet: int | None) -> int | None:
    return heading_unit(heading.text) or heading_unit(heading.group) or of_sheet


def _chosen(sheet: Sheet, header: Header, choices: Choices) -> dict[int, Match]:
    """The matches with the clerk's choices laid over them; a chosen field leaves other columns."""
    matches = dict(header.matches)
    for at in header.matches:
        key = (sheet.name, letter(at))
        field = choices.get(key)
        if key in choices and (field is None or field in header.kind.by_code):
            taken = [other for other, match in matches.items() if match.field == field]
            matches.update(dict.fromkeys(taken, Match()) if field else {})
            matches[at] = Match(field, "chosen")
    return matches


def _sample(sheet: Sheet, body: int, column: int) -> str:
    for row in sheet.rows[body : body + 50]:
        if row[column] is not None:
            return shown(row[column])
    return ""


def _column_problems(sheet: Sheet, header: Header, reading: SheetReading) -> list[Problem]:
    problems: list[Problem] = []
    fields = {column.field for column in reading.columns}
    for field in header.kind.fields:
        if field.required and field.code not in fields:
            expected = (
                f"表头中有“{field.zh}”一列，也可写作：{'、'.join(field.synonyms[1:6])}",
                f"a column for the {field.en}, headed {field.zh} or "
                f"{', '.join(field.synonyms[1:6])}",
            )
            found = "、".join(column.heading for column in reading.columns)
            problems.append(_sheet_problem(sheet, "missing_column", found, expected, "error"))
    for column in reading.columns:
        problems += _heading_problems(reading, header, column)
    return problems


def _heading_problems(
    reading: SheetReading, header: Header, column: ColumnReading
) -> list[Problem]:
    kind = header.kind
    if column.how == "chosen" or column.field == OWN_NUMBER_FIELD:
        return []
    if column.field is None:
        rival = next((c for c in reading.columns if _rivals(header, c, column)), None)
        return [_twice(reading, rival, column) if rival else _unread(reading, kind, column)]
    if column.how == "contained":
        zh, en = kind.by_code[column.field].zh, kind.by_code[column.field].en
        expected = f"“{zh}”，系统按此理解，请核对", f"the {en}: read so, please confirm"
        return [_at_heading(reading, column, "read_by_part", expected, "warning")]
    return []


def _rivals(header: Header, winner: ColumnReading, loser: ColumnReading) -> bool:
    match = header.matches[winner.index]
    return winner.field == match.field is not None and loser.index in match.rivals


def _twice(reading: SheetReading, rival: ColumnReading, column: ColumnReading) -> Problem:
    expected = (
        f"只有一列表示此项，{rival.letter}列“{rival.heading}”也是；请改名或选定一列",
        f"one column of this meaning; column {rival.letter} {rival.heading!r} has it too: "
        "rename or choose",
    )
    return _at_heading(reading, column, "ambiguous_heading", expected, "error")


def _unread(reading: SheetReading, kind: LedgerKind, column: ColumnReading) -> Problem:
    near = nearest(Heading(column.heading), kind)
    zh = f"已知的列名，最接近的是“{near.zh}”；" if near else "已知的列名；"
    en = f"a known heading, the nearest is {near.zh} ({near.en}); " if near else "a known heading; "
    expected = f"{zh}此列未导入", f"{en}this column is not imported"
    return _at_heading(reading, column, "unknown_heading", expected, "warning")


def _at_heading(
    reading: SheetReading,
    column: ColumnReading,
    code: str,
    expected: tuple[str, str],
    severity: Severity,
) -> Problem:
    row = reading.header_row
    return Problem(
        reading.name,
        row,
        "",
        f"{column.letter}{row}",
        column.heading,
        column.field or "",
        code,
        column.heading,
        *expected,
        severity,
    )


def _read_body(sheet: Sheet, header: Header, reading: SheetReading, as_of: date) -> list[Draft]:
    own = next((c.index for c in reading.columns if c.field == OWN_NUMBER_FIELD), None)
    sorted_rows = sort_rows(sheet, header.last + 1, sheet.rows[header.last], own)
    columns = [
        read_column(
            column, _cells(sheet, header.kind, column, sorted_rows.data), header.kind, as_of
        )
        for column in reading.columns
        if column.field is not None
    ]
    reading.problems += _merged_amounts(sheet, header, reading.columns)
    merged = _merged_cells(sheet)
    numbers = next((c.values for c in columns if c.code == OWN_NUMBER_FIELD), None)
    for column in columns:
        found = _cell_problems(sheet, header.kind, column, sorted_rows.data, numbers)
        at = column.reading.index
        reading.problems += [replace(p, cell=merged.get((p.row, at), p.cell)) for p in found]
    reading.totals, problems = check_totals(
        sheet, header.kind, columns, sorted_rows.data, sorted_rows.totals
    )
    reading.problems += problems
    return draft_rows(sheet, header.kind, sorted_rows.data, columns)


def _cells(
    sheet: Sheet, kind: LedgerKind, column: ColumnReading, positions: list[int]
) -> list[Cell]:
    """A column's cells. An amount merged over several rows is one amount: its first row's."""
    if not sheet.filled or not _is_money(kind, column.field):
        return [sheet.rows[at][column.index] for at in positions]
    return [
        None
        if (sheet.first_row + at, column.index) in sheet.filled
        else sheet.rows[at][column.index]
        for at in positions
    ]


def _merged_cells(sheet: Sheet) -> dict[tuple[int | None, int], str]:
    """Of each cell (Excel row, 0-based column) of a vertical merge, the range: C3:C4."""
    return {
        (row, merge.first_column): (
            f"{letter(merge.first_column)}{merge.first_row}:"
            f"{letter(merge.first_column)}{merge.last_row}"
        )
        for merge in sheet.merges
        if (merge.last_row, merge.first_column) in sheet.filled
        for row in range(merge.first_row, merge.last_row + 1)
    }


def _merged_amounts(
    sheet: Sheet, header: Header, columns: tuple[ColumnReading, ...]
) -> list[Problem]:
    money = {column.index: column for column in columns if _is_money(header.kind, column.field)}
    body = sheet.first_row + header.last + 1
    return [
        _merged_amount(sheet, money[merge.first_column], merge)
        for merge in sheet.merges
        if merge.first_column in money
        and merge.first_row >= body
        and (merge.last_row, merge.first_column) in sheet.filled
    ]


def _merged_amount(sheet: Sheet, column: ColumnReading, merge: Merge) -> Problem:
    counted = f"{column.letter}{merge.first_row}"
    cells = f"{counted}:{column.letter}{merge.last_row}"
    return Problem(
        sheet.name,
        merge.first_row,
        "",
        cells,
        column.heading,
        column.field or "",
        "merged_amount",
        shown(sheet.rows[merge.first_row - sheet.first_row][column.index]),
        f"每行各自的金额；合并单元格 {cells} 的金额只计入 {counted} 一行",
        f"an amount of each row's own; the merged cells {cells} count for {counted} only",
        "warning",
    )


def _cell_problems(
    sheet: Sheet,
    kind: LedgerKind,
    column: Column,
    positions: list[int],
    numbers: list[Value | None] | None,
) -> list[Problem]:
    if column.code == OWN_NUMBER_FIELD:
        return []
    faults = dict(column.faults)
    field = kind.by_code[column.code]
    if field.required:
        missing = Fault("missing", f"{field.zh}，此项必填", f"the {field.en}, which is required")
        empty = (at for at, value in enumerate(column.values) if value is None)
        faults = {at: missing for at in empty} | faults
    if field.parser is amount:
        faults = _once_per_column(faults)
    return [
        _cell_problem(sheet, column, sheet.first_row + positions[at], at, fault, numbers)
        for at, fault in sorted(faults.items())
    ]


def _once_per_column(faults: dict[int, Fault]) -> dict[int, Fault]:
    """An unknown unit is one fact about the column, not one for each of its rows."""
    unknown = [at for at, fault in faults.items() if fault.code == "unit_unknown"]
    return {at: fault for at, fault in faults.items() if at not in set(unknown[1:])}


def _cell_problem(
    sheet: Sheet,
    column: Column,
    row: int,
    at: int,
    fault: Fault,
    numbers: list[Value | None] | None,
) -> Problem:
    cell: Cell = column.cells[at]
    own = numbers[at] if numbers else None
    return Problem(
        sheet.name,
        row,
        "" if own is None else str(own),
        f"{column.reading.letter}{row}",
        column.reading.heading,
        column.code,
        fault.code,
        shown(cell),
        fault.expected_zh,
        fault.expected_en,
        fault.severity,
    )
