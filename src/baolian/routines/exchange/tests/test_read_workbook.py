from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from baolian.routines.exchange.refusals import (
    EmptyWorkbook,
    LegacyOrBroken,
    MissingFile,
    NotAWorkbook,
    ProtectedWorkbook,
    TooLarge,
    Unreadable,
)
from baolian.routines.exchange.tests.books import save
from baolian.routines.exchange.workbooks import Limits, Merge, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path, limits)
    assert caught.value.zh
    assert caught.value.en
    return caught.value


def test_cells_keep_their_types_and_excel_row_numbers(tmp_path: Path) -> None:
    rows = [[], [], ["甲", 1, 2.5, True, date(2022, 3, 1)], [None, "=1/0", "", 13800000011]]
    (sheet,) = read_workbook(save(tmp_path / "a.xlsx", {"S": rows})).sheets
    assert sheet.first_row == 3
    assert sheet.rows[0] == ["甲", 1, 2.5, True, date(2022, 3, 1)]
    assert [type(cell) for cell in sheet.rows[0]] == [str, int, float, bool, date]
    assert sheet.rows[1][3] == 13800000011


def test_a_ledger_that_starts_right_of_column_a_keeps_its_letters(tmp_path: Path) -> None:
    (sheet,) = read_workbook(save(tmp_path / "a.xlsx", {"S": [[None, None, "甲"]]})).sheets
    assert sheet.rows == [[None, None, "甲"]]


def test_vertical_merges_are_filled_and_marked(tmp_path: Path) -> None:
    rows = [["题目", None], [1, "甲"], [None, "乙"], [2, "丙"]]
    path = save(tmp_path / "a.xlsx", {"S": rows}, ["A1:B1", "A2:A3"])
    (sheet,) = read_workbook(path).sheets
    assert [row[0] for row in sheet.rows] == ["题目", 1, 1, 2]
    assert sheet.rows[0][1] is None  # sideways merges are not spread over other columns
    assert sheet.filled == {(3, 0)}
    assert Merge(2, 0, 3, 0) in sheet.merges


def test_a_missing_file(tmp_path: Path) -> None:
    error = refused(tmp_path / "台账.xlsx")
    assert isinstance(error, MissingFile)
    assert "台账.xlsx" in error.zh


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        ("序号,企业名称\n1,甲\n".encode(), "序号,企业名称"),
        ("序号,企业名称\n".encode("gb18030"), "序号,企业名称"),
        (b"<html><body><table><tr><td>1", "HTML"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"", "0 "),
        (b"\0\1\2\3", "二进制"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
    ],
)
def test_something_else_renamed_xlsx_says_what_it_is(
    tmp_path: Path, content: bytes, looks: str
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    error = refused(path)
    assert isinstance(error, NotAWorkbook)
    assert looks in error.zh
    assert "另存为 .xlsx" in error.zh


def test_a_word_document_renamed_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert isinstance(refused(path), NotAWorkbook)
    assert "Word" in refused(path).en


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    # the container of [MS-OFFCRYPTO]: a compound file with this stream in its directory
    path.write_bytes(OLE + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480)
    error = refused(path)
    assert isinstance(error, ProtectedWorkbook)
    assert "另存为不加密的 .xlsx" in error.zh


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["甲"]]})
    path.write_bytes(path.read_bytes()[:-200])
    assert isinstance(refused(path), LegacyOrBroken)


def test_a_workbook_with_broken_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet")
    assert isinstance(refused(path), LegacyOrBroken)


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert isinstance(refused(save(tmp_path / "a.xlsx", {"S": []})), EmptyWorkbook)


def test_too_many_rows(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["甲"]] * 30})
    error = refused(path, replace(Limits(), rows=29))
    assert isinstance(error, TooLarge)
    assert "30" in error.zh


def test_a_file_over_the_size(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["甲"]]})
    assert isinstance(refused(path, replace(Limits(), file_bytes=100)), TooLarge)


def bomb(path: Path, megabytes: int) -> Path:
    """A small workbook whose sheet inflates to this much."""
    save(path, {"S": [["甲"]]})
    cells = "<row>" + '<c t="inlineStr"><is><t>' + "A" * 1_000_000 + "</t></is></c>" + "</row>"
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(head.encode())
            for _ in range(megabytes):
                sheet.write(cells.encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def test_a_workbook_that_inflates_too_much(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.xlsx", 300)
    assert path.stat().st_size < 2_000_000
    assert isinstance(refused(path), TooLarge)


def test_memory_is_held_down_when_the_declared_size_is_allowed(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.xlsx", 150)
    limits = replace(Limits(), memory_bytes=150 * 1024 * 1024, inflated_bytes=2**40)
    assert isinstance(refused(path, limits), TooLarge)


def test_one_cell_far_away_does_not_take_the_machine(tmp_path: Path) -> None:
    book = Book()
    sheet = book.worksheets[0]
    sheet["A1"] = "甲"
    sheet["XFD1048576"] = "乙"
    book.save(tmp_path / "a.xlsx")
    assert isinstance(refused(tmp_path / "a.xlsx"), TooLarge)


def test_a_second_of_patience(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": [["甲"]]})
    assert isinstance(refused(path, replace(Limits(), wall_seconds=0)), TooLarge)
