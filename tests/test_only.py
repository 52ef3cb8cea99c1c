"""What is for one database only is left out of runs on the other; nothing is skipped."""

import ast
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.sources import python_files


@pytest.mark.only("sqlite")
def test_for_sqlite(db: None) -> None:
    assert connection.vendor == "sqlite"


@pytest.mark.only("postgresql")
def test_for_postgresql(db: None) -> None:
    assert connection.vendor == "postgresql"


def skips(tree: ast.Module) -> Iterator[int]:
    """Lines that call pytest.skip: decided while the test runs, so nobody sees it coming."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.skip":
            yield node.lineno


def test_no_test_skips_itself() -> None:
    assert not [f"{s.name}:{line}" for s in python_files() for line in skips(s.tree)]
    assert list(skips(ast.parse("def test():\n    pytest.skip('not today')\n"))) == [2]
