"""A confirmed import is all there or not there at all, whatever happens in the middle."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.records.people.models import Appointment, Founding, Officer, Organisation, Post
from baolian.routines.exchange.importing import plan
from baolian.routines.exchange.models import Import
from baolian.routines.exchange.plans import OutOfDate
from baolian.routines.exchange.tests.imports import (
    DIFFICULTY,
    EVENING,
    LEDGER,
    PAIRED,
    PAIRING,
    RAISED,
    confirmed,
    imported,
    planned,
    planned_sheets,
    refuse_row,
    sheets,
    written,
)
from tests.effort import times
from tests.world import World, build_world

CHILD = """
import sys, django; django.setup()
from datetime import UTC, date, datetime
from pathlib import Path
from baolian.records.journal.acts import Act
from baolian.records.people.models import Organisation, User
from baolian.records.rulebook.models import Rulebook
from baolian.routines.exchange.importing import confirm, plan
from baolian.routines.exchange.understanding import understand
from baolian.routines.exchange.workbooks import read_workbook
act = Act(User.objects.clockwork(), datetime(2022, 6, 30, 9, tzinfo=UTC), Rulebook.load())
understanding = understand(read_workbook(Path(sys.argv[1])), date(2022, 6, 30))
made = plan(act, understanding, "ledger", Organisation.objects.get(parent=None))
print("planned", flush=True)
sys.stdin.readline()
confirm(act, made)
print("written", flush=True)
"""


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("people_organisation", "name", "镇安县商务局"),
        ("matters_matter", "summary", "走访发现:证照变更资料重复提交"),
        ("matters_resolution", "claimed_rating", "fairly_satisfied"),
        ("readings_reading", "indicator", "completed_investment"),
        ("exchange_importedrow", "kind", "difficulties"),
    ],
)
def test_a_row_refused_in_the_middle_writes_nothing(
    world: World, table: str, column: str, value: str
) -> None:
    made = planned(world)
    before = written()
    refuse_row(table, column, value)
    with pytest.raises(DatabaseError):
        confirmed(world, made)
    assert written() == before


def test_what_was_planned_before_somebody_else_imported_it_is_out_of_date(
    world: World, tmp_path: Path
) -> None:
    shown = planned_sheets(world, tmp_path, sheets())
    imported(world, tmp_path, sheets())
    before = written()
    with pytest.raises(OutOfDate) as refusal:
        confirmed(world, shown)
    assert "重新核对" in refusal.value.zh
    assert written() == before


def test_the_same_file_confirmed_twice_at_once_is_written_once(own_database: str) -> None:
    world = build_world()
    shown = planned(world)
    outcomes = at_once([partial(confirmed, world, shown)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Import", "OutOfDate"]
    assert Import.objects.count() == 1
    assert Matter.objects.count() == 308


def test_two_ledgers_that_name_one_difficulty_at_once(own_database: str, tmp_path: Path) -> None:
    """No constraint knows the two rows for one: they come from two sources."""
    world = build_world()
    imported(world, tmp_path, {"p": [PAIRING, PAIRED]})
    ledger = planned_sheets(world, tmp_path, {"d": [DIFFICULTY, RAISED]}).understanding
    act = world.act(world.zhao, EVENING)
    plans = [plan(act, ledger, source, world.shangluo) for source in ("one", "two")]
    assert all(made.is_clean for made in plans)
    outcomes = at_once([partial(confirmed, world, made) for made in plans])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Import", "OutOfDate"]
    assert Matter.objects.count() == 1


def test_a_name_that_means_somebody_else_meanwhile_is_out_of_date(
    world: World, tmp_path: Path
) -> None:
    """The rows and their problems are the same; whom they mean is not."""
    act = world.act(world.zhao, EVENING)
    shown = planned_sheets(world, tmp_path, sheets())
    bureau = Organisation.found(act, Founding("丹凤县财政局", "department", world.danfeng))
    Post.appoint(act, Appointment(Officer.enrol(act, "贺凤", PAIRED[3]), bureau, "局长"))
    before = written()
    with pytest.raises(OutOfDate):
        confirmed(world, shown)
    assert written() == before
    confirmed(world, planned_sheets(world, tmp_path, sheets()))
    assert Officer.objects.filter(name="贺凤", phone=PAIRED[3]).count() == 1


def test_a_refusal_of_the_database_is_not_told_as_somebody_elses_import(
    world: World, tmp_path: Path
) -> None:
    made = planned_sheets(world, tmp_path, sheets())
    refuse_row("matters_matter", "summary", RAISED[2])
    with pytest.raises(DatabaseError):
        confirmed(world, made)


def test_killed_in_the_middle_it_wrote_nothing(own_database: str) -> None:
    """kill -9 at moments spread over a confirm; it is all there only when the child said so."""
    world = build_world()
    before, whole = written(), full_time(world)
    assert written() == before
    survived = 0
    for turn in range(times(6, 100)):
        child, at = begun(), 0.02 + whole * 1.1 * turn / times(6, 100)
        time.sleep(at)
        child.kill()
        said = child.communicate()[0]
        now = written()
        if now == before:
            assert "written" not in said
            survived += 1
            continue
        # it had committed before the kill: then everything is there, entries included
        assert (now["Matter"], now["ImportedRow"], now["Resolution"]) == (308, 943, 75)
        assert Entry.objects.filter(verb="imported").count() == 1
        break
    assert survived >= 2
    child = begun()
    child.communicate()
    assert (written()["Matter"], Import.objects.count()) == (308, 1)


def at_once(confirms: list[Callable[[], object]]) -> list[object]:
    """What each gave, or how it was refused; they begin together."""
    outcomes: list[object] = []
    start = threading.Barrier(len(confirms))

    def one(confirm: Callable[[], object]) -> None:
        try:
            start.wait()
            outcomes.append(confirm())
        except OutOfDate as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[confirm]) for confirm in confirms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def begun() -> "subprocess.Popen[str]":
    """A child that has planned and now confirms."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(LEDGER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "baolian.config.settings"},
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "planned\n"
    child.stdin.write("go\n")
    child.stdin.flush()
    return child


def full_time(world: World) -> float:
    """Seconds a confirm takes here, in a transaction that is rolled back."""
    made = planned(world)
    begin = time.perf_counter()
    with transaction.atomic():
        confirmed(world, made)
        transaction.set_rollback(True)
    return time.perf_counter() - begin
