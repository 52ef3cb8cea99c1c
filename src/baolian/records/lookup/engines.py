"""The two full-text indexes, PostgreSQL's GIN and SQLite's FTS5, behind three functions.

Both hold the same tokens in the same order. SQLite answers newest first by itself. PostgreSQL does
not: it collects every hit before it sorts, so a common word is looked for among the newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from baolian.records.lookup.found import Found
from baolian.records.lookup.questions import Tree

TABLE = "lookup_sheet"
POSTGRESQL = (f"CREATE INDEX IF NOT EXISTS {TABLE}_words ON {TABLE} USING gin (words)",)
FORGET = (
    "INSERT INTO lookup_words (lookup_words, rowid, words) VALUES ('delete', old.id, old.words)"
)
LEARN = "INSERT INTO lookup_words (rowid, words) VALUES (new.id, new.words)"
SQLITE = (
    # ascii: every other character is part of a token, rare ones too
    "CREATE VIRTUAL TABLE IF NOT EXISTS lookup_words USING fts5 "
    f"(words, content='{TABLE}', content_rowid='id', tokenize='ascii')",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_insert AFTER INSERT ON {TABLE} BEGIN {LEARN}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_delete AFTER DELETE ON {TABLE} BEGIN {FORGET}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_update AFTER UPDATE ON {TABLE} "
    f"BEGIN {FORGET}; {LEARN}; END",
)
# what a common word is looked for among: so many of the newest, then so many
NEWEST, FURTHER = 4_000, 10_000
# with fewer hits than this all of them are looked at
MOST = 5_000


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def install() -> None:
    """Harmless to run again: SQLite drops triggers when Django rebuilds the table."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if is_postgresql() else SQLITE:
            cursor.execute(statement)


@contextmanager
def emptied() -> Iterator[None]:
    """A transaction that finds the table empty and no index on its words, which is made at the end:
    row by row takes longer. Nobody else finds anything until then."""
    with transaction.atomic(), connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute("DROP INDEX IF EXISTS lookup_sheet_words")
            cursor.execute("TRUNCATE lookup_sheet")
        else:
            cursor.execute("DELETE FROM lookup_sheet")
            cursor.execute("INSERT INTO lookup_words (lookup_words) VALUES ('rebuild')")
        yield
        install()


def spelled(words: Sequence[str], marks: Iterable[str]) -> str:
    """What stands in the column `words`."""
    if not is_postgresql():
        return " ".join([*words, *marks])
    placed = [f"{quoted(word)}:{n}" for n, word in enumerate(words, start=1)]
    return " ".join([*placed, *map(quoted, marks)])


def quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


# -- what is asked ---------------------------------------------------------------------------------


def written(tree: Tree) -> str:
    """A question in the engine's language."""
    kind, parts = tree[0], tree[1]
    if kind == "phrase":
        phrase = tsquery if is_postgresql() else fts5
        return phrase(parts, is_begun=tree[2])
    sign = {"and": ("&", "AND"), "or": ("|", "OR")}[kind][not is_postgresql()]
    return "(" + f" {sign} ".join(map(written, parts)) + ")"


def tsquery(tokens: Sequence[str], *, is_begun: bool) -> str:
    text = " <-> ".join(map(quoted, tokens))
    return f"({text}{':*' if is_begun else ''})"


def fts5(tokens: Sequence[str], *, is_begun: bool) -> str:
    text = " ".join(tokens).replace('"', '""')
    return f'"{text}"{" *" if is_begun else ""}'


@dataclass(frozen=True, eq=False)
class Asking:
    """Of one kind, at most `n`, those not over first, then the newest."""

    found: Found
    tree: Tree
    n: int


@dataclass(frozen=True)
class Answer:
    """Keys; `is_all`: there are no more."""

    keys: list[int]
    is_all: bool


def answered(askings: Sequence[Asking]) -> list[Answer]:
    """One answer each; PostgreSQL answers most of them in one statement."""
    if not is_postgresql():
        return [newest_in_fts5(a.found, written(a.tree), a.n) for a in askings]
    # matters, of which there may be millions, are first looked for among the newest
    near = {a: window(a, NEWEST) for a in askings if a.found.closing}
    rest = [a for a in askings if len(near.get(a, [])) < a.n]
    sampled = dict(zip(rest, best_of_most(rest), strict=True))
    return [
        newest_in_gin(a, *sampled[a]) if a in sampled else Answer(near[a], is_all=False)
        for a in askings
    ]


def newest_in_fts5(found: Found, asked: str, n: int) -> Answer:
    keys: list[int] = []
    states = [OPEN, OVER] if found.closing else [OPEN]
    for state in states:
        keys += fetched(
            "SELECT s.key FROM lookup_words w JOIN lookup_sheet s ON s.id = w.rowid "
            "WHERE lookup_words MATCH %s ORDER BY w.rowid DESC LIMIT %s",
            [f'({asked} AND "{found.kind}{state}")', n + 1 - len(keys)],
        )
        if len(keys) > n:
            break
    return Answer(keys[:n], len(keys) <= n)


OPEN, OVER = "kopen", "kover"
LAST = "SELECT key FROM lookup_sheet WHERE kind = %s AND is_over = %s ORDER BY key DESC LIMIT 1"
AMONG = (
    "SELECT key FROM lookup_sheet WHERE kind = %s AND is_over = %s AND key > %s "
    "AND words @@ %s::tsquery ORDER BY key DESC LIMIT %s"
)
# at most so many hits, whichever they are; how many these were; the best of them
MOSTLY = (
    "(SELECT %s AS place, key, count(*) OVER () FROM (SELECT is_over, key FROM lookup_sheet "
    "WHERE kind = %s AND words @@ %s::tsquery LIMIT %s) AS hits "
    "ORDER BY is_over, key DESC LIMIT %s)"
)


def newest_in_gin(asking: Asking, some: list[int], total: int) -> Answer:
    if total <= MOST:
        return Answer(some, total <= asking.n)
    keys = window(asking, FURTHER)
    if asking.found.closing and len(keys) < asking.n:
        keys += window(asking, FURTHER, is_over=True)
    # a word that was common once and is no longer: some of its hits are better than none
    return Answer(list(dict.fromkeys([*keys, *some]))[: asking.n], is_all=False)


def best_of_most(askings: Sequence[Asking]) -> list[tuple[list[int], int]]:
    """(keys, how many hits were looked at) of each."""
    if not askings:
        return []
    parameters: list[Any] = []
    for place, a in enumerate(askings):
        parameters += [place, a.found.kind, written(a.tree), MOST + 1, a.n]
    found: list[tuple[list[int], int]] = [([], 0) for _ in askings]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([MOSTLY] * len(askings)), parameters)
        for place, key, total in cursor.fetchall():
            found[place] = ([*found[place][0], key], total)
    return found


def window(asking: Asking, width: int, *, is_over: bool = False) -> list[int]:
    """Hits among the keys of the newest; two statements, so that the planner knows the bounds."""
    kind = asking.found.kind
    last = fetched(LAST, [kind, is_over])
    bounds = [kind, is_over, last[0] - width] if last else []
    return fetched(AMONG, [*bounds, written(asking.tree), asking.n]) if last else []


def fetched(statement: str, parameters: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [row[0] for row in cursor.fetchall()]
