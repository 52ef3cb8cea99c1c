"""Which installed font stands for which of the standard's faces when a PDF is made here.

The standard's own fonts belong to their makers: Word files name them, PDF files need what is
installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from baolian.routines.papers.paper import Face

# any of these can show a paper, if not in its face: free ones first, then what systems bring along
SERIF = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "SimSun",
    "Songti SC", "STSong", "AR PL UMing CN",
)  # fmt: skip
SANS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "SimHei",
    "Microsoft YaHei", "PingFang SC", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)  # fmt: skip

STANDS_FOR: dict[Face, tuple[str, ...]] = {
    Face.BODY: (
        "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong",
        "Zhuque Fangsong (technical preview)", *SERIF, *SANS,
    ),
    Face.TITLE: ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXBSJW--GB1-0", *SERIF, *SANS),
    Face.KAI: (
        "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "LXGW WenKai",
        "AR PL UKai CN", *SERIF, *SANS,
    ),
    Face.BLACK: ("SimHei", "黑体", *SANS, *SERIF),
    Face.SONG: ("SimSun", "宋体", *SERIF, *SANS),
}  # fmt: skip


class NoPaperFont(Exception):
    """No font for Chinese: no PDF can be made on this machine, Word files can."""


def rows_of_fonts() -> dict[str, tuple[str, ...]]:
    """By the name of the face: the fonts that stand for it, the likest first."""
    return {face.value: names for face, names in STANDS_FOR.items()}


def stand_ins(rows: Mapping[str, Iterable[str]], families: Iterable[str]) -> dict[str, list[str]]:
    """For each face what is there of its row. Raises NoPaperFont."""
    there = frozenset(families)
    found = {face: [name for name in names if name in there] for face, names in rows.items()}
    if not all(found.values()):
        raise NoPaperFont("no Chinese font; install one, such as fonts-noto-cjk")
    return found
