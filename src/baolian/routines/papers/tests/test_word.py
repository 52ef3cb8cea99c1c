"""The Word file itself: what it names, what it does not tell, that it is the same each time."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx as reader
import pytest
from docx.shared import Mm

from baolian.routines.papers import geometry as g
from baolian.routines.papers.blank import property_words
from baolian.routines.papers.geometry import FACES
from baolian.routines.papers.paper import Closing, Paper, Paragraph, PlainHead, Table
from baolian.routines.papers.tests.samples import DAY, PAPERS
from baolian.routines.papers.writing import docx


def part(paper: Paper, name: str) -> str:
    with zipfile.ZipFile(BytesIO(docx(paper))) as file:
        return file.read(name).decode()


def with_text(text: str) -> Paper:
    return Paper("试", PlainHead("督办单", "", ""), (Paragraph(text),), DAY)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_is_the_same_file(name: str) -> None:
    assert docx(PAPERS[name]) == docx(PAPERS[name])


@pytest.mark.parametrize("title", ["长" * 500, "用\x0b电\x00缺口\ud800\r\n第二行", "\x1f" * 9])
def test_any_title_makes_a_file(title: str) -> None:
    """A summary may have 500 signs; a property of a file has at most 255."""
    paper = replace(PAPERS["letters"], title=title)
    kept = reader.Document(BytesIO(docx(paper))).core_properties.title
    assert len(kept) <= 255
    assert kept == property_words(title)
    assert not {*kept} & {*"\x00\x0b\x1f\r\n\ud800"}


def test_it_tells_nothing_of_who_made_it_and_where() -> None:
    file = docx(PAPERS["circular"])
    with zipfile.ZipFile(BytesIO(file)) as entries:
        names = set(entries.namelist())
        assert {entry.date_time for entry in entries.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    unwanted = ("theme", "thumbnail", "customXml", "numbering", "fontTable", "app.xml")
    assert not [name for name in names if any(word in name for word in unwanted)]
    properties = reader.Document(BytesIO(file)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == PAPERS["circular"].title
    assert properties.created is not None
    assert properties.created.date() == DAY


def test_every_font_is_named_for_every_script() -> None:
    for name in ("word/styles.xml", "word/document.xml", "word/footer1.xml"):
        fonts = re.findall(r"<w:rFonts [^>]*>", part(PAPERS["circular"], name))
        for font in fonts:
            named = dict(re.findall(r'w:(ascii|hAnsi|eastAsia|cs)="([^"]+)"', font))
            assert len(named) == 4
            assert len(set(named.values())) == 1
            assert set(named.values()) <= set(FACES.values())
    assert "仿宋_GB2312" in part(PAPERS["circular"], "word/styles.xml").split("w:style ")[0]


def test_it_is_chinese_and_has_only_styles_of_its_own() -> None:
    styles = part(PAPERS["circular"], "word/styles.xml")
    assert 'w:eastAsia="zh-CN"' in styles
    assert len(re.findall(r"<w:style ", styles)) == 12
    assert not re.search("Calibri|Cambria|latentStyles", styles)


def test_margins_and_turned_pages() -> None:
    sections = list(reader.Document(BytesIO(docx(PAPERS["circular"]))).sections)
    upright, turned, _last = sections
    for section, top, left in ((upright, g.TOP, g.LEFT), (turned, g.LEFT, g.BOTTOM)):
        assert section.top_margin is not None
        assert section.left_margin is not None
        assert abs(section.top_margin - Mm(top)) < Mm(0.1)
        assert abs(section.left_margin - Mm(left)) < Mm(0.1)
    assert (turned.page_width or 0) > (turned.page_height or 0)


def test_properties_of_a_paragraph_stand_in_the_schema_s_order() -> None:
    order = ["pStyle", "keepNext", "pageBreakBefore", "pBdr", "tabs", "snapToGrid", "spacing",
             "ind", "jc"]  # fmt: skip
    for inner in re.findall(r"<w:pPr>(.*?)</w:pPr>", part(PAPERS["circular"], "word/document.xml")):
        bare = re.sub(r"<w:(pBdr|tabs)>.*?</w:\1>", r"<w:\1/>", inner)
        found = [tag for tag in re.findall(r"<w:(\w+)", bare) if tag in order]
        assert found == sorted(found, key=order.index)


def test_what_a_record_holds_is_text_and_nothing_else() -> None:
    words = "</w:t><w:br/> & <b> \x07铃\ud800 “引”\n下一行\t制表"
    document = reader.Document(BytesIO(docx(with_text(words))))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "</w:t><w:br/> & <b> 铃 “引”\n下一行\t制表" in told


def test_a_chart_has_a_drawing_or_the_table_of_its_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 'descr="' in part(PAPERS["circular"], "word/document.xml")
    monkeypatch.setattr(
        "baolian.routines.papers.writing.drawn", lambda charts: [None] * len(charts)
    )
    bare = part(PAPERS["circular"], "word/document.xml")
    assert "descr=" not in bare
    chart = PAPERS["circular"].charts[0]
    assert all(cell in bare for cell in chart.rows[0])


def test_rows_to_be_written_in_are_high() -> None:
    table = Table((), (("签收人（签名）", ""),), (1, 2), tall=True)
    paper = Paper(
        "回执", PlainHead("督办单", "", ""), (table,), DAY, closing=Closing("丹凤县", None)
    )
    xml = part(paper, "word/document.xml")
    assert re.search(r'<w:trHeight w:val="1[67]\d\d"', xml)
    assert "年  月  日" in xml
