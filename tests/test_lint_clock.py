"""Time is passed in: only `faces/parts/clocks.py` and the commands read a clock.

And verbs are called, never signalled.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.sources import PACKAGE, product_code

READERS = {"now", "today", "utcnow", "localdate", "localtime", "gmtime"}
OWNERS = {"datetime", "date", "timezone", "dt", "time"}
# localtime(moment) converts; localtime() reads the clock
CONVERTERS = {"localtime", "localdate", "gmtime"}
MAY_READ = (PACKAGE / "faces/parts/clocks.py", PACKAGE / "faces/cli")
# these two are Django's only way to reinstall triggers after a migration
SIGNALS_ALLOWED = {"pre_migrate", "post_migrate"}


def clock_readings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of everything that reads the system's clock, a bare `timezone.now` too."""
    converted = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args}
    imported = {
        alias.asname or alias.name
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom) and n.module in {"django.utils.timezone", "time"}
        for alias in n.names
        if alias.name in READERS | {"time"}
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_clock(node):
            if not (node.attr in CONVERTERS and id(node) in converted):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in imported and not (node.func.id in CONVERTERS and node.args):
                yield node.lineno, ast.unparse(node)
            yield from _database_clock(node)
        elif isinstance(node, ast.Call):
            yield from _database_clock(node)


def _is_clock(node: ast.Attribute) -> bool:
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else ast.unparse(node.value)
    return owner in OWNERS and (node.attr in READERS or (owner, node.attr) == ("time", "time"))


def _database_clock(call: ast.Call) -> Iterator[tuple[int, str]]:
    for keyword in call.keywords:
        if keyword.arg in {"auto_now", "auto_now_add"}:
            yield call.lineno, keyword.arg


def signals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {a.name for a in node.names}
            if node.module == "django.db.models.signals" and names - SIGNALS_ALLOWED:
                yield node.lineno, ", ".join(sorted(names - SIGNALS_ALLOWED))
            if node.module.startswith("django.dispatch"):
                yield node.lineno, node.module


def test_time_is_passed_in() -> None:
    found = [
        f"{source.name}:{line} {what}"
        for source in product_code()
        if not any(source.path.is_relative_to(place) for place in MAY_READ)
        for line, what in clock_readings(source.tree)
    ]
    assert not found


def test_nothing_is_signalled() -> None:
    found = [f"{s.name}:{line} {what}" for s in product_code() for line, what in signals(s.tree)]
    assert not found


@pytest.mark.parametrize(
    "code",
    [
        "day = date.today()",
        "at = datetime.now(tz=UTC)",
        "at = datetime.datetime.now()",
        "at = models.DateTimeField(default=timezone.now)",
        "at = models.DateTimeField(auto_now_add=True)",
        "from django.utils.timezone import localtime\nat = localtime()",
        "at = timezone.localdate()",
        "import time\nat = time.time()",
    ],
)
def test_it_sees_a_clock(code: str) -> None:
    assert list(clock_readings(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ["local = timezone.localtime(act.at)", "day = act.today", "start = time.perf_counter()"],
)
def test_it_lets_others_pass(code: str) -> None:
    assert not list(clock_readings(ast.parse(code)))


def test_it_sees_a_signal() -> None:
    assert list(signals(ast.parse("from django.db.models.signals import post_save")))
    assert list(signals(ast.parse("from django.dispatch import receiver")))
    assert not list(signals(ast.parse("from django.db.models.signals import post_migrate")))
