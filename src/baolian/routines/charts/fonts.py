"""Whether this machine can draw Chinese: a picture without a font for it is full of empty boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.fonts").expanduser(),
    Path("~/.local/share/fonts").expanduser(),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
FILES = {".ttf", ".ttc", ".otf", ".otc"}
# files of the fonts that Linux (Debian, Kylin, UOS), macOS and Windows bring for Chinese
CHINESE = re.compile(
    r"cjk|sourcehan|notos\w+sc\b|wqy|wenquanyi|uming|ukai|droidsansfallback|msyh|simsun|simhei"
    r"|simkai|simfang|deng|fangsong|fzhei|fzxbs|pingfang|hiragino|stheiti|songti|kaiti",
    re.IGNORECASE,
)


class NoChineseFont(Exception):
    """No font for Chinese was found; Debian's is in the package fonts-noto-cjk."""


def chinese_fonts() -> Iterator[Path]:
    for place in PLACES:
        for file in place.rglob("*"):
            if file.suffix.lower() in FILES and CHINESE.search(file.name):
                yield file


def require_chinese_font() -> None:
    """Raises NoChineseFont."""
    if next(chinese_fonts(), None) is None:
        raise NoChineseFont("no Chinese font; install one, such as fonts-noto-cjk")
