"""Where the header stands and which ledger it heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from baolian.routines.exchange.headings import Heading, Match, match_columns, strength
from baolian.routines.exchange.ledgers import LEDGERS, LedgerKind
from baolian.routines.exchange.workbooks import Cell, Merge, Sheet

SEARCHED_ROWS = 20
LONGEST_HEADING = 30


@dataclass(frozen=True)
class Header:
    """`first` and `last` are positions in `Sheet.rows` (the same for a header of one line)."""

    kind: LedgerKind
    first: int
    last: int
    headings: tuple[Heading | None, ...]
    matches: dict[int, Match]


def find_header(sheet: Sheet) -> Header | None:
    """The best header among the first rows, over all kinds of ledger; None if there is none.

    Headings decide; words of the sheet's name and title only settle a tie.
    """
    best: tuple[tuple[int, int, int], Header] | None = None
    for first, last, headings in _possible(sheet):
        words = sheet.name + _title(sheet, first)
        for kind in LEDGERS.values():
            matches = match_columns(headings, kind)
            named = sum(word in words for word in kind.title_words)
            # a header may be repeated by a page break: of equal ones the first counts
            rank = (strength(matches, kind), -first, named)
            if rank[0] and (best is None or rank > best[0]):
                best = rank, Header(kind, first, last, headings, matches)
    return best[1] if best else None


def title_of(sheet: Sheet, header: Header) -> str:
    """The words above the header, in one line."""
    return _title(sheet, header.first)


def _title(sheet: Sheet, first: int) -> str:
    texts = [cell.strip() for row in sheet.rows[:first] for cell in row if isinstance(cell, str)]
    return " ".join(dict.fromkeys(texts))


Possible = tuple[int, int, tuple[Heading | None, ...]]


def _possible(sheet: Sheet) -> list[Possible]:
    found: list[Possible] = []
    for at, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if sum(_is_heading(cell) for cell in row) < 2:
            continue
        found.append((at, at, tuple(_heading(cell) for cell in row)))
        groups = _groups(row, sheet.merges, sheet.first_row + at)
        if groups and at + 1 < len(sheet.rows):
            below = sheet.rows[at + 1]
            found.append((at, at + 1, _two_lines(row, below, groups)))
    return found


def _is_heading(cell: Cell) -> bool:
    return isinstance(cell, str) and 0 < len(cell.strip()) <= LONGEST_HEADING


def _heading(cell: Cell, group: str = "") -> Heading | None:
    return Heading(" ".join(str(cell).split()), group) if _is_heading(cell) else None


def _groups(row: Sequence[Cell], merges: Sequence[Merge], number: int) -> dict[int, str]:
    """Column -> the text of the sideways merge over it, for the merges that begin in this row."""
    return {
        column: str(row[merge.first_column])
        for merge in merges
        if merge.first_row == merge.last_row == number and merge.last_column > merge.first_column
        for column in range(merge.first_column, min(merge.last_column + 1, len(row)))
    }


def _two_lines(
    upper: Sequence[Cell], lower: Sequence[Cell], groups: dict[int, str]
) -> tuple[Heading | None, ...]:
    return tuple(
        _heading(below, groups.get(at, "")) if _is_heading(below) else _heading(above)
        for at, (above, below) in enumerate(zip(upper, lower, strict=True))
    )
