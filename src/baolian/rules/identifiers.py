"""Identifiers that enterprises and people bring: credit codes and telephone numbers. Pure.

Unified social credit code (统一社会信用代码): GB 32100-2015, facts 2.1 and 2.2. The ninth to
seventeenth characters have a check digit of their own (GB 11714), which is not looked at: codes
in use break it.
"""

import re
from dataclasses import dataclass
from operator import mul
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DEPARTMENTS = "123456789ANY"
LENGTH = 18
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(3**n % 31 for n in range(LENGTH - 1))

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_MOBILE = re.compile(r"(?:\+?86|0086|0)?(1[3-9]\d{9})", re.ASCII)
_LANDLINE = re.compile(
    r"(?:(?:\+86|0086)-?0?|0)(10|2\d|[3-9]\d\d)-?([2-9]\d{6,7})(?:(?:-|转|ext)(\d{1,6}))?",
    re.ASCII,
)
_BRACKETS = re.compile(r"[()\[\]]")
_DASHES = re.compile(r"[-‐‑‒–—―−.]+")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a value: a stable `code`, and the message in both languages, each with
    what was found and what was expected."""

    code: str
    zh: str
    en: str

    def text(self, lang: Literal["zh", "en"]) -> str:
        return self.zh if lang == "zh" else self.en


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def normalise_uscc(text: str) -> str:
    """Half-width, upper case, without any white space: the form to store."""
    return half_width("".join(text.split())).upper()


def uscc_problem(text: str) -> Problem | None:
    """The first thing wrong with a credit code, judged in its normalised form; None if valid."""
    code = normalise_uscc(text)
    return (
        _length_problem(code)
        or _character_problem(code)
        or _department_problem(code)
        or _division_problem(code)
        or _check_problem(code)
    )


def uscc_check_character(body: str) -> str:
    """The 18th character for 17 characters of ALPHABET, in upper case."""
    total = sum(map(mul, map(_VALUES.__getitem__, body), _WEIGHTS))
    return ALPHABET[-total % 31]


def _length_problem(code: str) -> Problem | None:
    if len(code) == LENGTH:
        return None
    return Problem(
        "length",
        f"统一社会信用代码应为18位，实际{len(code)}位",
        f"a unified social credit code has 18 characters, found {len(code)}",
    )


def _character_problem(code: str) -> Problem | None:
    for position, character in enumerate(code, start=1):
        if character not in ALPHABET:
            return Problem(
                "character",
                f"第{position}位是“{character}”，应为数字或大写字母（不使用字母I、O、Z、S、V）",
                f"character {position} is {character!r}, expected a digit or a capital letter "
                "(letters I O Z S V are not used)",
            )
    return None


def _department_problem(code: str) -> Problem | None:
    if code[0] in DEPARTMENTS:
        return None
    return Problem(
        "department",
        f"第1位（登记管理部门）是“{code[0]}”，应为1至9、A、N或Y",
        f"character 1 (registering department) is {code[0]!r}, expected 1 to 9, A, N or Y",
    )


def _division_problem(code: str) -> Problem | None:
    division = code[2:8]
    if division.isdecimal():
        return None
    return Problem(
        "division",
        f"第3至8位（行政区划）是“{division}”，应为6位数字",
        f"characters 3 to 8 (division) are {division!r}, expected six digits",
    )


def _check_problem(code: str) -> Problem | None:
    expected = uscc_check_character(code[:-1])
    if code[-1] == expected:
        return None
    return Problem(
        "check",
        f"第18位（校验码）是“{code[-1]}”，按前17位计算应为“{expected}”",
        f"character 18 (check character) is {code[-1]!r}, expected {expected!r} "
        "by the 17 before it",
    )


def mobile_or_landline(value: str | int | float) -> str | None:
    """A telephone number as digits, or None if it is neither a mobile nor a landline number.

    Mobile numbers come back as 11 digits, landlines as area-number or area-number-extension
    ("0914-2331234-8"). +86 and 0086 are dropped. A spreadsheet's number (13800000000.0) counts as
    its digits; it has lost a landline's leading zero, which is put back. A landline without its
    area code cannot be dialled from elsewhere, and could be a date: None.
    """
    if isinstance(value, str):
        return _phone(_plain(value))
    if value < 0 or (isinstance(value, float) and not value.is_integer()):
        return None
    digits = str(int(value))
    return _phone(digits) or _phone("0" + digits)


def _plain(text: str) -> str:
    """Half-width, no spaces or brackets, one kind of dash, no decimals of a number kept as text."""
    text = half_width("".join(text.split())).lower().removesuffix(".0")
    # (0914)2331234: the bracket that closes an area code stands for the dash
    text = _DASHES.sub("-", _BRACKETS.sub("-", text))
    return text.strip("-")


def _phone(text: str) -> str | None:
    mobile = _MOBILE.fullmatch(text.replace("-", ""))
    if mobile:
        return mobile[1]
    landline = _LANDLINE.fullmatch(text)
    if not landline:
        return None
    return "-".join(part for part in ("0" + landline[1], landline[2], landline[3]) if part)
