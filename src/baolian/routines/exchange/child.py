"""The limited process that opens an office file and writes staged rows, one JSON value a line.

`python -m baolian.routines.exchange.child PATH LIMITS_JSON`. Lines: a sheet's head, chunks of its
rows, its filled cells, and at the end `{"done": true}` or `{"refusal": ...}`. Nothing else of
the product runs here, so that a hostile file meets neither the database nor a session.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from baolian.routines.confined import limit_process

CHUNK = 500


def emit(value: Any) -> None:
    line = json.dumps(value, ensure_ascii=False, default=_tagged, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")


def _tagged(value: object) -> object:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return str(value)


def plain_row(row: list[Any], pad: list[None]) -> list[Any]:
    """Whole floats become integers (Excel stores no other number), empty text becomes None."""
    return pad + [
        (int(cell) if cell.is_integer() else cell)
        if type(cell) is float
        else (None if cell == "" else cell)
        for cell in row
    ]


def stage_sheet(sheet: Any, visible: bool, limits: dict[str, int]) -> None:  # noqa: FBT001
    from baolian.routines.exchange.refusals import too_large  # noqa: PLC0415

    top, left = sheet.start or (0, 0)
    if sheet.height > limits["rows"] or sheet.height * (sheet.width + left) > limits["cells"]:
        raise too_large(
            f"工作表“{sheet.name}”有 {sheet.height} 行 {sheet.width} 列，上限 {limits['rows']} 行",
            f"sheet “{sheet.name}” has {sheet.height} rows and {sheet.width} columns, "
            f"the limit is {limits['rows']} rows",
        )
    merges = [(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ()]
    emit({"sheet": sheet.name, "visible": visible, "first": top + 1, "merges": merges})
    filler = Filler(merges, top)
    pad: list[None] = [None] * left
    chunk: list[list[Any]] = []
    # iter_rows gives the empty rows above the first cell and not the columns left of it
    for number, row in enumerate(islice(sheet.iter_rows(), top, None), top):
        chunk.append(filler.fill(number, plain_row(row, pad)))
        if len(chunk) == CHUNK:
            emit({"rows": chunk})
            chunk = []
    emit({"rows": chunk})
    emit({"filled": filler.filled})


class Filler:
    """Carries the top value of a vertical merge down its rows, in the merge's first column."""

    def __init__(self, merges: list[tuple[int, int, int, int]], top: int) -> None:
        self.filled: list[tuple[int, int]] = []
        self.starts: dict[int, list[tuple[int, int]]] = {}
        self.running: dict[int, tuple[int, Any]] = {}
        for first, column, last, _ in merges:
            if last > first:
                self.starts.setdefault(max(first, top), []).append((column, last))

    def fill(self, number: int, row: list[Any]) -> list[Any]:
        if self.running:
            self._carry(number, row)
        for column, last in self.starts.get(number, ()):
            if column < len(row):
                self.running[column] = (last, row[column])
        return row

    def _carry(self, number: int, row: list[Any]) -> None:
        for column, (last, value) in list(self.running.items()):
            if number > last:
                del self.running[column]
            elif row[column] is None and value is not None:
                row[column] = value
                self.filled.append((number + 1, column))


def stage(path: Path, limits: dict[str, int]) -> None:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    from baolian.routines.exchange import formats  # noqa: PLC0415

    formats.check(path, limits["file_bytes"], limits["inflated_bytes"])
    workbook = CalamineWorkbook.from_path(path)
    for meta in workbook.sheets_metadata:
        if meta.typ == SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(meta.name)
            stage_sheet(sheet, meta.visible == SheetVisibleEnum.Visible, limits)


def refuse(error: Exception) -> None:
    emit({"refusal": type(error).__name__, "zh": getattr(error, "zh", ""), "en": str(error)})


def main(arguments: list[str]) -> None:
    limits: dict[str, int] = json.loads(arguments[1])
    limit_process(
        {resource.RLIMIT_AS: limits["memory_bytes"], resource.RLIMIT_CPU: limits["cpu_seconds"]}
    )
    # imported under the limits, so that a memory error here is one of the file's own making
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    from baolian.routines.exchange import refusals  # noqa: PLC0415

    try:
        stage(Path(arguments[0]), limits)
        emit({"done": True})
    except refusals.Unreadable as error:
        refuse(error)
    except PasswordError:
        refuse(refusals.protected())
    except MemoryError:
        refuse(refusals.too_large("读取时内存不足", "it needs more memory than allowed"))
    except (CalamineError, OSError, ValueError, KeyError, IndexError) as error:
        refuse(refusals.broken(str(error)[:200]))


if __name__ == "__main__":
    main(sys.argv[1:])
