"""Offices that an import would found: which of them may be another one, misspelt."""

from pathlib import Path
from typing import Any

import pytest

from baolian.records.people.models import Founding, Organisation
from baolian.routines.exchange.importing import confirm
from baolian.routines.exchange.plans import OfficesInDoubt, OutOfDate, Plan
from baolian.routines.exchange.report import plain, text
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    EVENING,
    PAIRED,
    PAIRING,
    RAISED,
    imported,
    planned,
    planned_sheets,
    sheets,
    with_cell,
    written,
)
from tests.world import World


def at_office(*names: str) -> list[list[Any]]:
    """Difficulties, each handled by one of these."""
    rows = [with_cell(RAISED, 5, name) for name in names]
    return [DIFFICULTY, *(with_cell(row, 2, f"运力不足{n}") for n, row in enumerate(rows))]


def near(made: Plan) -> dict[str, str]:
    return {office.name: office.near for office in made.offices}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("丹凤县人社居", "丹凤县人社局"),
        ("丹凤人社局", "丹凤县人社局"),
        ("丹凤县人力资源和社会保障局", "丹凤县人社局"),
        ("丹凤县社人局", "丹凤县人社局"),
        ("丹风县人社局", "丹凤县人社局"),  # its place is misspelt
        ("商洛长江银行份行", "商洛长江银行分行"),
        ("丹凤县税务局", ""),
        ("丹凤县财政局", ""),  # 山阳县财政局 is another county's
        ("商南县人社局", ""),
    ],
)
def test_the_nearest_of_its_area_is_named(
    world: World, tmp_path: Path, named: str, meant: str
) -> None:
    made = planned_sheets(world, tmp_path, sheets(difficulties=at_office(named)))
    assert made.is_clean
    assert near(made)[named] == meant


def test_what_is_known_founds_nothing(world: World, tmp_path: Path) -> None:
    made = planned_sheets(world, tmp_path, sheets(difficulties=at_office("丹凤县人社局")))
    assert near(made) == {"丹凤县财政局": ""}
    imported(world, tmp_path, sheets())
    assert planned_sheets(world, tmp_path, sheets()).offices == []


def test_it_says_which_rows_name_it(world: World, tmp_path: Path) -> None:
    rows = at_office("丹凤县人社局", "丹凤县人社居", "丹凤县人社居")
    made = planned_sheets(world, tmp_path, sheets(difficulties=rows))
    (office,) = made.doubtful_offices
    assert [(row.sheet, row.row_number) for row in office.rows] == [
        ("difficulties", 3), ("difficulties", 4),
    ]  # fmt: skip


def test_on_a_first_import_what_stands_once_may_be_what_stands_often(
    world: World, tmp_path: Path
) -> None:
    names = "丹凤县交通局", "丹凤县交通居", "丹凤县交通局"
    made = planned_sheets(world, tmp_path, sheets(difficulties=at_office(*names)))
    assert (near(made)["丹凤县交通居"], near(made)["丹凤县交通局"]) == ("丹凤县交通局", "")


def test_two_holders_in_one_cell_are_one_row(world: World, tmp_path: Path) -> None:
    pairings = [PAIRING, with_cell(with_cell(PAIRED, 0, "贺凤、贺龙"), 2, "丹凤县人社居")]
    made = planned_sheets(world, tmp_path, sheets(pairings=pairings))
    (office,) = made.doubtful_offices
    assert [row.row_number for row in office.rows] == [2]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "将新建的单位：\n  丹凤县人社居  [是否应为 丹凤县人社局？]  difficulties 第2行\n"),
        ("en", "to be founded:\n  丹凤县人社居  [is 丹凤县人社局 meant?]  difficulties row 2\n"),
    ],
)
def test_the_report_says_it(world: World, tmp_path: Path, lang: Any, told: str) -> None:
    made = planned_sheets(world, tmp_path, sheets(difficulties=at_office("丹凤县人社居")))
    said = text(made, lang)
    assert f"{told}  丹凤县财政局\n" in said
    assert plain(made)["offices"][1] == {
        "name": "丹凤县人社居",
        "place": "丹凤县",
        "near": "丹凤县人社局",
        "rows": [{"sheet": "difficulties", "row": 2}],
    }


def test_the_reports_first_rows(world: World, tmp_path: Path) -> None:
    rows = at_office(*["丹凤县人社居"] * 8)
    said = text(planned_sheets(world, tmp_path, sheets(difficulties=rows)), "zh")
    assert "difficulties 第6行等，另 3 行" in said.replace(" 等", "等")


def test_an_office_founded_meanwhile_makes_it_out_of_date(world: World, tmp_path: Path) -> None:
    """It may be the one that was meant, and nobody has seen the question."""
    made = planned_sheets(world, tmp_path, sheets())
    act = world.act(world.zhao, EVENING)
    Organisation.found_all(act, [Founding("丹凤县交通运输局", "department", world.danfeng)])
    with pytest.raises(OutOfDate):
        confirm(act, made)
    again = planned_sheets(world, tmp_path, sheets())
    assert near(again)["丹凤县交通局"] == "丹凤县交通运输局"
    assert again.fingerprint() != made.fingerprint()


def test_the_demos_ledger_raises_no_doubt(world: World) -> None:
    assert planned(world).doubtful_offices == []


def test_founded_is_what_a_row_to_be_written_names(world: World, tmp_path: Path) -> None:
    """A row that has a fault founds nothing; that its office may be misspelt is said beside it."""
    misspelt, unknown = at_office("丹凤县人社居", "丹凤县审计局")[1:]
    rows = [with_cell(misspelt, 4, "去年夏天"), with_cell(unknown, 1, "丹凤无名有限公司")]
    made = planned_sheets(world, tmp_path, sheets(difficulties=[DIFFICULTY, *rows]))
    assert near(made) == {"丹凤县财政局": ""}
    (doubt,) = [problem for problem in made.problems if problem.code == "office_in_doubt"]
    assert (doubt.severity, doubt.row, doubt.found) == ("warning", 2, "丹凤县人社居")
    assert "丹凤县人社局" in doubt.zh
    assert "丹凤县人社局" in doubt.en


def test_all_rows_that_name_it_are_told(world: World, tmp_path: Path) -> None:
    """Also those that have a fault: it is to be mended in each."""
    rows = at_office("丹凤县人社居", "丹凤县人社居")
    rows[2] = with_cell(rows[2], 4, "去年夏天")
    made = planned_sheets(world, tmp_path, sheets(difficulties=rows))
    (office,) = made.doubtful_offices
    assert [row.row_number for row in office.rows] == [2, 3]


def test_nothing_is_written_until_it_is_said_to_be_meant(world: World, tmp_path: Path) -> None:
    made = planned_sheets(world, tmp_path, sheets(difficulties=at_office("丹凤县人社居")))
    act, before = world.act(world.zhao, EVENING), written()
    with pytest.raises(OfficesInDoubt):
        confirm(act, made)
    assert written() == before
    assert confirm(act, made, offices_meant=True) is not None
    assert Organisation.objects.filter(name="丹凤县人社居").exists()
