"""Where a title breaks, where a signature stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baolian.routines.papers.geometry import SIZE_2
from baolian.routines.papers.layout import (
    LARGEST_MARK,
    NOT_FIRST,
    WIDTH_IN_POINTS,
    characters,
    mark_size,
    standing_of,
    title_lines,
)
from baolian.routines.papers.paper import Closing

TITLES = st.text("商洛市关于“三”（四）的，。工程2022年3月A", max_size=120)
# as offices write them: quoted, with figures, numbers of roads and names of firms in Latin letters
WORDS = st.sampled_from(
    [
        "希望协调银行解决流动资金贷款500万元", "S307省道施工影响原料运输", "用电缺口", "BIOTECH",
        "；", "，", "、", "的", "（二期）", "100%", "〔2022〕12号", "2022年3月8日", "“三百四千”",
        "丹凤清水泵业有限公司", "ShaanxiPharmaceuticalHoldingGroupCompanyLimitedBranch",
    ]
)  # fmt: skip
SUMMARIES = st.lists(WORDS, min_size=1, max_size=14).map("".join)
REAL_TITLES = st.tuples(SUMMARIES, st.sampled_from(["提醒", "黄色督办单", "函"])).map(
    lambda of: f"关于“{of[0]}”一事的{of[1]}"
)
DAY = date(2022, 4, 8)  # six characters wide


@given(TITLES)
def test_no_word_of_a_title_is_lost(title: str) -> None:
    assert "".join(title_lines(title)) == title


@given(st.text("商洛市工程进展情况", min_size=1, max_size=120))
def test_lines_fit_and_are_about_as_long(title: str) -> None:
    lines = [characters(line) for line in title_lines(title)]
    assert max(lines) * SIZE_2 <= WIDTH_IN_POINTS
    assert max(lines) - min(lines) <= 1 + len(lines)


@given(TITLES | REAL_TITLES)
def test_no_line_is_wider_than_the_text(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(line and characters(line) * SIZE_2 <= WIDTH_IN_POINTS for line in lines)


def test_words_that_do_not_fit_go_to_one_line_more() -> None:
    summary = "希望协调银行解决流动资金贷款500万元；S307省道施工影响原料运输"
    lines = title_lines(f"关于“{summary}”一事的提醒")
    assert len(lines) == 3
    assert any("500万元" in line for line in lines)
    assert title_lines("A" * 90) == ["A" * 30] * 3


def test_a_title_breaks_between_words_it_knows() -> None:
    lines = title_lines("商洛市人民政府关于“三百四千”工程2022年3月进展情况的通报")
    assert lines == ["商洛市人民政府关于“三百四千”", "工程2022年3月进展情况的通报"]
    assert not any(line[0] in NOT_FIRST for line in lines)


def test_a_short_title_is_one_line() -> None:
    assert title_lines("关于用工的函") == ["关于用工的函"]


def test_a_long_mark_is_smaller() -> None:
    assert mark_size("商洛市文件") == LARGEST_MARK
    assert mark_size("商洛市" * 6) * 18 == pytest.approx(WIDTH_IN_POINTS)


@pytest.mark.parametrize(
    ("body", "sealed", "ends"),
    [
        ("丹凤县", True, (5.5, 4.0)),  # centred over the day
        ("丹凤县人民政府办", True, (3.0, 4.0)),
        ("商洛市推进重点项目建设工作领导小组办公室", True, (1.0, 8.0)),
        ("丹凤县", False, (7.0, 2.0)),  # the day begins two to the right of it
        ("丹凤县人民政府办", False, (2.0, 2.0)),
        ("丹凤县人民政府办公室", False, (2.0, 4.0)),
    ],
)
def test_where_a_signature_ends(body: str, sealed: bool, ends: tuple[float, float]) -> None:  # noqa: FBT001
    standing = standing_of(Closing(body, DAY, sealed=sealed))
    assert (standing.body, standing.day) == ends
    assert standing.blanks == (2 if sealed else 1)
