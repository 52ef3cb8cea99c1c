"""Why a file was not taken in: what was found and what to do, in Chinese and in English."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be staged. `zh` and `en` are sentences for the clerk."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class MissingFile(Unreadable):
    """There is no such file."""


class NotAWorkbook(Unreadable):
    """Something else under a workbook's name: text, a web page, a Word document, a picture."""


class ProtectedWorkbook(Unreadable):
    """Encrypted with a password."""


class LegacyOrBroken(Unreadable):
    """Named and shaped like a workbook, yet it cannot be opened."""


class TooLarge(Unreadable):
    """More rows, bytes, memory or time than the limits allow."""


class EmptyWorkbook(Unreadable):
    """A workbook in which no cell holds anything."""


REFUSALS: dict[str, type[Unreadable]] = {
    kind.__name__: kind
    for kind in (
        MissingFile,
        NotAWorkbook,
        ProtectedWorkbook,
        LegacyOrBroken,
        TooLarge,
        EmptyWorkbook,
    )
}


def missing(name: str) -> MissingFile:
    return MissingFile(
        f"找不到文件“{name}”。请检查文件名和所在文件夹。",
        f"There is no file “{name}”. Check the name and the folder.",
    )


def not_a_workbook(looks_zh: str, looks_en: str) -> NotAWorkbook:
    return NotAWorkbook(
        f"这不是 Excel 工作簿，看起来是{looks_zh}。请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。",
        f"This is not an Excel workbook; it looks like {looks_en}. "
        "Open it in Excel or WPS, save it as .xlsx and import that.",
    )


def protected() -> ProtectedWorkbook:
    return ProtectedWorkbook(
        "工作簿设置了打开密码，无法读取。请用密码打开后另存为不加密的 .xlsx 再导入。",
        "The workbook is encrypted with a password. "
        "Open it with the password, save an unencrypted .xlsx and import that.",
    )


def broken(detail: str) -> LegacyOrBroken:
    return LegacyOrBroken(
        f"文件像是工作簿但打不开（{detail}），可能已损坏或版本过旧。"
        "请在 Excel 或 WPS 中打开，另存为 .xlsx 再导入。",
        f"The file looks like a workbook but cannot be opened ({detail}); it may be damaged or "
        "of a very old format. Open it in Excel or WPS, save it as .xlsx and import that.",
    )


def too_large(found_zh: str, found_en: str) -> TooLarge:
    return TooLarge(
        f"工作簿过大：{found_zh}。请删除多余的工作表、行和格式，或分成几个文件导入。",
        f"The workbook is too large: {found_en}. "
        "Remove unneeded sheets, rows and formats, or import it in several files.",
    )


def empty() -> EmptyWorkbook:
    return EmptyWorkbook(
        "工作簿里没有任何内容。请确认选对了文件，并已保存。",
        "The workbook holds nothing. Check that it is the right file and was saved.",
    )
