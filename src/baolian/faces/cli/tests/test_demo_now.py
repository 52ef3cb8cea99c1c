"""`baolian demo --clock now`: begun, interrupted, begun again; then a site that lives today."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from baolian.faces.cli.main import main
from baolian.faces.cli.tests.processes import baolian, read_until, started, stopped
from baolian.records.people.models import User
from tests.databases import _pointed_at
from tests.demos import Demo, copied

pytestmark = pytest.mark.database
WORDS = ("demo", "--clock", "now", "--no-serve")


@pytest.fixture(scope="module")
def interrupted(
    built: Demo, empty_home: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """Ctrl-C in the midst of building: on SQLite over an older demo, on PostgreSQL over nothing."""
    if "BAOLIAN_DATABASE_URL" in built.env:
        yield interrupt(Demo(*empty_home()), *WORDS)
        return
    with copied(built, tmp_path_factory.mktemp("now") / "home") as copy:
        yield interrupt(copy, *WORDS, "--rebuild")


def interrupt(demo: Demo, *words: str) -> Demo:
    with started(demo.env, *words) as process:
        read_until(process, "workbook imported")
        code, said = stopped(process, signal.SIGINT)
    assert code == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    assert (demo.home / "demo.part").exists()
    assert not (demo.home / "demo.json").exists()
    return demo


@pytest.fixture(scope="module")
def living(interrupted: Demo) -> Demo:
    done = baolian(interrupted.env, *WORDS)
    assert done.returncode == 0, done.stderr
    assert "built in" in done.stdout
    assert not (interrupted.home / "demo.part").exists()
    return interrupted


@pytest.fixture
def now(living: Demo, django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[Path]:
    settings.DEMO, settings.FIXED_CLOCK = True, ""
    with django_db_blocker.unblock(), _pointed_at(connection, living.name):
        yield living.home


def test_no_clock_stands_still(now: Path) -> None:
    assert json.loads((now / "demo.json").read_text("utf-8"))["clock"] == ""


def test_today_answers_every_account_before_and_after_a_sweep(
    now: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        for account in json.loads((now / "demo.json").read_text("utf-8"))["accounts"]:
            client = Client()
            client.force_login(User.objects.get(username=account["username"]))
            assert client.get("/today/").status_code == 200, account
        assert main(["sweep"]) == 0
    assert main(["sweep"]) == 0
    assert capsys.readouterr().out.endswith("0 slips drafted, 0 reminders\n")
    assert main(["verify"]) == 0


def test_the_password_that_was_told_opens(now: Path) -> None:
    told = json.loads((now / "demo.json").read_text("utf-8"))
    client = Client()
    form = {"login": "supervisor", "password": told["password"]}
    assert client.post("/sign-in/", form).status_code == 302


def test_june_is_as_in_the_article_whatever_the_day(
    now: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bulletin", "--month", "2022-06", "--lang", "en"]) == 0
    assert "308" in capsys.readouterr().out
