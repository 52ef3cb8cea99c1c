"""One demonstration site a session, on the database of the run; a test that writes gets a copy."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from baolian.faces.cli.demo import CLOCK
from baolian.faces.cli.tests.processes import baolian, environment
from tests.databases import _pointed_at


@dataclass(frozen=True)
class Demo:
    """A demo as a command built it, and what the command said."""

    env: dict[str, str]
    home: Path
    name: str  # of its database, as Django's settings have it
    said: str = ""


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
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
def built(empty_home: Any) -> Demo:
    """Read it, write nothing to it."""
    env, home, name = empty_home()
    done = baolian(env, "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return Demo(env, home, name, done.stdout)


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


@pytest.fixture
def evening(settings: Settings) -> None:
    """Of the last day of June: the ledgers that the tests import are younger than the world."""
    settings.FIXED_CLOCK = "2022-06-30T17:00:00+08:00"


@contextlib.contextmanager
def copied(built: Demo, home: Path) -> Iterator[Demo]:
    shutil.copytree(built.home, home)
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
