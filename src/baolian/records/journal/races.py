"""Two at once: who loses a race reads again and decides again, a bounded number of times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError

from baolian.records.journal.rows import Overtaken

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

TRIES = 20
# unique violation, serialisation failure, deadlock: by SQLSTATE, a constraint's name may be empty
SQLSTATES = frozenset({"23505", "40001", "40P01"})
SQLITE = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
)


def is_race(error: BaseException) -> bool:
    """Whether somebody else was first, so that the same verb may well succeed a moment later."""
    return isinstance(error, Overtaken) or any(
        getattr(cause, "sqlstate", None) in SQLSTATES
        or getattr(cause, "sqlite_errorname", "").startswith(SQLITE)
        for cause in causes(error)
    )


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def persistent(verb: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A verb that is tried again after a lost race; it must read what it decides on itself."""

    @wraps(verb)
    def trying(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        for _ in range(TRIES - 1):
            try:
                return verb(*args, **kwargs)
            except (Overtaken, DatabaseError) as error:
                if not is_race(error):
                    raise
        return verb(*args, **kwargs)

    return trying
