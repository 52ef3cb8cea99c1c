"""Die at SQL statement n, before it or after it, and look at what is left."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db import OperationalError, connection, models, transaction

from baolian.records.journal.models import Entry, Notice
from baolian.records.journal.replay import journaled_models
from baolian.records.rulebook.models import Calendar, Edition

Verb = Callable[[], object]
State = dict[str, list[tuple[Any, ...]]]


# long texts that nothing can change: their keys are enough
BY_KEY = (Entry, Edition, Calendar)


def state() -> State:
    """Every row of every table of ours."""
    tables: list[type[models.Model]] = [*journaled_models(), Entry, Notice]
    return {model._meta.label: rows(model) for model in tables}


def rows(model: type[models.Model]) -> list[tuple[Any, ...]]:
    columns = ["pk"] if model in BY_KEY else []
    return list(model._default_manager.order_by("pk").values_list(*columns))


def sizes(found: State) -> dict[str, int]:
    return {label: len(rows) for label, rows in found.items()}


class Statements:
    """Counts statements and calls `die` at one of them; COPY counts too."""

    def __init__(self, at: int = 0, *, after: bool = False, die: Callable[[], None]) -> None:
        self.at, self.after, self.die, self.n = at, after, die, 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        with self.counted(sql):
            return execute(sql, params, many, context)

    @contextlib.contextmanager
    def counted(self, sql: str = "") -> Iterator[None]:
        self.n += 1
        # Django cannot undo a savepoint that is released: that is a commit, which `kill` tries
        here = self.n == self.at and not (self.after and sql.startswith("RELEASE"))
        if here and not self.after:
            self.die()
        yield
        if here:
            self.die()

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        copy = psycopg.Cursor.copy

        @contextlib.contextmanager
        def watched(cursor: Any, *args: Any, **options: Any) -> Iterator[Any]:
            with self.counted(), copy(cursor, *args, **options) as stream:
                yield stream

        psycopg.Cursor.copy = watched  # type: ignore[method-assign,assignment]
        try:
            with connection.execute_wrapper(self):
                yield
        finally:
            psycopg.Cursor.copy = copy  # type: ignore[method-assign]


def lost() -> None:
    raise OperationalError("the connection was lost")


def killed() -> None:
    os._exit(9)


def count(verb: Verb) -> tuple[int, dict[str, int]]:
    """How many statements the verb takes, and how many rows of what there are after it."""
    statements = Statements(die=lost)
    with transaction.atomic():
        with statements.watching():
            verb()
        after = sizes(state())
        transaction.set_rollback(True)
    return statements.n, after


def lose_connection(verb: Verb, at: int, *, after: bool) -> State:
    """Run the verb and fail at that statement; what is left then. Undone before it returns."""
    with transaction.atomic():
        with (
            contextlib.suppress(OperationalError),
            Statements(at, after=after, die=lost).watching(),
        ):
            verb()
        left = state()
        transaction.set_rollback(True)
    return left


def kill(verb: Verb, at: int, *, after: bool) -> int:
    """Run the verb in a child that exits at that statement, without a word to the database."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            with Statements(at, after=after, die=killed).watching():
                verb()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
