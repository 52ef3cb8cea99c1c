"""Ledgers planned and imported in the named world, as its clerk of the prefecture."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

import baolian
from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter, Resolution
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer, Organisation
from baolian.records.readings.models import Reading
from baolian.records.subjects.models import Subject
from baolian.routines.exchange.importing import confirm, default_source, plan
from baolian.routines.exchange.models import Import, ImportedRow
from baolian.routines.exchange.plans import Plan
from baolian.routines.exchange.tests.books import AS_OF, Rows, save
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.understood import Problem
from baolian.routines.exchange.workbooks import read_workbook
from tests.world import World

LEDGER = Path(baolian.__file__).parent / "packs/shangluo/demo/ledger.xlsx"
EVENING = "2022-06-30 17:00"
WRITTEN = (
    Organisation,
    Officer,
    Subject,
    Pairing,
    Matter,
    Resolution,
    Reading,
    Import,
    ImportedRow,
)

PAIRING = ["包联责任人", "职务", "单位", "联系电话", "包联企业", "统一社会信用代码", "县(区)"]
PAIRED: list[Any] = [
    "贺凤",
    "局长",
    "丹凤县财政局",
    "13800000008",
    "丹凤同舟物流有限公司",
    "91611022X505GCKWRH",
    "丹凤县",
]
DIFFICULTY = [
    "序号",
    "企业名称",
    "困难问题",
    "类别",
    "反映时间",
    "责任单位",
    "包联责任人",
    "办理状态",
    "办结时间",
    "企业评价",
]
RAISED: list[Any] = [
    7,
    "丹凤同舟物流有限公司",
    "运力不足",
    "运输物流",
    "2022-05-16",
    "丹凤县交通局",
    "贺凤",
    "办理中",
    None,
    None,
]
PROJECT = [
    "项目名称",
    "所属产业链",
    "县(区)",
    "包抓领导",
    "总投资(万元)",
    "完成投资(万元)",
    "是否开工",
]
BUILT: list[Any] = ["丹凤县茶产业园项目", "茶产业", "丹凤县", "徐明涛", 41603, 11400, "是"]
CHAIN = ["产业链", "包抓领导", "职务"]
LED: list[Any] = ["茶产业", "徐明涛", "市政协副主席"]

Sheets = dict[str, Rows]


def sheets(**changed: Rows) -> Sheets:
    """A small ledger of all four kinds, right in every cell, but for what is given."""
    ledger: Sheets = {
        "pairings": [PAIRING, PAIRED],
        "projects": [PROJECT, BUILT],
        "difficulties": [DIFFICULTY, RAISED],
        "chains": [CHAIN, LED],
    }
    return ledger | changed


def with_cell(row: list[Any], at: int, value: Any) -> list[Any]:
    return [*row[:at], value, *row[at + 1 :]]


def planned(world: World, file: Path = LEDGER, as_of: date = AS_OF, **more: Any) -> Plan:
    act = world.act(world.zhao, EVENING)
    root = more.pop("root", world.shangluo)
    understanding = understand(read_workbook(file), as_of)
    return plan(act, understanding, default_source(root), root, **more)


def planned_sheets(world: World, tmp_path: Path, ledger: Mapping[str, Rows], **more: Any) -> Plan:
    return planned(world, save(tmp_path / "ledger.xlsx", ledger), **more)


def confirmed(world: World, made: Plan) -> Import | None:
    return confirm(world.act(world.zhao, EVENING), made)


def imported(world: World, tmp_path: Path, ledger: Mapping[str, Rows], **more: Any) -> Plan:
    """Planned, clean, and written."""
    made = planned_sheets(world, tmp_path, ledger, **more)
    assert [problem.en for problem in made.errors] == []
    confirmed(world, made)
    return made


def only(made: Plan, code: str) -> Problem:
    """The one problem of this code, which is the plan's one error."""
    (problem,) = made.errors
    assert problem.code == code
    return problem


def written() -> dict[str, int]:
    """How many rows every table holds that an import writes to, the journal's included."""
    return {model.__name__: model.objects.count() for model in (*WRITTEN, Entry)}


def numbers(made: Plan) -> dict[str, int]:
    """The counts over all sheets."""
    total = {"new": 0, "unchanged": 0, "changed": 0, "problems": 0}
    for counts in made.counts().values():
        total = {code: n + counts[code] for code, n in total.items()}
    return total


def content(row: ImportedRow) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row.content)
    return found


def refuse_row(table: str, column: str, value: str) -> None:
    """From now on the database itself refuses one row: what a full disk does, at will."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER refuse_row BEFORE INSERT ON {table} "
                f"WHEN NEW.{column} = '{value}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
            return
        cursor.execute(
            "CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF NEW.{column} = '{value}' THEN RAISE EXCEPTION 'refused'; END IF; "
            "RETURN NEW; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER refuse_row BEFORE INSERT ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_row()"
        )
