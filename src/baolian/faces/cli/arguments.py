"""Words of the command line as values; each refuses with what was found and expected."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path


def day(text: str) -> date:
    """`2022-06-30`. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        found = f"found {text!r}, expected a day such as 2022-06-30"
        raise argparse.ArgumentTypeError(found) from error


def month(text: str) -> date:
    """`2022-06` as its first day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        found = f"found {text!r}, expected a month such as 2022-06"
        raise argparse.ArgumentTypeError(found) from error


def port(text: str) -> int:
    return number(text, 1, 65535, "a port")


def seconds(text: str) -> int:
    return number(text, 0, 24 * 60 * 60, "seconds")


def workers(text: str) -> int:
    return number(text, 1, 64, "a number of workers")


def number(text: str, least: int, most: int, what: str) -> int:
    """Raises ArgumentTypeError."""
    if not text.isdecimal() or not least <= int(text) <= most:
        found = f"found {text!r}, expected {what} from {least} to {most}"
        raise argparse.ArgumentTypeError(found)
    return int(text)


def folder(text: str) -> Path:
    """Raises ArgumentTypeError."""
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a folder that exists")
    return path


def adoption(text: str) -> tuple[str, str]:
    """`丹凤县=shangluo/danfeng` as (place, pack). Raises ArgumentTypeError."""
    place, _, pack = text.partition("=")
    if not (place and pack):
        found = f"found {text!r}, expected PLACE=PACK such as 丹凤县=shangluo/danfeng"
        raise argparse.ArgumentTypeError(found)
    return place, pack
