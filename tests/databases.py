"""A database of its own for a test that commits: threads, child processes, kill -9.

The journal's triggers refuse to delete, so pytest-django's way of emptying tables after a
`transaction=True` test fails by design. Such a test takes the fixture `own_database`: a migrated,
empty copy, dropped afterwards.
"""

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """In the place of pytest-django's, which makes a database only if a chosen test asks for `db`:
    whoever asks for this one gets the database, also when it runs alone."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            _empty_of_visitors(connection)
        teardown_databases(made, verbosity=0)


@pytest.fixture
def own_database(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """Its URL. Django uses it in this process; BAOLIAN_DATABASE_URL hands it to child processes.

    Fill it with `build_world()`: the fixture `world` asks for `db`, which never commits.
    """
    if "db" in request.fixturenames:
        pytest.fail("own_database commits and db never does: ask for one (call build_world())")
    connection = connections["default"]
    with django_db_blocker.unblock(), _copy_of(connection, tmp_path) as name:
        url = _url(connection.vendor, name)
        monkeypatch.setenv("BAOLIAN_DATABASE_URL", url)
        with _pointed_at(connection, name):
            yield url


def _copy_of(connection: BaseDatabaseWrapper, folder: Path) -> AbstractContextManager[str]:
    if connection.vendor == "sqlite":
        return _sqlite_copy(connection, folder / "own.sqlite3")
    return _postgresql_copy(connection)


@contextlib.contextmanager
def _sqlite_copy(connection: BaseDatabaseWrapper, file: Path) -> Iterator[str]:
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)
    yield str(file)


@contextlib.contextmanager
def _postgresql_copy(connection: BaseDatabaseWrapper) -> Iterator[str]:
    template = connection.settings_dict["NAME"]
    name = f"{template}_{uuid.uuid4().hex[:8]}"
    _empty_of_visitors(connection)  # a template must have none
    with _maintenance(connection) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        with _maintenance(connection) as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _empty_of_visitors(connection: BaseDatabaseWrapper) -> None:
    """A thread of an earlier test may have left its connection behind."""
    connection.close()
    leave = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
    with _maintenance(connection) as cursor:
        cursor.execute(leave, [connection.settings_dict["NAME"]])


@contextlib.contextmanager
def _maintenance(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """A cursor outside every transaction, on no database of ours: CREATE DATABASE needs that."""
    with connection._nodb_cursor() as cursor:
        yield cursor


@contextlib.contextmanager
def _pointed_at(connection: BaseDatabaseWrapper, name: str) -> Iterator[None]:
    """Django's connection, and those that new threads make, lead to `name` for a while."""
    before, open_before = connection.settings_dict["NAME"], connection.connection
    # set aside, not closed: an SQLite database in memory lives as long as its connection
    connection.connection = None
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        connection.connection = open_before


def _url(vendor: str, name: str) -> str:
    if vendor == "sqlite":
        return f"sqlite:///{name}"
    server = urlsplit(os.environ["BAOLIAN_DATABASE_URL"])
    return urlunsplit(server._replace(path=f"/{name}"))
