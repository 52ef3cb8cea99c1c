"""The dry run as the clerk reads it, in both languages, and as a page gets it."""

import json
from pathlib import Path

import pytest

from baolian.routines.exchange.report import Lang, plain, text
from baolian.routines.exchange.tests.imports import (
    BUILT,
    DIFFICULTY,
    PAIRED,
    PAIRING,
    PROJECT,
    RAISED,
    imported,
    planned_sheets,
    sheets,
    with_cell,
)
from tests.world import World


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            [
                "截至 2022-06-30",
                "工作表 pairings: 包联企业台账, 表头在第1行",
                "   E 总投资(万元) → 总投资, 列名相符, 万元 (例：41603)",
                "新增 1  未变 0  有变化 0  有问题 0",
                "没有错误，可以导入。",
            ],
        ),
        (
            "en",
            [
                "as of 2022-06-30",
                "Sheet pairings: pairings with enterprises, header in row 1",
                "   E 总投资(万元) → total investment, exact, 万元 (such as 41603)",
                "new 1  unchanged 0  changed 0  with problems 0",
                "No errors: it can be imported.",
            ],
        ),
    ],
)
def test_how_every_column_is_understood(
    world: World, tmp_path: Path, lang: Lang, told: list[str]
) -> None:
    said = text(planned_sheets(world, tmp_path, sheets()), lang)
    for words in told:
        assert words in said


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "G2“包联责任人”：填的是“无名氏”"),
        ("en", "cell G2, column '包联责任人': found '无名氏'"),
    ],
)
def test_every_problem_row_is_listed(world: World, tmp_path: Path, lang: Lang, told: str) -> None:
    rows = [DIFFICULTY, with_cell(RAISED, 6, "无名氏"), with_cell(RAISED, 3, "杂事")]
    said = text(planned_sheets(world, tmp_path, sheets(difficulties=rows)), lang)
    assert told in said
    assert "D3" in said
    assert {"zh": "共 2 处错误", "en": "2 errors;"}[lang] in said


def test_an_unknown_heading_is_not_left_out(world: World, tmp_path: Path) -> None:
    rows = [[*PAIRING, "吉祥物"], [*PAIRED, "熊猫"]]
    said = text(planned_sheets(world, tmp_path, sheets(pairings=rows)), "zh")
    assert "H 吉祥物 → 未理解，不导入 (例：熊猫)" in said


def test_changes_say_what_was_what_is_and_what_happens(world: World, tmp_path: Path) -> None:
    imported(world, tmp_path, sheets())
    rows = [PROJECT, with_cell(with_cell(BUILT, 5, 12000), 6, "否")]
    said = text(planned_sheets(world, tmp_path, sheets(projects=rows)), "zh")
    assert "累计完成投资: 11,400万元 → 12,000万元  [确认后更新]" in said
    assert "是否开工: 是 → 否  [不自动更新，请在其页面录入]" in said


def test_a_page_gets_plain_values(world: World, tmp_path: Path) -> None:
    rows = [DIFFICULTY, with_cell(RAISED, 6, "无名氏")]
    made = planned_sheets(world, tmp_path, sheets(difficulties=rows))
    given = json.loads(json.dumps(plain(made)))
    assert given["is_clean"] is False
    assert given["problems"][0]["cell"] == "G2"
    assert given["sheets"][1]["columns"][4]["field"] == "total_investment"
    assert given["sheets"][0]["counts"] == {"new": 1, "unchanged": 0, "changed": 0, "problems": 0}
