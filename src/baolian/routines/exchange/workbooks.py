"""A workbook as staged cells. The file itself is opened only by a limited child process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from baolian.records.journal.garbage import uncollected
from baolian.routines.confined import environment
from baolian.routines.exchange.refusals import REFUSALS, broken, empty, missing, too_large

Cell = str | int | float | bool | date | datetime | None
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost (TRUST: at most 10 s and 512 MB)."""

    memory_bytes: int = 512 * MEBIBYTE
    cpu_seconds: int = 10
    wall_seconds: int = 60
    file_bytes: int = 32 * MEBIBYTE
    inflated_bytes: int = 256 * MEBIBYTE
    staged_bytes: int = 256 * MEBIBYTE
    rows: int = 200_000
    cells: int = 5_000_000


@dataclass(frozen=True)
class Merge:
    """A merged range. Rows are 1-based as in Excel, columns 0-based as in `Sheet.rows`."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """`rows[i]` is Excel row `first_row + i`; its list starts at column A.

    The cells below the top of a vertical merge are filled with its value and listed in `filled`
    as (Excel row, 0-based column).
    """

    name: str
    visible: bool
    first_row: int
    merges: tuple[Merge, ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)
    filled: frozenset[tuple[int, int]] = frozenset()

    def is_empty(self) -> bool:
        return not any(cell is not None for row in self.rows for cell in row)


@dataclass(frozen=True)
class Workbook:
    sheets: tuple[Sheet, ...]


@uncollected()
def read_workbook(path: Path, limits: Limits | None = None) -> Workbook:
    """Stages `path` (.xlsx, .xls, .xlsb, .ods) through a child process.

    Raises a subclass of `refusals.Unreadable`.
    """
    limits = limits or Limits()
    if not path.is_file():
        raise missing(path.name)
    workbook = Workbook(_staged_sheets(path, limits))
    if all(sheet.is_empty() for sheet in workbook.sheets):
        raise empty()
    return workbook


def _staged_sheets(path: Path, limits: Limits) -> tuple[Sheet, ...]:
    with _start(path, limits) as child:
        timer = threading.Timer(limits.wall_seconds, child.kill)
        timer.start()
        try:
            assert child.stdout is not None  # noqa: S101  (a pipe was asked for)
            sheets, done = _collect(_lines(child.stdout, limits.staged_bytes))
        finally:
            timer.cancel()
            child.kill()
    if not done:
        raise _died(child.returncode)
    return tuple(sheets)


def _start(path: Path, limits: Limits) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "baolian.routines.exchange.child"]
    return subprocess.Popen(  # noqa: S603  (our own module, no shell)
        [*command, str(path.resolve()), json.dumps(asdict(limits))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # the settings and secrets of the site stay out of the process that opens foreign files
        env=environment(),
    )


def _lines(pipe: IO[bytes], limit: int) -> Iterator[bytes]:
    taken = 0
    for line in pipe:
        taken += len(line)
        if taken > limit:
            raise too_large("内容超过上限", "its content is over the limit")
        yield line


def _collect(lines: Iterable[bytes]) -> tuple[list[Sheet], bool]:
    sheets: list[Sheet] = []
    for line in lines:
        message = _message(line)
        if "rows" in message:
            sheets[-1].rows.extend(message["rows"])
        elif "filled" in message:
            sheets[-1].filled = frozenset(map(tuple, message["filled"]))
        elif "sheet" in message:
            sheets.append(_head(message))
        elif "refusal" in message:
            raise REFUSALS[message["refusal"]](message["zh"], message["en"])
        elif "done" in message:
            return sheets, True
    return sheets, False


def _message(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line.decode("utf-8", "surrogatepass"), object_hook=_untagged)
    except ValueError:
        return {}  # a line cut short by the death of the child
    return message if isinstance(message, dict) else {}


def _untagged(value: dict[str, Any]) -> Any:
    if "on" in value:
        return date.fromisoformat(value["on"])
    if "at" in value:
        return datetime.fromisoformat(value["at"])
    return value


def _head(message: dict[str, Any]) -> Sheet:
    merges = tuple(Merge(r0 + 1, c0, r1 + 1, c1) for r0, c0, r1, c1 in message["merges"])
    return Sheet(message["sheet"], message["visible"], message["first"], merges)


def _died(code: int) -> Exception:
    killed = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT}
    if code in killed:
        return too_large("读取超出时间或内存上限", "reading it took too much time or memory")
    return broken(f"exit {code}")
