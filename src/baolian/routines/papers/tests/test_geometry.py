"""What GB/T 9704-2012 measures, in the PDF: Typst's, and Word's as LibreOffice prints it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from baolian.routines.papers import geometry as g
from baolian.routines.papers.tests import reading
from baolian.routines.papers.tests.reading import Page, Word
from baolian.routines.papers.tests.samples import PAPERS, SIGN

Read = dict[str, list[Page]]


@pytest.fixture(scope="module", params=["typst", "word"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Every sample's pages, from one run of each writer."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    made = reading.typeset if request.param == "typst" else reading.converted
    return {name: reading.pages(file) for name, file in made(PAPERS, folder).items()}


def full_lines(page: Page) -> list[Word]:
    return [word for word in page.words if set(word.text) == {SIGN}]


def number_of(page: Page) -> Word:
    """The dash at its left, and the right edge of the one at its right."""
    first, last = page.lines[-1][0], page.lines[-1][-1]
    assert page.lines[-1][0].text.startswith("—")
    return Word(first.left, last.right, first.top, last.bottom, "")


def test_pages_are_a4_with_22_lines_of_28_signs(read: Read) -> None:
    for page in read["letters"][1:3]:
        assert (round(page.width), round(page.height)) == (210, 297)
        lines = full_lines(page)
        assert len(lines) == g.LINES
        assert {len(line.text) for line in lines} == {g.CHARACTERS}


def test_the_text_fills_the_type_area_to_half_a_millimetre(read: Read) -> None:
    for line in full_lines(read["letters"][1]):
        assert line.left == pytest.approx(g.LEFT, abs=0.5)
        assert line.right == pytest.approx(g.PAGE_WIDTH - g.RIGHT, abs=0.5)


def test_lines_stand_a_22nd_of_the_type_area_apart(read: Read) -> None:
    lines = full_lines(read["letters"][1])
    for upper, lower in pairwise(lines):
        assert lower.top - upper.top == pytest.approx(g.TEXT_HEIGHT / g.LINES, abs=0.1)
    # the font's edges lie beyond those of its signs
    beyond = 2
    assert lines[0].top > g.TOP - beyond
    assert lines[-1].bottom < g.PAGE_HEIGHT - g.BOTTOM + beyond


def test_a_first_line_begins_two_signs_further_in(read: Read) -> None:
    first = full_lines(read["letters"][0])[0]
    assert len(first.text) == g.CHARACTERS - 2
    assert first.left == pytest.approx(g.LEFT + 2 * g.TEXT_WIDTH / g.CHARACTERS, abs=0.5)


def test_numbers_stand_at_the_right_on_odd_pages_and_at_the_left_on_even_ones(read: Read) -> None:
    small = g.SIZE_4 / g.MM_IN_POINTS
    for n, page in enumerate(read["letters"], 1):
        number = number_of(page)
        assert "".join(word.text for word in page.lines[-1]) == f"—{n}—"
        if n % 2:
            assert number.right == pytest.approx(g.PAGE_WIDTH - g.RIGHT - small, abs=0.7)
        else:
            assert number.left == pytest.approx(g.LEFT + small, abs=0.7)


def test_the_dashes_stand_7_mm_below_the_type_area(read: Read) -> None:
    dash = number_of(read["letters"][1])
    assert (dash.top + dash.bottom) / 2 == pytest.approx(
        g.PAGE_HEIGHT - g.BOTTOM + g.NUMBER_BELOW_TEXT, abs=1
    )


@pytest.mark.parametrize("name", ["circular", "loose_annex"])
def test_every_page_has_its_number(read: Read, name: str) -> None:
    for n, page in enumerate(read[name], 1):
        assert f"—{n}—" in page.text, f"page {n}"


def test_the_mark_begins_35_mm_below_the_type_area_s_edge(read: Read) -> None:
    mark = read["circular"][0].word("商洛市人民政府文件")
    # the sign's square lies in the middle of what the font takes
    size = (mark.right - mark.left) / len(mark.text)
    assert (mark.top + mark.bottom - size) / 2 == pytest.approx(g.TOP + g.MARK_BELOW_TOP, abs=2)


def test_the_first_page_shows_text(read: Read) -> None:
    for name in ("letters", "circular", "upward"):
        assert any(word.top > 200 for word in read[name][0].words[:-3]) or name == "upward"
    assert "妥否" in read["upward"][0].text


def test_the_signature_never_stands_alone(read: Read) -> None:
    signed = next(page for page in read["circular"] if "此件公开发布" in page.text)
    assert "特此通报" in signed.text


def test_the_seal_has_its_place_and_the_day_ends_four_signs_from_the_edge(read: Read) -> None:
    signed = next(page for page in read["circular"] if "此件公开发布" in page.text)
    line = next(line for line in signed.lines if line[-1].text.endswith("日"))
    edge = g.PAGE_WIDTH - g.RIGHT - 4 * g.TEXT_WIDTH / g.CHARACTERS
    assert line[-1].right == pytest.approx(edge, abs=1)


def test_the_imprint_ends_with_the_last_page(read: Read) -> None:
    for name, printer in (("circular", "办公室"), ("upward", "办公室")):
        last = read[name][-1]
        words = [word for word in last.words if printer in word.text][-1]
        assert words.bottom == pytest.approx(g.PAGE_HEIGHT - g.BOTTOM, abs=3)
        assert words.left == pytest.approx(g.LEFT + g.SIZE_4 / g.MM_IN_POINTS, abs=0.7)


def test_a_page_that_has_only_the_imprint_has_no_number(read: Read) -> None:
    assert "—" not in read["upward"][-1].text
    assert (round(read["upward"][-1].width), round(read["upward"][-2].width)) == (210, 297)


def test_two_hundred_rows_stand_on_turned_pages_under_their_head(read: Read) -> None:
    turned = read["loose_annex"]
    assert turned[0].text.startswith("附件")
    assert all(page.width > page.height for page in turned)
    assert all("服务对象" in page.text for page in turned)
    whole = "".join(page.text for page in turned)
    assert all(f"丹凤第{n}泵业有限公司" in whole for n in range(1, 201))


def test_a_turned_page_bears_its_number_where_the_others_have_it(read: Read) -> None:
    """At the foot of the paper, that lies at the left, an odd one at what is its right."""
    for n, page in enumerate(read["loose_annex"], 1):
        dashes = [word for word in page.words if "—" in word.text]
        across = sum(dash.left + dash.right for dash in dashes) / len(dashes) / 2
        assert across == pytest.approx(g.BOTTOM - g.NUMBER_BELOW_TEXT, abs=1)
        below = max(dash.bottom for dash in dashes) > page.height / 2
        assert below == bool(n % 2)


def test_the_ribbon_is_on_every_page(read: Read) -> None:
    assert all("演示数据" in page.text for page in read["circular"])
    assert not any("演示数据" in page.text for page in read["upward"])
