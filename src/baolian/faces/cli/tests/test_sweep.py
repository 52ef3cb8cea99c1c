"""`baolian sweep` and `baolian migrate`, and the seal's head that `verify` is given back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from baolian.faces.cli import clockwork
from baolian.faces.cli.main import main
from baolian.faces.cli.tests.processes import baolian
from baolian.records.journal.models import Entry, Seal
from baolian.records.matters.models import Deadline
from baolian.routines.exchange.uploads import Upload, folders
from baolian.routines.supervision.models import Slip
from tests.world import World, build_world


@pytest.fixture
def overdue(world: World, settings: Settings) -> World:
    """A difficulty of Monday that nobody received; a month has passed."""
    world.difficulty()
    settings.FIXED_CLOCK = "2022-04-08T09:00:00+08:00"
    return world


def test_it_drafts_what_is_due_once_and_seals(
    overdue: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep"]) == 0
    said = re.fullmatch(
        r"(\d+) slips drafted, (\d+) reminders; sealed (\d+) entries, head ([0-9a-f]{64})\n",
        capsys.readouterr().out,
    )
    assert said is not None
    drafted, reminders, sealed, head = said.groups()
    assert int(drafted) + int(reminders) == Slip.objects.count() > 0
    assert int(sealed) == Entry.objects.count()
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out == "0 slips drafted, 0 reminders\n"
    assert main(["verify", "--head", head]) == 0
    assert main(["verify", "--head", head[:8].upper()]) == 0


def test_it_clears_workbooks_away_that_nobody_confirmed(
    overdue: World, settings: Settings, tmp_path: Path
) -> None:
    settings.UPLOADS = tmp_path / "uploads"
    for day in ("2022-04-07 08:59", "2022-04-07 09:00"):
        Upload.receive(overdue.act(overdue.zhao, day), overdue.shangluo, "ledger.xlsx", [b"PK"])
    assert main(["sweep"]) == 0
    (kept,) = folders()
    assert str(overdue.at("2022-04-07 09:00")) in (kept / "about.json").read_text("utf-8")
    settings.FIXED_CLOCK = "2022-04-08T09:01:00+08:00"
    assert main(["sweep"]) == 0
    assert not folders()


def test_so_does_the_clockwork(own_database: str, settings: Settings, tmp_path: Path) -> None:
    world = build_world()
    settings.UPLOADS = tmp_path / "uploads"
    settings.FIXED_CLOCK = "2022-03-08T09:01:00+08:00"
    Upload.receive(world.act(world.zhao), world.shangluo, "ledger.xlsx", [b"PK"])  # at 09:00
    clockwork.turn()
    assert not folders()


def test_without_a_seal(overdue: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "--no-seal"]) == 0
    assert "sealed" not in capsys.readouterr().out
    assert Slip.objects.exists()
    assert not Seal.objects.exists()


def test_another_sites_head_is_a_finding(
    overdue: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep"]) == 0
    assert main(["verify", "--head", "0" * 64, "--lang", "en"]) == 1
    assert "1 fault found." in capsys.readouterr().out


@pytest.mark.database
def test_migrate_makes_everything_and_may_run_again(empty_home: Any) -> None:
    """On PostgreSQL in a schema that is not there yet: nobody need make it by hand."""
    env, _, _ = empty_home()
    if url := env.get("BAOLIAN_DATABASE_URL"):
        env["BAOLIAN_DATABASE_URL"] = f"{url}&schema=made_here"
    for _ in range(2):
        done = baolian(env, "migrate")
        assert (done.returncode, done.stdout) == (0, "the database is up to date\n")


def test_a_deadline_that_cannot_be_swept_is_named(
    overdue: World, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = Deadline.objects.filter(stage="resolution").get()
    Deadline.objects.filter(pk=broken.pk).update(unit="fortnight")
    sound = overdue.difficulty(summary="融资需求")
    assert main(["sweep"]) == 1
    assert f"see the log: deadlines {broken.pk}\n" in capsys.readouterr().err
    assert Slip.objects.filter(matter=sound).exists()
