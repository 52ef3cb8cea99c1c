"""From a sheet's cells to typed rows, a column at a time: equal cells are parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from baolian.routines.exchange.headings import OWN_NUMBER_FIELD
from baolian.routines.exchange.ledgers import LedgerKind
from baolian.routines.exchange.understood import ColumnReading, Row
from baolian.routines.exchange.values import (
    Context,
    Fault,
    Parser,
    Value,
    as_text,
    canonical,
    shown,
    squashed,
)
from baolian.routines.exchange.workbooks import Cell, Sheet

_TOTAL = re.compile(
    r"(?:本页|本表|以上|全市|全县)?(?:合计|总计|小计|共计|累计)[\W\d]*(?:万元|元|人|户|个|项|家|件)?\W*"
)
_NOTE = re.compile(
    r"(?:备注|注|说明|填表人|填报人|制表人?|审核人?|审签|负责人签字|联系人)\s*[::\d]"
)


@dataclass
class Sorted:
    """A sheet's body by what each row is. Numbers are positions in `Sheet.rows`."""

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)


@dataclass
class Column:
    """One understood column over the data rows; `faults` by position among them."""

    reading: ColumnReading
    cells: list[Cell]
    values: list[Value | None] = field(default_factory=list)
    canons: list[str] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)

    @property
    def code(self) -> str:
        return str(self.reading.field)


def sort_rows(sheet: Sheet, body: int, header: Sequence[Cell], number_at: int | None) -> Sorted:
    """Data and total rows from position `body` on.

    Left out: blank rows, rows numbered in advance, notes, a header repeated by a page break, and
    rows that hold nothing but what a merge carried down.
    """
    result = Sorted()
    filled_rows = {number for number, _ in sheet.filled}
    for at in range(body, len(sheet.rows)):
        row = sheet.rows[at]
        odd = _odd_row(row, header, number_at)
        if odd == "total":
            result.totals.append(at)
        number = sheet.first_row + at
        if odd or (number in filled_rows and _only_filled(row, number, sheet)):
            continue
        result.data.append(at)
    return result


def _odd_row(row: list[Cell], header: Sequence[Cell], number_at: int | None) -> str:
    """What a row is, if it is not data. Runs for every row, so the cheap comes first."""
    for cell in row[:3]:
        if cell.__class__ is str and "计" in cell and _is_total(cell):
            return "total"
    if len(row) - row.count(None) > 2:
        return "header" if row == header else ""
    texts = [cell for cell in row if cell is not None and as_text(cell)]
    if not texts:
        return "blank"
    if isinstance(texts[0], str) and _NOTE.match(squashed(texts[0])):
        return "note"
    if len(texts) == 1 and number_at is not None and row[number_at] is not None:
        return "numbered in advance"
    return ""


def _is_total(text: str) -> bool:
    return len(text) <= 14 and _TOTAL.fullmatch(squashed(text)) is not None


def _only_filled(row: list[Cell], number: int, sheet: Sheet) -> bool:
    return all(cell is None or (number, column) in sheet.filled for column, cell in enumerate(row))


def read_column(reading: ColumnReading, cells: list[Cell], kind: LedgerKind, as_of: date) -> Column:
    """Every cell of a column typed. An empty cell is None and no fault here."""
    if reading.field == OWN_NUMBER_FIELD:
        texts = [str(c) if c.__class__ is int else as_text(c) or None for c in cells]
        return Column(reading, cells, list(texts))
    # True equals 1 in a dictionary and not in a ledger
    cells = [shown(cell) if cell.__class__ is bool else cell for cell in cells]
    parser = kind.by_code[str(reading.field)].parser
    context = Context(reading.fen_per_unit, as_of)
    known = {cell: _parse(cell, parser, context) for cell in dict.fromkeys(cells)}
    faulty = {cell: found[2] for cell, found in known.items() if found[2] is not None}
    return Column(
        reading,
        cells,
        [known[cell][0] for cell in cells],
        [known[cell][1] for cell in cells],
        [(at, faulty[cell]) for at, cell in enumerate(cells) if cell in faulty] if faulty else [],
    )


_EMPTY_MARKS = frozenset({"", "/", "-", "--", "—", "——", "\\"})


def _parse(cell: Cell, parser: Parser, context: Context) -> tuple[Value | None, str, Fault | None]:
    # a stroke is how a form says "nothing here"
    if cell is None or (isinstance(cell, str) and cell.strip() in _EMPTY_MARKS):
        return None, "", None
    found = parser(cell, context)
    if isinstance(found, Fault):
        return None, "", found
    return found, canonical(found), None


class Draft(NamedTuple):
    """A row before its key is known: equal identities are told apart over the whole workbook."""

    sheet: str
    row_number: int
    own_number: str
    values: dict[str, Value]
    identity: str
    digest: str


def draft_rows(
    sheet: Sheet, kind: LedgerKind, positions: Sequence[int], columns: Sequence[Column]
) -> list[Draft]:
    """The rows at `positions` in their order; one with several holders gives several."""
    numbers = _own_numbers(columns, len(positions))
    by_code = {column.code: column for column in columns if column.code in kind.by_code}
    fields = [by_code[code] for code in kind.by_code if code in by_code]
    order = _split(fields, kind)
    codes = [column.code for column in fields]
    return [
        Draft(
            sheet.name,
            sheet.first_row + positions[at],
            numbers[at],
            _filled(codes, values),
            identity,
            digest,
        )
        for at, values, identity, digest in zip(
            order,
            zip(*(column.values for column in fields), strict=True),
            _identities(fields, kind),
            _digests(fields),
            strict=True,
        )
    ]


def _filled(codes: list[str], values: tuple[Value | None, ...]) -> dict[str, Value]:
    pairs = zip(codes, values, strict=True)
    return {code: value for code, value in pairs if value is not None}


def _own_numbers(columns: Iterable[Column], length: int) -> list[str]:
    for column in columns:
        if column.code == OWN_NUMBER_FIELD:
            return ["" if value is None else str(value) for value in column.values]
    return [""] * length


def _split(fields: Sequence[Column], kind: LedgerKind) -> list[int]:
    """Repeats the rows that name several persons in the kind's split field, one for each.

    Returns, for each resulting row, which row it was. That field's values become single names.
    """
    length = len(fields[0].cells)
    names = next((column for column in fields if column.code == kind.split), None)
    if names is None:
        return list(range(length))
    order: list[int] = []
    single: list[Value | None] = []
    for at, value in enumerate(names.values):
        persons = tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)
        single.extend(persons)
        order.extend([at] * len(persons))
    if len(order) > length:
        for column in fields:
            column.values = [column.values[at] for at in order]
            column.canons = [column.canons[at] for at in order]
        names.canons = [canonical(value) for value in single]
    names.values = single
    return order


def _identities(fields: Sequence[Column], kind: LedgerKind) -> Iterator[str]:
    """For each row, the canonical text of what identifies it in its kind of ledger."""
    canons = {column.code: column.canons for column in fields}
    nothing = [""] * len(fields[0].canons)
    parts = [
        [next(filter(None, options), "") for options in zip(*held, strict=True)]
        for held in (
            [canons.get(code, nothing) for code in ((part,) if isinstance(part, str) else part)]
            for part in kind.key
        )
    ]
    return ("\x1f".join((kind.code, *row)) for row in zip(*parts, strict=True))


def _digests(fields: Sequence[Column]) -> Iterator[str]:
    """For each row, the hash of its filled fields; an absent column equals an empty one."""
    named = [
        [prefix + canon if canon else "" for canon in column.canons]
        for prefix, column in ((f"{column.code}=", column) for column in fields)
    ]
    return (_hash("\x1f".join(filter(None, row))) for row in zip(*named, strict=True))


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def keyed(drafts: list[Draft], kind: LedgerKind) -> list[Row]:
    """Rows with their keys, in the order given.

    Equal identities get an ordinal in the order of their content, so that neither sorting a
    sheet nor saving it again gives a row another's key.
    """
    at_of: dict[str, list[int]] = {}
    keys = [_hash(draft.identity) for draft in drafts]
    if len(set(keys)) < len(keys):
        for at, draft in enumerate(drafts):
            at_of.setdefault(draft.identity, []).append(at)
    for identity, group in at_of.items():
        group.sort(key=lambda at: drafts[at].digest)
        for ordinal, at in enumerate(group[1:], 2):
            keys[at] = _hash(f"{identity}\x1f#{ordinal}")
    return [
        Row(d.sheet, kind.code, d.row_number, d.own_number, key, d.digest, d.values)
        for d, key in zip(drafts, keys, strict=True)
    ]
