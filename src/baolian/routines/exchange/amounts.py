"""Money and counts as offices write them. Decimal throughout: a float never reaches the ledger."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal

from baolian.routines.exchange.values import Amount, Context, Fault, Value, half_width
from baolian.routines.exchange.workbooks import Cell

FEN_PER = {
    "元": 100,
    "千元": 100_000,
    "千": 100_000,
    "万元": 1_000_000,
    "万": 1_000_000,
    "百万元": 100_000_000,
    "千万元": 1_000_000_000,
    "千万": 1_000_000_000,
    "亿元": 10_000_000_000,
    "亿": 10_000_000_000,
}
UNIT_WORDS = "百万元|千万元|千万|亿元|万元|千元|亿|万|千|元"
BEFORE = "大约|约|近|超过|超|逾|不足|不超过|至少"
AFTER = "以上|左右|上下|以内|余|多"
# what a heading or a title row says of its amounts; 填报单位:市工信局 says nothing of money
_STATED_UNIT = re.compile(r"单位[::][^::]{0,6}?(亿元|百万元|千万元|万元|千元|元)")
_HEADING_UNIT = re.compile(r"(?:[(\[【/、,]\s*|)(亿元|百万元|千万元|万元|千元|元)\s*[)\]】]?\s*$")

# bounded, so that no text is a number the database cannot hold
LARGEST_FEN = 10**17
_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,12})?|\d{1,16}(?:\.\d{1,12})?"
_AMOUNT = re.compile(
    rf"(?P<before>{BEFORE})?(?:人民币|[¥￥])?(?P<number>{_NUMBER})(?P<mid>余|多)?"
    rf"(?P<unit>{UNIT_WORDS})?(?P<after>{AFTER})?(?:人民币)?(?P<yuan>整)?"
)
_TWO_PARTS = re.compile(r"(\d{1,8})亿(\d{1,4}(?:\.\d{1,12})?)万元?")
_COUNT = re.compile(rf"({_NUMBER})\s*([户人个家项名条处件次亩台套份]*)")
_FORMS_ZH = "金额，如 37,595、39424万元、5.9688亿元"
_FORMS_EN = "an amount such as 37,595 or 39424万元 or 5.9688亿元"


def stated_unit(words: str) -> int | None:
    """Fen per unit that a title row states (单位:万元), or None."""
    match = _STATED_UNIT.search(re.sub(r"\s", "", half_width(words)))
    return FEN_PER[match[1]] if match else None


def heading_unit(words: str) -> int | None:
    """Fen per unit that a heading ends with, as in 总投资(万元), or None."""
    match = _HEADING_UNIT.search(half_width(words)) or _STATED_UNIT.search(half_width(words))
    return FEN_PER[match[1]] if match else None


def amount(cell: Cell, context: Context) -> Value | Fault:
    """Money as `Amount`. A unit in the cell wins over the column's; without either it is a fault.

    A number computed by a formula is rounded to the fen; a typed one must be whole fen.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _bare(_exact(cell), "", context, typed=False)
    found = re.sub(r"\s", "", half_width(str(cell)))
    parts = _TWO_PARTS.fullmatch(found)
    if parts:
        return _in_fen(Decimal(parts[1]) * 10_000 + Decimal(parts[2]), FEN_PER["万元"], "")
    match = _AMOUNT.fullmatch(found)
    if not match:
        return Fault("not_an_amount", _FORMS_ZH, _FORMS_EN)
    qualifier = match["before"] or match["mid"] or match["after"] or ""
    number = Decimal(match["number"].replace(",", ""))
    if match["unit"]:
        return _in_fen(number, FEN_PER[match["unit"]], qualifier)
    return _bare(number, qualifier, context, typed=True)


def _exact(number: int | float) -> Decimal:
    # Excel keeps 15 significant digits; the rest of a float is noise (0.1+0.2)
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def _bare(number: Decimal, qualifier: str, context: Context, *, typed: bool) -> Value | Fault:
    if context.fen_per_unit is None:
        return Fault(
            "unit_unknown",
            "单位：请在表头写明，如“总投资(万元)”，或在标题行写“单位:万元”",
            "a unit: write it in the heading, as in 总投资(万元), or 单位:万元 in the title row",
        )
    if not number.is_finite() or abs(number) * context.fen_per_unit > LARGEST_FEN:
        return _beyond()
    if not typed:
        fen = number * context.fen_per_unit
        number = fen.quantize(Decimal(1), ROUND_HALF_EVEN) / context.fen_per_unit
    return _in_fen(number, context.fen_per_unit, qualifier)


def _in_fen(number: Decimal, fen_per_unit: int, qualifier: str) -> Value | Fault:
    fen = number * fen_per_unit
    if fen > LARGEST_FEN:
        return _beyond()
    if fen < 0:
        return Fault("negative", "不小于 0 的金额", "an amount not below zero")
    whole = fen.quantize(Decimal(1), ROUND_HALF_EVEN)
    # a quotient carries 28 digits: what is left of it is noise, a typed half fen is not
    if abs(fen - whole) > Decimal("0.000001"):
        return Fault("finer_than_fen", "最多精确到分", "an amount of whole fen")
    return Amount(int(whole), qualifier)


def _beyond() -> Fault:
    return Fault("too_much", "不超过一千万亿元的金额", "at most 1,000,000,000,000,000 yuan")


def count(cell: Cell, context: Context) -> Value | Fault:
    """A whole number, perhaps with its measure word: 308, 308户, 1,200人."""
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
        return cell
    match = _COUNT.fullmatch(half_width(str(cell)).strip())
    number = Decimal(match[1].replace(",", "")) if match else None
    if number is None or number != int(number):
        return Fault("not_a_count", "整数，如 308 或 308户", "a whole number such as 308 or 308户")
    return int(number)
