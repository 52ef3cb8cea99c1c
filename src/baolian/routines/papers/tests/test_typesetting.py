"""PDF by Typst: the same each time, words as words, and a clear no where there is no font."""

from __future__ import annotations

from pathlib import Path

import pytest

from baolian.routines.papers import fonts
from baolian.routines.papers.fonts import NoPaperFont, stand_ins
from baolian.routines.papers.paper import Face, Paper, Paragraph, PlainHead
from baolian.routines.papers.tests import reading
from baolian.routines.papers.tests.samples import DAY, PAPERS
from baolian.routines.papers.typesetting import pdf


@pytest.mark.parametrize("name", ["letters", "upward"])
def test_the_same_paper_is_the_same_file(name: str) -> None:
    reading.need_font()
    assert pdf(PAPERS[name]) == pdf(PAPERS[name])


def test_what_a_record_holds_is_no_markup(tmp_path: Path) -> None:
    reading.need_font()
    words = '#read("/etc/passwd") $x$ *粗* `代码` \\ <标> @引 = 题 \u200b// 完'
    paper = Paper(words, PlainHead(words, "", ""), (Paragraph(words),), DAY)
    file = reading.written(tmp_path / "a.pdf", pdf(paper))
    told = "".join(page.text for page in reading.pages(file))
    assert told.count('#read("/etc/passwd")') >= 2
    assert "*粗*" in told


def test_each_face_has_the_likest_font_that_is_there() -> None:
    found = stand_ins(frozenset({"Noto Sans CJK SC", "KaiTi", "Noto Serif CJK SC", "Arial"}))
    assert found[Face.KAI] == ["KaiTi", "Noto Serif CJK SC", "Noto Sans CJK SC"]
    assert found[Face.BLACK][0] == "Noto Sans CJK SC"
    assert found[Face.BODY][0] == "Noto Serif CJK SC"


def test_any_chinese_font_will_do() -> None:
    found = stand_ins(frozenset({"WenQuanYi Micro Hei"}))
    assert set(map(tuple, found.values())) == {("WenQuanYi Micro Hei",)}


def test_without_one_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "STANDS_FOR", {Face.BODY: ("No Such Font",)})
    with pytest.raises(NoPaperFont, match="fonts-noto-cjk"):
        pdf(PAPERS["letters"])
