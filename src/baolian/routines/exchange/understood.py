"""What was understood of a workbook: the dry run's page, and what the import writes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from baolian.routines.exchange.ledgers import LedgerKind
from baolian.routines.exchange.values import Severity, Value


def letter(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the clerk should look at. `row` is Excel's (None: the whole sheet), `cell` as E17,
    or as E17:E19 where it is merged.

    An error stops the import; a warning is shown and kept.
    """

    sheet: str
    row: int | None
    own_number: str
    cell: str
    heading: str
    field: str
    code: str
    found: str
    expected_zh: str
    expected_en: str
    severity: Severity = "error"

    @property
    def place_in_sheet(self) -> tuple[int, int, str]:
        """Row and column, to be sorted by; Z stands before AA."""
        column = self.cell.partition(":")[0].rstrip("0123456789")
        return self.row or 0, len(column), column

    @property
    def place(self) -> tuple[str, str, str, str] | None:
        """Of a merged cell, by which its problems of several rows are known for one."""
        return (self.sheet, self.cell, self.field, self.code) if ":" in self.cell else None

    @property
    def zh(self) -> str:
        own = f"（序号 {self.own_number}）" if self.own_number else ""
        where = f"第{self.row}行{own}" if self.row else "整张表"
        column = f"“{self.heading}”" if self.heading else ""
        found = f"填的是“{self.found}”，" if self.found else ""
        return f"工作表“{self.sheet}”{where}{self.cell}{column}：{found}应为{self.expected_zh}"

    @property
    def en(self) -> str:
        own = f" (own number {self.own_number})" if self.own_number else ""
        where = f", row {self.row}{own}" if self.row else ""
        column = f", column {self.heading!r}" if self.heading else ""
        cell = f", cell {self.cell}" if self.cell else ""
        found = f"found {self.found!r}, " if self.found else ""
        return f"Sheet {self.sheet!r}{where}{cell}{column}: {found}expected {self.expected_en}"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was read. `how` is exact, normalised, contained, beside, chosen, or None."""

    index: int
    letter: str
    heading: str
    field: str | None
    how: str | None
    sample: str
    fen_per_unit: int | None = None


class Row(NamedTuple):
    """One row of a ledger. Empty cells and cells with a problem are absent from `values`.

    `key` identifies the row in its kind of ledger wherever it stands; `digest` changes when and
    only when its content does. Both are 32 hexadecimal digits.
    """

    sheet: str
    kind: str
    row_number: int
    own_number: str
    key: str
    digest: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Total:
    """A total row's cell against what the rows above it come to. Money in fen, else a count."""

    row: int
    cell: str
    field: str
    stated: int
    counted: int

    def agrees(self) -> bool:
        return self.stated == self.counted


@dataclass
class SheetReading:
    """One sheet. `kind` is None for a sheet that is no ledger; then there are no rows."""

    name: str
    kind: LedgerKind | None = None
    title: str = ""
    header_row: int | None = None
    fen_per_unit: int | None = None
    columns: tuple[ColumnReading, ...] = ()
    rows: list[Row] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Understanding:
    """Every sheet of a workbook, in its order."""

    sheets: tuple[SheetReading, ...]

    def of_kind(self, code: str) -> list[SheetReading]:
        return [sheet for sheet in self.sheets if sheet.kind and sheet.kind.code == code]

    def rows(self, code: str) -> Iterator[Row]:
        for sheet in self.of_kind(code):
            yield from sheet.rows

    def problems(self, severity: Severity | None = None) -> list[Problem]:
        """What is wrong with a merged cell is one thing, however many rows it spoils."""
        found = [problem for sheet in self.sheets for problem in sheet.problems]
        once = {problem.place or n: problem for n, problem in reversed([*enumerate(found)])}
        told = [problem for n, problem in enumerate(found) if once[problem.place or n] is problem]
        return [problem for problem in told if severity in (None, problem.severity)]
