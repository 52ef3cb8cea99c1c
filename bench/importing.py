"""Importing 100,000 rows, on SQLite and PostgreSQL: `python -m bench.importing`.

1. Reading, understanding, planning and confirming a workbook of 50,000 pairings and 50,000
   difficulties takes at most 3 times what a plain parse of the same file takes together with a
   plain insertion (executemany, COPY) of the very rows that ended up in all tables, into a fresh
   copy of the same schema with its indexes, commit included.
2. The importing process needs at most 1 GB.
3. Importing the file again writes nothing.

`--scale 0.01` makes it a hundredth: a rehearsal, not a measurement.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from baolian.rules.identifiers import uscc_check_character

ROUNDS = 2
PAIRINGS, DIFFICULTIES = 50_000, 50_000
AS_OF = date(2022, 6, 30)
LIMITS = {"ratio": 3.0, "memory_mb": 1024.0, "rows_again": 0.0}

COUNTIES = ("商州区", "洛南县", "丹凤县", "商南县", "山阳县", "镇安县", "柞水县")
CODES = ("611002", "611021", "611022", "611023", "611024", "611025", "611026")
BUREAUS = ("发改委", "工信局", "财政局", "人社局", "商务局", "住建局", "交通局", "农商行")
CATEGORIES = ("融资", "用地", "用工", "人才", "运输物流", "水电气热", "审批证照", "政策兑现")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉梅鑫波宁川雪"
ENTERPRISES_OF_A_HEAD = 6


# -- the workbook ----------------------------------------------------------------------------------


def person(n: int) -> str:
    surname, rest = SURNAMES[n % len(SURNAMES)], n // len(SURNAMES)
    return surname + GIVEN[rest % len(GIVEN)] + GIVEN[rest // len(GIVEN) % len(GIVEN)]


def credit_code(n: int) -> str:
    """A code whose check character agrees (GB 32100-2015)."""
    body = f"91{CODES[n % 7]}{n:08}X"
    return body + uscc_check_character(body)


def enterprise(n: int) -> str:
    return f"{COUNTIES[n % 7][:2]}第{n}号实业有限公司"


def head(n: int) -> tuple[str, str, str, str]:
    """Name, post, organisation, telephone of the head of enterprise `n`, who has several."""
    of = n // 7 // ENTERPRISES_OF_A_HEAD * 7 + n % 7
    return person(of), "局长", COUNTIES[n % 7] + BUREAUS[of % 8], f"138{of:08}"


def pairings(count: int) -> Iterator[list[Any]]:
    yield ["序号", "包联责任人", "职务", "单位", "联系电话", "包联企业", "统一社会信用代码",
           "县(区)", "行业门类", "企业联系人", "企业电话"]  # fmt: skip
    for n in range(count):
        contact = [person(n * 7 + 3), f"139{n:08}"]
        yield [n + 1, *head(n), enterprise(n), credit_code(n), COUNTIES[n % 7], "C", *contact]


def difficulties(count: int, enterprises: int) -> Iterator[list[Any]]:
    """A quarter are said to be resolved, as in the ledger of 商洛."""
    yield ["序号", "企业名称", "困难问题", "类别", "反映时间", "责任单位", "包联责任人", "办理状态",
           "办结时间", "企业评价"]  # fmt: skip
    for n in range(count):
        of, raised = n % enterprises, date(2022, 2, 8) + timedelta(days=n % 120)
        row = [n + 1, enterprise(of), f"走访发现:第{n}号困难，流动资金不足", CATEGORIES[n % 8]]
        row += [f"{raised}", COUNTIES[of % 7] + BUREAUS[n % 7], head(of)[0]]
        done = [f"{raised + timedelta(days=15):%Y.%m.%d}", "满意"]
        yield [*row, *(["已办结", *done] if n % 4 == 0 else ["正在办理", None, None])]


def write_workbook(path: Path, scale: float) -> None:
    import xlsxwriter

    counts = round(PAIRINGS * scale), round(DIFFICULTIES * scale)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for rows in (pairings(counts[0]), difficulties(counts[1], counts[0])):
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)


# -- what is measured, each in a process of its own ------------------------------------------------


def site() -> dict[str, float]:
    """An empty site: the copy that both sides begin from."""
    from django.core.management import call_command

    from baolian.records.rulebook.sites import found_site
    from baolian.rules.clock import SHANGHAI

    call_command("migrate", verbosity=0)
    found_site(datetime(2022, 1, 1, 9, tzinfo=SHANGHAI), "shangluo", date(2022, 1, 1))
    return {}


def importing(file: Path) -> dict[str, float]:
    """The command's own way, and once more when everything is there."""
    from baolian.records.journal.models import Entry
    from baolian.routines.exchange.models import ImportedRow

    cpu = time.process_time()
    steps = one_import(file)
    cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    before = Entry.objects.count(), ImportedRow.objects.count()
    again = one_import(file)
    after = Entry.objects.count(), ImportedRow.objects.count()
    return {
        **steps,
        "import_s": sum(steps.values()),
        "import_cpu_s": cpu,
        "again_s": sum(again.values()),
        "memory_mb": peak,
        "rows_again": after[0] - before[0] + after[1] - before[1],
    }


def one_import(file: Path) -> dict[str, float]:
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Organisation, User
    from baolian.records.rulebook.models import Rulebook
    from baolian.routines.exchange.importing import confirm, default_source, plan
    from baolian.routines.exchange.understanding import understand
    from baolian.routines.exchange.workbooks import read_workbook
    from baolian.rules.clock import SHANGHAI

    at = datetime(2022, 6, 30, 17, tzinfo=SHANGHAI)
    act = Act(User.objects.clockwork(), at, Rulebook.load())
    root = Organisation.objects.get(parent=None)
    marks = [time.perf_counter()]
    workbook = read_workbook(file)
    marks.append(time.perf_counter())
    understanding = understand(workbook, AS_OF)
    del workbook
    marks.append(time.perf_counter())
    made = plan(act, understanding, default_source(root), root)
    assert made.is_clean, [problem.en for problem in made.errors[:5]]
    marks.append(time.perf_counter())
    confirm(act, made)
    marks.append(time.perf_counter())
    names = ("read_s", "understand_s", "plan_s", "confirm_s")
    return {name: marks[n + 1] - marks[n] for n, name in enumerate(names)}


def plain(file: Path, imported: str) -> dict[str, float]:
    """What no program can do without: parse the file, insert the rows, COMMIT.

    `imported` is the URL of the database that the import filled; reading from it is not counted.
    """
    from django.db import transaction

    cpu = time.process_time()
    found = {"parse_s": parse(file), "insert_s": 0.0, "inserted": 0.0}
    found["plain_cpu_s"] = time.process_time() - cpu
    with transaction.atomic():
        for table, columns, rows in new_rows(imported):
            began, cpu = time.perf_counter(), time.process_time()
            insert(table, columns, rows)
            found["insert_s"] += time.perf_counter() - began
            found["plain_cpu_s"] += time.process_time() - cpu
            found["inserted"] += len(rows)
        began, cpu = time.perf_counter(), time.process_time()
    found["insert_s"] += time.perf_counter() - began
    found["plain_cpu_s"] += time.process_time() - cpu
    return found | {"plain_s": found["parse_s"] + found["insert_s"]}


def parse(file: Path) -> float:
    from python_calamine import CalamineWorkbook

    began = time.perf_counter()
    book = CalamineWorkbook.from_path(file)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    return time.perf_counter() - began


def new_rows(imported: str) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]]]]:
    """(table, columns, rows that the import added) in parts of 50,000, as they are stored."""
    from django.apps import apps
    from django.db import connection

    for model in apps.get_models():
        if not model.__module__.startswith("baolian."):
            continue
        table = model._meta.db_table
        columns = [str(field.column) for field in model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
            last = cursor.fetchone()[0]
        listed = ", ".join(f'"{column}"' for column in columns)
        query = f"SELECT {listed} FROM {table} WHERE id > {last} ORDER BY id"  # noqa: S608
        rows = stored(imported, query)
        while part := list(islice(rows, 50_000)):
            yield table, columns, part


def stored(url: str, query: str) -> Iterator[tuple[Any, ...]]:
    if url.startswith("sqlite"):
        yield from sqlite3.connect(url.removeprefix("sqlite:///")).execute(query)
        return
    import psycopg

    there = psycopg.connect(url, options="-c search_path=baolian")
    with there, there.cursor("rows") as cursor:
        yield from cursor.execute(query)


def insert(table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    from django.db import connection

    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({listed}) VALUES ({marks})"  # noqa: S608
        # the driver itself: no Django between the rows and the database
        sqlite3.Connection.executemany(connection.connection, statement, rows)


# -- putting it together ---------------------------------------------------------------------------


def in_child(phase: str, url: str, home: str, *words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.importing", "--phase", phase, *words]
    env = os.environ | {"BAOLIAN_DATABASE_URL": url, "BAOLIAN_HOME": home}
    run = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(run.stdout)
    return measured


def fresh_copies(database: str, home: Path, socket: str, turn: int) -> tuple[str, str]:
    """Two equal empty sites, as URLs."""
    if database == "sqlite":
        files = [home / f"{name}{turn}.sqlite3" for name in ("imported", "plain")]
        in_child("site", f"sqlite:///{files[0]}", str(home))
        shutil.copy(files[0], files[1])
        return f"sqlite:///{files[0]}", f"sqlite:///{files[1]}"
    import psycopg

    names = [f"{name}{turn}" for name in ("imported", "plain")]
    urls = [f"postgresql://postgres@/{name}?host={socket}" for name in names]
    server = f"postgresql://postgres@/postgres?host={socket}"
    with psycopg.connect(server, autocommit=True) as maintenance:
        maintenance.execute(f"CREATE DATABASE {names[0]}")
        in_child("site", urls[0], str(home))
        maintenance.execute(f"CREATE DATABASE {names[1]} TEMPLATE {names[0]}")
    return urls[0], urls[1]


def measure(database: str, scale: float, rounds: int) -> dict[str, float]:
    """The best of some rounds on both sides, in turn, so that both meet the same weather."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baolian-bench-")))
        socket = ""
        if database == "postgresql":
            from tests.postgres import temp_postgres

            socket = str(stack.enter_context(temp_postgres()))
        file = home / "ledger.xlsx"
        write_workbook(file, scale)
        found: list[dict[str, float]] = []
        for turn in range(rounds):
            imported, fresh = fresh_copies(database, home, socket, turn)
            one = in_child("importing", imported, str(home), "--file", str(file))
            one |= in_child("plain", fresh, str(home), "--file", str(file), "--imported", imported)
            print(f"  {database}: {one}", file=sys.stderr, flush=True)
            found.append(one)
    best = {name: min(one[name] for one in found) for name in found[0]}
    worst = {name: max(one[name] for one in found) for name in ("memory_mb", "rows_again")}
    return best | worst | {"ratio": best["import_s"] / best["plain_s"]}


def report(database: str, found: dict[str, float]) -> bool:
    """Print each claim beside what was measured; whether all hold."""
    for name, limit in LIMITS.items():
        word = "holds" if found[name] <= limit else "MISSED"
        print(f"{database:10} {name:10} {found[name]:8.2f}  at most {limit:6.1f}  {word}")
    if database == "sqlite":
        # one process on either side, so its own seconds tell more than a busy machine's clock
        cpu = found["import_cpu_s"] / found["plain_cpu_s"]
        print(f"{database:10} ratio of processor seconds {cpu:.2f} (for comparison)")
    return all(found[name] <= limit for name, limit in LIMITS.items())


def run_phase(args: argparse.Namespace) -> dict[str, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
    import django

    django.setup()
    if args.phase == "site":
        return site()
    return importing(args.file) if args.phase == "importing" else plain(args.file, args.imported)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--phase", choices=["site", "importing", "plain"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--imported", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.phase:
        print(json.dumps(run_phase(args)))
        return 0
    held = [
        report(database, measure(database, args.scale, args.rounds))
        for database in args.database or ["sqlite", "postgresql"]
    ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
