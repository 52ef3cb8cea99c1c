"""PDF by Typst: the same each time, words as words, and a clear no where there is no font."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from baolian.routines.confined import MEBIBYTE, environment
from baolian.routines.papers import fonts
from baolian.routines.papers.fonts import NoPaperFont, rows_of_fonts, stand_ins
from baolian.routines.papers.limits import LIMITS, NotMade
from baolian.routines.papers.paper import Face, Paper, Paragraph, PlainHead
from baolian.routines.papers.tests import reading
from baolian.routines.papers.tests.samples import DAY, PAPERS
from baolian.routines.papers.typesetting import asked, form, pdf


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
    families = {"Noto Sans CJK SC", "KaiTi", "Noto Serif CJK SC", "Arial"}
    found = stand_ins(rows_of_fonts(), families)
    assert found[Face.KAI] == ["KaiTi", "Noto Serif CJK SC", "Noto Sans CJK SC"]
    assert found[Face.BLACK][0] == "Noto Sans CJK SC"
    assert found[Face.BODY][0] == "Noto Serif CJK SC"


def test_any_chinese_font_will_do() -> None:
    found = stand_ins(rows_of_fonts(), {"WenQuanYi Micro Hei"})
    assert set(map(tuple, found.values())) == {("WenQuanYi Micro Hei",)}


def test_without_one_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "STANDS_FOR", {Face.BODY: ("No Such Font",)})
    with pytest.raises(NoPaperFont, match="fonts-noto-cjk"):
        pdf(PAPERS["letters"])


def test_a_process_over_its_limits_is_told(tmp_path: Path) -> None:
    reading.written(tmp_path / "paper.typ", b"#for _ in range(99999) { for _ in range(99999) {} }")
    with pytest.raises(NotMade, match="timed out"):
        asked(tmp_path, replace(LIMITS, wall_seconds=2))
    with pytest.raises(NotMade, match="exit code"):
        asked(tmp_path, replace(LIMITS, data_bytes=8 * MEBIBYTE))
    with pytest.raises(NotMade, match="exit code"):
        asked(tmp_path, replace(LIMITS, cpu_seconds=1))


def test_a_paper_without_what_it_reads_is_told(tmp_path: Path) -> None:
    reading.need_font()
    reading.written(tmp_path / "paper.typ", form())
    with pytest.raises(NotMade, match=r"paper\.json"):
        asked(tmp_path)


def test_the_serving_process_never_loads_an_engine() -> None:
    """What it once took it would keep: 50 MB, and six times that after a long list."""
    script = (
        "import sys, django; django.setup(); import baolian.faces.console.views.papers; "
        "sys.exit(bool({'typst', 'docx'} & set(sys.modules)))"
    )
    told = environment() | {"DJANGO_SETTINGS_MODULE": "baolian.config.settings"}
    done = subprocess.run([sys.executable, "-c", script], check=False, env=told)
    assert done.returncode == 0
