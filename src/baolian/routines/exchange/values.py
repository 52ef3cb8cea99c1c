"""What a cell can mean, and the fault of one that means nothing. Pure, like all of `understanding`.

A parser is `(cell, context) -> value | Fault`; it never sees an empty cell and reads no clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from baolian.routines.exchange.workbooks import Cell

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in integer fen, with the word that made it inexact (约, 近, 余, 以上...; else "")."""

    fen: int
    qualifier: str = ""


Value = str | int | bool | date | Amount | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell was not understood: a stable code and what was expected, in both languages."""

    code: str
    expected_zh: str
    expected_en: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Context:
    """What a column's cells are read by.

    `fen_per_unit` is what a bare 1 is worth (万元: 1_000_000), None where the sheet does not say;
    no date may lie after `as_of`.
    """

    fen_per_unit: int | None = None
    as_of: date = date.max


Parser = Callable[[Cell, Context], Value | Fault]

_CJK = r"[\u3400-\u9fff]"
_CJK_GAP = re.compile(rf"(?<={_CJK})\s+(?={_CJK})")


def half_width(text: str) -> str:
    """NFKC: full-width letters, digits and brackets become ASCII, odd spaces plain ones."""
    return unicodedata.normalize("NFKC", text)


def squashed(text: str) -> str:
    """Half-width, lower case, no spaces: what two spellings of one text have in common."""
    return "".join(half_width(text).split()).lower()


def shown(cell: Cell) -> str:
    """A cell as the clerk sees it, at most 60 characters."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    text = "" if cell is None else str(cell).strip()
    return text if len(text) <= 60 else text[:59] + "…"


def canonical(value: Value | None) -> str:
    """The text of a value that keys and hashes are made of; equal for equal meanings."""
    if value is None:
        return ""
    if isinstance(value, Amount):
        return f"{value.fen}{value.qualifier}"
    if isinstance(value, tuple):
        return "、".join(squashed(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else squashed(str(value))


def as_text(cell: Cell) -> str:
    """A cell as text: one line, ends trimmed."""
    return " ".join((cell if isinstance(cell, str) else shown(cell)).split())


def text(cell: Cell, context: Context) -> Value | Fault:
    """Free text. A formula's error (#REF!) is a fault."""
    found = as_text(cell)
    if found.startswith("#") and found.rstrip("!?").isupper() and found[-1:] in "!?A":
        return Fault("formula_error", "公式结果，不是错误值", "the formula's result, not its error")
    return found


def name(cell: Cell, context: Context) -> Value | Fault:
    """A name of an enterprise, place or organisation: no spaces between Chinese characters."""
    found = text(cell, context)
    return _CJK_GAP.sub("", half_width(found)) if isinstance(found, str) else found
