"""Chooses the database of a test run, before Django reads its settings.

BAOLIAN_TEST_DATABASE=sqlite (default) or postgresql. For PostgreSQL one throw-away server is
started by the first process and shared with the workers of pytest-xdist; BAOLIAN_TEST_SERVER, a URL
such as `postgresql://me@/postgres?host=/run/postgresql`, uses an existing one instead.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import temp_postgres

SETTINGS = "baolian.config.settings"
ROOT = Path(__file__).resolve().parents[1]
PURE = (ROOT / "src/baolian/rules",)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
DATABASE_MARKS = ("django_db", "database")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-tests-only",
        action="store_true",
        help="leave out the tests that never touch a database: the second of two runs",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper runs before every other plugin, so before pytest-django reads the settings."""
    if not _all_pure(early_config.known_args_namespace.file_or_dir):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    stack = contextlib.ExitStack()
    early_config.add_cleanup(stack.close)
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baolian-test-")))
    os.environ["BAOLIAN_HOME"] = str(home)  # a test never touches a site that somebody uses
    os.environ["BAOLIAN_DATABASE_URL"] = _database_url(home, stack)
    os.environ["BAOLIAN_MADE"] = str(ROOT / "var/made")  # takes seconds to make: once for all runs
    # child processes of the tests import this checkout, whatever the virtualenv knows of it
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    yield


def pytest_report_header() -> str:
    return f"database: {os.environ['BAOLIAN_DATABASE_URL'].partition(':')[0]}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    database_only = config.getoption("--database-tests-only")
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        asked = is_for(chosen_database(), item) and (uses_database(item) or not database_only)
        (kept if asked else left_out).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def is_for(database: str, item: pytest.Item) -> bool:
    """Left out, not skipped: a run in which anything skips has not tested what it might have."""
    return all(database in mark.args for mark in item.iter_markers("only"))


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in DATABASE_MARKS)
    return marked or not fixtures.isdisjoint(DATABASE_FIXTURES)


def _all_pure(paths: list[str]) -> bool:
    """Rules are tested without Django when only they are tested: that shows that they are pure."""
    named = [Path(path.partition("::")[0]).resolve() for path in paths]
    return bool(named) and all(any(p.is_relative_to(pure) for pure in PURE) for p in named)


def chosen_database() -> str:
    return os.environ.get("BAOLIAN_TEST_DATABASE", "sqlite")


def _database_url(home: Path, stack: contextlib.ExitStack) -> str:
    kind = chosen_database()
    if kind == "sqlite":
        return f"sqlite:///{home / 'baolian.sqlite3'}"
    if kind != "postgresql":
        message = f"BAOLIAN_TEST_DATABASE is {kind!r}; expected sqlite or postgresql"
        raise pytest.UsageError(message)
    if "BAOLIAN_TEST_SERVER" not in os.environ:
        socket = stack.enter_context(temp_postgres())
        # inherited by the workers, which then start none of their own
        os.environ["BAOLIAN_TEST_SERVER"] = f"postgresql://postgres@/postgres?host={socket}"
    return os.environ["BAOLIAN_TEST_SERVER"]
