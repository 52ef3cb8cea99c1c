"""What stops a command, as a sentence that says what was found and what to do."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from baolian.rules.packs import PackError


class CannotDo(Exception):
    """The command cannot go on; the message says what was found and what to do."""


def in_words(error: Exception) -> str:
    """One sentence, or one line a problem for a pack."""
    if isinstance(error, PackError):
        return "the pack is wrong\n" + error.describe("en")
    if isinstance(error, CannotDo | ImproperlyConfigured):
        return str(error)
    name = type(error).__name__
    if name in {"OperationalError", "ProgrammingError"}:
        return database_words(str(error))
    return f"{name}: {error} (run again with --traceback to see where)"


def database_words(said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "no message"
    if "no such table" in said or "does not exist" in said:
        return f"there is no site here yet ({first}); run `baolian create-site` or `baolian demo`"
    return f"the database did not answer: {first}; check BAOLIAN_DATABASE_URL and BAOLIAN_HOME"
