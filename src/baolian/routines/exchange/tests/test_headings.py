from __future__ import annotations

from pathlib import Path

import pytest

from baolian.routines.exchange.headings import Heading, match_columns, nearest, normal
from baolian.routines.exchange.ledgers import DIFFICULTIES, LEDGERS, PAIRINGS, PROJECTS, LedgerKind
from baolian.routines.exchange.tests import books
from baolian.routines.exchange.tests.books import codes, only, read


def fields(kind: LedgerKind, *headings: str) -> list[str | None]:
    matches = match_columns([Heading(text) for text in headings], kind)
    return [matches[at].field for at in range(len(headings))]


def test_units_brackets_and_spaces_do_not_matter() -> None:
    assert normal(" 年度计划投资（万元） ") == "年度计划投资"
    assert normal("县(区)") == normal("县（区）") == "县区"
    assert normal("总投资/亿元") == "总投资"


@pytest.mark.parametrize("kind", LEDGERS.values(), ids=lambda kind: kind.code)
def test_every_label_means_its_own_field(kind: LedgerKind) -> None:
    assert fields(kind, *(field.zh for field in kind.fields)) == [f.code for f in kind.fields]


def test_two_columns_of_telephones_go_by_the_name_left_of_them() -> None:
    headings = ("包联领导", "职务", "联系电话", "企业名称", "联系人", "联系电话")
    found = fields(PAIRINGS, *headings)
    assert found == ["holder", "post", "holder_phone", "enterprise", "contact", "contact_phone"]


def test_a_noun_at_the_end_is_what_a_heading_is() -> None:
    assert fields(PAIRINGS, "挂钩帮扶企业") == ["enterprise"]
    assert fields(PAIRINGS, "企业规模") == [None]
    assert fields(PAIRINGS, "是否规上企业") == [None]


def test_an_exact_heading_wins_over_a_longer_one() -> None:
    assert fields(DIFFICULTIES, "协办单位", "责任单位") == [None, "organisation"]


def test_the_nearest_field_is_suggested() -> None:
    near = nearest(Heading("累计完成投入"), PROJECTS)
    assert near is not None
    assert near.code == "completed_investment"


def test_an_unknown_heading_is_named_with_the_nearest(tmp_path: Path) -> None:
    rows = [[*books.DIFFICULTY_HEADINGS, "反映时点"], [*books.DIFFICULTIES[0], "早上"]]
    problem = only(read(tmp_path, rows), "unknown_heading")
    assert (problem.cell, problem.found, problem.severity) == ("H1", "反映时点", "warning")
    assert "反映时间" in problem.zh
    assert "raised on" in problem.en


def test_a_missing_required_column_names_the_headings_found(tmp_path: Path) -> None:
    headings = [h for h in books.DIFFICULTY_HEADINGS if h != "困难问题"]
    rows = [headings, [1, "丹凤甲公司", "2022-03-17", "工信局", "办理中", None]]
    problem = only(read(tmp_path, rows), "missing_column")
    assert problem.severity == "error"
    assert "困难问题" in problem.expected_zh
    assert "反映时间" in problem.found


def test_two_columns_of_one_meaning_stop_the_import(tmp_path: Path) -> None:
    rows = [[*books.DIFFICULTY_HEADINGS, "反映日期"], [*books.DIFFICULTIES[0], "2022-03-18"]]
    problem = only(read(tmp_path, rows), "ambiguous_heading")
    assert (problem.severity, problem.cell) == ("error", "H1")
    assert "D列" in problem.zh


def test_the_clerk_chooses_between_them(tmp_path: Path) -> None:
    rows = [[*books.DIFFICULTY_HEADINGS, "反映日期"], [*books.DIFFICULTIES[0], "2022-03-18"]]
    choices = {("Sheet1", "H"): "raised_on"}
    understood = read(tmp_path, rows, choices=choices)
    (row,) = understood.rows("difficulties")
    assert str(row.values["raised_on"]) == "2022-03-18"
    assert "ambiguous_heading" not in codes(understood)


def test_a_guess_from_part_of_a_heading_asks_to_be_confirmed(tmp_path: Path) -> None:
    rows = [["挂钩帮扶企业", *books.DIFFICULTY_HEADINGS[2:]], books.DIFFICULTIES[0][1:]]
    understood = read(tmp_path, rows)
    assert only(understood, "read_by_part").severity == "warning"
    assert not understood.problems("error")


def test_two_lines_of_headings(tmp_path: Path) -> None:
    rows = [
        ["序号", "包联责任人", None, None, "企业", None],
        [None, "姓名", "职务", "电话", "名称", "统一社会信用代码"],
        [1, "张三", "局长", 13800000000, "丹凤甲公司", books.USCC],
    ]
    understood = read(tmp_path, rows, merges=["A1:A2", "B1:D1", "E1:F1"])
    (row,) = understood.rows("pairings")
    assert row.row_number == 3
    assert row.values["holder"] == "张三"
    assert row.values["holder_phone"] == "13800000000"
    assert row.values["enterprise"] == "丹凤甲公司"
