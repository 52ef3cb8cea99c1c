"""What stops a command, as a sentence that says what was found and what to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError

from baolian.faces.cli.homes import home
from baolian.rules.packs import PackError


def no_site() -> str:
    return (
        f"there is no site in {home()}; run `baolian create-site` or `baolian demo`, "
        "or set BAOLIAN_HOME to where one lies"
    )


class CannotDo(Exception):
    """The command cannot go on; the message says what was found and what to do."""


def in_words(error: Exception) -> str:
    """One sentence, or one line a problem for a pack."""
    if isinstance(error, PackError):
        return "the pack is wrong\n" + error.describe("en")
    if isinstance(error, CannotDo | ImproperlyConfigured):
        return str(error)
    if isinstance(error, DatabaseError | InterfaceError):
        return database_words(str(error))
    if isinstance(error, OSError) and error.filename is not None:
        return file_words(error)
    return f"{type(error).__name__}: {error} (run again with --traceback to see where)"


def database_words(said: str) -> str:
    first = said.strip().splitlines()[0] if said.strip() else "no message"
    if "no such table" in said or ('relation "' in said and "does not exist" in said):
        return f"{no_site()}; or is it of an older version: `baolian migrate` ({first})"
    return f"the database did not answer: {first}; check BAOLIAN_DATABASE_URL and BAOLIAN_HOME"


def file_words(error: OSError) -> str:
    """What the system said, of which file; and who named it when that was BAOLIAN_HOME."""
    said = f"{error.filename} cannot be used: {error.strerror}"
    here = home()
    file = Path(os.fsdecode(error.filename)).resolve()
    if file.is_relative_to(here) or here.is_relative_to(file):
        return f"{said}; BAOLIAN_HOME is {here}, expected a folder that can be written to"
    return said


def unknown(what: str, found: str, known: Sequence[str]) -> CannotDo:
    """`what` is not among the known; with the nearest word."""
    said = f"no {what} is called {found!r}; expected one of: {', '.join(known)}"
    near = get_close_matches(found, known, n=1, cutoff=0.5)
    return CannotDo(f"{said}; did you mean {near[0]!r}?" if near else said)
