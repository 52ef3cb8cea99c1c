"""The demonstration site, built once for a run of tests; a test that writes gets a copy.

On SQLite the workers of pytest-xdist share what the first of them built: a file can be copied. On
PostgreSQL each worker builds its own, and drops it at its end.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from baolian.faces.cli.demo import CLOCK
from baolian.faces.cli.tests.processes import baolian, environment
from tests.databases import _pointed_at

MakeHome = Callable[[], tuple[dict[str, str], Path, str]]


@dataclass(frozen=True)
class Demo:
    """A demo as a command built it, and what the command said."""

    env: dict[str, str]
    home: Path
    name: str  # of its database, as Django's settings have it
    said: str = ""


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeHome]:
    """Makes homes, each with a fresh database: (environment, home, name of the database)."""
    with contextlib.ExitStack() as stack:

        def make() -> tuple[dict[str, str], Path, str]:
            home = tmp_path_factory.mktemp("home")
            if "BAOLIAN_TEST_SERVER" not in os.environ:
                return environment(home), home, str(home / "baolian.sqlite3")
            name = stack.enter_context(fresh_database())
            return environment(home, url_of(name)), home, name

        yield make


@pytest.fixture(scope="session")
def built(empty_home: MakeHome, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Read it, write nothing to it."""
    if "BAOLIAN_TEST_SERVER" in os.environ:
        env, home, name = empty_home()
        return Demo(env, home, name, told_by(env))
    home = shared_folder(tmp_path_factory) / "demo"
    env = environment(home)
    said = made_once(home, lambda: told_by(env))
    return Demo(env, home, str(home / "baolian.sqlite3"), said)


def told_by(env: dict[str, str]) -> str:
    done = baolian(env, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return done.stdout


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """One for all workers of this run."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(place: Path, make: Callable[[], str]) -> str:
    """What `make` said, whichever worker was the first; the others wait until it has ended."""
    told = place.with_suffix(".said")
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(make(), encoding="utf-8")
    return told.read_text(encoding="utf-8")


@pytest.fixture
def demo(
    built: Demo, tmp_path: Path, django_db_blocker: DjangoDbBlocker, settings: Settings
) -> Iterator[Demo]:
    """A copy that this process may write to, at the demo's clock."""
    settings.DEMO, settings.FIXED_CLOCK = True, CLOCK
    with (
        django_db_blocker.unblock(),
        copied(built, tmp_path / "home") as copy,
        _pointed_at(connection, copy.name),
    ):
        yield copy


@contextlib.contextmanager
def copied(built: Demo, home: Path) -> Iterator[Demo]:
    # nobody writes to it; those who read it leave files beside the database that come and go
    shutil.copytree(built.home, home, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    if "BAOLIAN_DATABASE_URL" not in built.env:
        yield Demo(environment(home), home, str(home / "baolian.sqlite3"), built.said)
        return
    with fresh_database(f'TEMPLATE "{built.name}"') as name:
        yield Demo(environment(home, url_of(name)), home, name, built.said)


@contextlib.contextmanager
def fresh_database(made: str = "") -> Iterator[str]:
    name = f"cli_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(os.environ["BAOLIAN_TEST_SERVER"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" {made}')
        try:
            yield name
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def url_of(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["BAOLIAN_TEST_SERVER"])._replace(path=f"/{name}"))
