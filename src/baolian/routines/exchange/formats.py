"""What a file is by its bytes, whatever its name says. Runs inside the limited child."""

from __future__ import annotations

import zipfile
from pathlib import Path

from baolian.routines.exchange.refusals import (
    broken,
    missing,
    not_a_workbook,
    protected,
    too_large,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = (
    (b"%PDF", "PDF 文件", "a PDF file"),
    (b"\x89PNG", "图片（PNG）", "a picture (PNG)"),
    (b"\xff\xd8\xff", "图片（JPEG）", "a picture (JPEG)"),
    (b"GIF8", "图片（GIF）", "a picture (GIF)"),
    (b"Rar!", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
    (b"{\\rtf", "RTF 文档", "an RTF document"),
)
MEBIBYTE = 1024 * 1024


def check(path: Path, file_bytes: int, inflated_bytes: int) -> None:
    """Returns when `path` may be opened as a workbook.

    Raises MissingFile, NotAWorkbook, ProtectedWorkbook, LegacyOrBroken or TooLarge.
    """
    if not path.is_file():
        raise missing(path.name)
    size = path.stat().st_size
    if size > file_bytes:
        raise too_large(
            f"文件有 {size // MEBIBYTE} MB，上限 {file_bytes // MEBIBYTE} MB",
            f"the file is {size // MEBIBYTE} MB, the limit is {file_bytes // MEBIBYTE} MB",
        )
    content = path.read_bytes()
    if not content:
        raise not_a_workbook("空文件（0 字节）", "an empty file (0 bytes)")
    if content.startswith(OLE):
        _check_ole(content)
    elif content.startswith(b"PK"):
        _check_zip(path, inflated_bytes)
    else:
        _refuse(content)


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _check_ole(content: bytes) -> None:
    """Old .xls, or an encrypted .xlsx inside the same container ([MS-OFFCRYPTO] 2.3.4.4)."""
    if _wide("EncryptedPackage") in content:
        raise protected()
    if _wide("Workbook") in content or _wide("Book") in content:
        return
    if _wide("WordDocument") in content:
        raise not_a_workbook("Word 文档（.doc）", "a Word document (.doc)")
    if _wide("PowerPoint Document") in content:
        raise not_a_workbook("演示文稿（.ppt）", "a presentation (.ppt)")


def _check_zip(path: Path, inflated_bytes: int) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise broken(str(error)) from error
    # the declared sizes may lie; the memory limit of the child holds for those that do
    inflated = sum(member.file_size for member in members)
    if inflated > inflated_bytes:
        raise too_large(
            f"解压后有 {inflated // MEBIBYTE} MB，上限 {inflated_bytes // MEBIBYTE} MB",
            f"it inflates to {inflated // MEBIBYTE} MB, the limit is "
            f"{inflated_bytes // MEBIBYTE} MB",
        )
    _check_members({member.filename for member in members})


def _check_members(names: set[str]) -> None:
    if any(name.startswith("xl/") for name in names) or {"content.xml", "mimetype"} <= names:
        return
    if "word/document.xml" in names:
        raise not_a_workbook("Word 文档（.docx）", "a Word document (.docx)")
    if any(name.startswith("ppt/") for name in names):
        raise not_a_workbook("演示文稿（.pptx）", "a presentation (.pptx)")
    raise not_a_workbook("ZIP 压缩包", "a ZIP archive")


def _refuse(content: bytes) -> None:
    for magic, zh, en in MAGIC:
        if content.startswith(magic):
            raise not_a_workbook(zh, en)
    text = _as_text(content[:4096])
    if text is None:
        raise not_a_workbook("未知的二进制文件", "a binary file of an unknown kind")
    if "<html" in text.lower() or "<table" in text.lower():
        raise not_a_workbook("网页（HTML）", "a web page (HTML)")
    line = text.strip().splitlines()[0][:40] if text.strip() else ""
    raise not_a_workbook(
        f"文本文件（或 CSV），第一行是“{line}”", f"a text file (or CSV) beginning “{line}”"
    )


def _as_text(head: bytes) -> str | None:
    if b"\0" in head:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        # the cut at 4 KiB may fall inside a character: drop up to three bytes
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
