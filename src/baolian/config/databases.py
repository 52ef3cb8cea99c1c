"""A database URL becomes Django's settings. One site is one file or one PostgreSQL schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# IMMEDIATE takes the write lock at BEGIN, so eight writers wait instead of failing. Without
# recursive_triggers, REPLACE INTO would slip past the append-only triggers.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON"
    ),
}
SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class BadDatabaseURL(ImproperlyConfigured):
    """The database URL cannot be used; the message says what was found and what is expected."""


def database_settings(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:word@host/name`.

    PostgreSQL takes `?schema=` (default `baolian`): no table of ours ever lies in `public`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path)
    if parts.scheme in {"postgresql", "postgres"}:
        return postgresql(url)
    raise BadDatabaseURL(
        f"BAOLIAN_DATABASE_URL begins with {parts.scheme or url!r}; "
        "expected sqlite:///path/to/file or postgresql://user@host/name"
    )


def sqlite(path: str) -> dict[str, Any]:
    name = unquote(path)
    # sqlite:////absolute has two leading slashes after urlsplit, sqlite:///relative has one
    name = name[1:] if name.startswith("/") else name
    if not name:
        raise BadDatabaseURL("BAOLIAN_DATABASE_URL names no file; expected sqlite:///path/to/file")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(name)),
        "OPTIONS": SQLITE_OPTIONS,
    }


# what a page asks takes milliseconds: to call helpers, or to compile, takes longer than that;
# helpers come only where whole tables are counted, as by town
SHORT = "-c parallel_setup_cost=20000 -c jit=off"


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    schema = query.pop("schema", "baolian")
    if not SCHEMA.fullmatch(schema) or schema == "public":
        raise BadDatabaseURL(
            f"schema is {schema!r}; expected lower-case letters, digits and _, and not 'public'"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "baolian",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": port_of(parts),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {**query, "options": f"-c search_path={schema} {SHORT}"},
    }


def port_of(parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError as error:
        raise BadDatabaseURL(
            f"BAOLIAN_DATABASE_URL has a port that is none ({error}); expected a number"
        ) from error
