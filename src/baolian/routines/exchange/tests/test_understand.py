from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from baolian.routines.exchange.tests import books
from baolian.routines.exchange.tests.books import AS_OF, codes, only, read, save
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.values import Amount
from baolian.routines.exchange.workbooks import read_workbook

HEADINGS: list[Any] = books.DIFFICULTY_HEADINGS
DIFFICULTIES: list[list[Any]] = books.DIFFICULTIES
GOOD = [HEADINGS, *DIFFICULTIES]


def test_a_clean_ledger_has_no_problems(tmp_path: Path) -> None:
    understood = read(tmp_path, GOOD)
    assert codes(understood) == []
    assert not understood.problems("error")
    assert [row.row_number for row in understood.rows("difficulties")] == [2, 3, 4]
    assert [row.own_number for row in understood.rows("difficulties")] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["Sheet1", "链长名单", "重点项目"])
def test_headings_decide_and_not_the_sheets_name(tmp_path: Path, name: str) -> None:
    (sheet,) = read(tmp_path, GOOD, name=name).sheets
    assert sheet.kind is not None
    assert sheet.kind.code == "difficulties"


@pytest.mark.parametrize("above", range(10))
def test_the_header_may_stand_in_any_of_the_first_ten_rows(tmp_path: Path, above: int) -> None:
    title = [["某市台账"], [], ["填报单位:市工信局"]] * 4
    understood = read(tmp_path, [*title[:above], *GOOD])
    assert understood.sheets[0].header_row == above + 1
    assert len(list(understood.rows("difficulties"))) == 3
    assert codes(understood) == []


def test_other_words_other_order_and_extra_columns(tmp_path: Path) -> None:
    headings = ["备注", "办理情况", "提出日期", "市场主体", "诉求内容", "牵头部门"]
    rows = [headings, ["急", "解决", "2022/3/17", "丹凤甲公司", "用电容量不足", "县工信局"]]
    understood = read(tmp_path, rows)
    (row,) = understood.rows("difficulties")
    assert row.values["state"] == "resolved"
    assert row.values["enterprise"] == "丹凤甲公司"
    assert {p.code for p in understood.problems("warning")} == {
        "unknown_heading",
        "resolved_without_day",
    }
    assert not understood.problems("error")


def test_blank_numbered_repeated_and_note_rows_are_no_data(tmp_path: Path) -> None:
    rows = [
        *GOOD[:2],
        [],
        [None, " ", None],
        HEADINGS,
        GOOD[2],
        [3],
        ["备注:以上数据截至6月"],
        ["填表人：张三", None, None, "审核人：李四"],
    ]
    understood = read(tmp_path, rows)
    assert [row.row_number for row in understood.rows("difficulties")] == [2, 6]
    assert codes(understood) == []


def test_a_cover_sheet_is_named_and_left_out(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"说明": [["填表说明", "请认真填写"]], "S": GOOD})
    understood = understand(read_workbook(path), AS_OF)
    assert only(understood, "no_ledger").sheet == "说明"
    assert not understood.problems("error")


def test_the_same_rows_have_the_same_keys_and_digests_however_saved(tmp_path: Path) -> None:
    first = {row.key: row.digest for row in read(tmp_path, GOOD).rows("difficulties")}
    shuffler = random.Random(7)  # noqa: S311
    order = list(range(len(HEADINGS)))
    shuffler.shuffle(order)
    body = [list(row) for row in DIFFICULTIES]
    body[0][3] = "2022年3月17日"  # the same day in another spelling
    body[1][1] = "商南 乙公司"
    shuffler.shuffle(body)
    again = [["某县台账"], *([row[at] for at in order] for row in [HEADINGS, *body])]
    second = {row.key: row.digest for row in read(tmp_path, again).rows("difficulties")}
    assert second == first


def test_a_changed_cell_keeps_the_key_and_changes_the_digest(tmp_path: Path) -> None:
    before = next(read(tmp_path, GOOD).rows("difficulties"))
    rows = [HEADINGS, [*DIFFICULTIES[0][:4], "商州区工信局", *DIFFICULTIES[0][5:]]]
    after = next(read(tmp_path, rows).rows("difficulties"))
    assert after.key == before.key
    assert after.digest != before.digest


def test_equal_difficulties_are_two_facts_with_stable_keys(tmp_path: Path) -> None:
    one, other = list(DIFFICULTIES[1]), list(DIFFICULTIES[1])
    other[4] = "县人社局"
    first = {r.digest: r.key for r in read(tmp_path, [HEADINGS, one, other]).rows("difficulties")}
    again = {r.digest: r.key for r in read(tmp_path, [HEADINGS, other, one]).rows("difficulties")}
    assert len(set(first.values())) == 2
    assert again == first


def test_equal_rows_on_two_sheets_do_not_share_a_key(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"3月": GOOD, "4月": GOOD})
    keys = [row.key for row in understand(read_workbook(path), AS_OF).rows("difficulties")]
    assert len(keys) == len(set(keys)) == 6


def test_one_merged_enterprise_with_two_holders(tmp_path: Path) -> None:
    rows = [
        ["序号", *books.PAIRING_HEADINGS],
        [1, "张三", "县工信局", "丹凤甲公司", books.USCC],
        [None, "李四", "县财政局", None, None],
    ]
    understood = read(tmp_path, rows, merges=["A2:A3", "D2:D3", "E2:E3"])
    pairs = [(r.values["holder"], r.values["uscc"]) for r in understood.rows("pairings")]
    assert pairs == [("张三", books.USCC), ("李四", books.USCC)]
    assert codes(understood) == []


def test_two_holders_in_one_cell_are_two_rows(tmp_path: Path) -> None:
    rows = [books.PAIRING_HEADINGS, ["张三、李四", "县工信局", "丹凤甲公司", books.USCC]]
    found = list(read(tmp_path, rows).rows("pairings"))
    assert [row.values["holder"] for row in found] == ["张三", "李四"]
    assert [row.row_number for row in found] == [2, 2]
    apart = [
        books.PAIRING_HEADINGS,
        ["李四", "县工信局", "丹凤甲公司", books.USCC],
        ["张三", "县工信局", "丹凤甲公司", books.USCC],
    ]
    assert {r.key for r in read(tmp_path, apart).rows("pairings")} == {r.key for r in found}


def test_money_by_heading_title_and_cell(tmp_path: Path) -> None:
    rows = [
        ["台账", None, None, None, None],
        ["单位：万元"],
        ["项目名称", "包抓领导", "总投资(亿元)", "累计完成投资", "是否开工"],
        ["甲项目", "张三", 5.9688, "10,114", "是"],
        ["乙项目", "李四", "约3000万元", None, "未开工"],
    ]
    first, second = read(tmp_path, rows).rows("projects")
    assert first.values["total_investment"] == Amount(59_688_000_000)
    assert first.values["completed_investment"] == Amount(10_114_000_000)
    assert second.values["total_investment"] == Amount(3_000_000_000, "约")
    assert second.values["started"] is False


def test_an_unknown_unit_is_said_once(tmp_path: Path) -> None:
    rows = [books.PROJECT_HEADINGS, *[[f"{n}号项目", "张三", n, None, "是"] for n in range(1, 6)]]
    assert only(read(tmp_path, rows), "unit_unknown").cell == "C2"


def test_a_hidden_sheet_is_not_imported(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"S": GOOD, "旧": GOOD})
    workbook = read_workbook(path)
    workbook.sheets[1].visible = False
    understood = understand(workbook, AS_OF)
    assert len(list(understood.rows("difficulties"))) == 3
    assert only(understood, "hidden").sheet == "旧"
