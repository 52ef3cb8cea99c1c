"""Replay: fold every entry in order, and what comes out must be the rows, neither more nor less.

Memory stays bounded at any size: what was written is sorted in a temporary file (SQLite's own
sorter), then read beside the rows in the order of their keys. It holds no personal data, since
entries hold none.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from baolian.records.journal.encoding import canonical, columns, columns_of, personal_of, plain
from baolian.records.journal.findings import Finding, Tally
from baolian.records.journal.models import Entry
from baolian.records.journal.rows import field_of

Columns = dict[str, Any]
SHOWN = 60  # characters of a value in a finding
OURS = "baolian."
ABSENT = object()


def journaled_models() -> list[type[models.Model]]:
    """Every model of ours whose rows verbs enter: all but those that say JOURNALED = False."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith(OURS) and getattr(model, "JOURNALED", True)
    ]


def differences(tally: Tally) -> Iterator[Finding]:
    """Rows that are not what the entries say, rows nobody entered, rows that are gone."""
    known = {model._meta.label_lower: model for model in journaled_models()}
    with tempfile.TemporaryDirectory(prefix="baolian-replay-") as folder:
        file = Path(folder) / "written.sqlite3"
        with contextlib.closing(sqlite3.connect(file)) as store:
            yield from strangers(gather(store, tally), known)
            for label, model in known.items():
                yield from compare(model, folded(store, label), tally)


def gather(store: sqlite3.Connection, tally: Tally) -> list[str]:
    """Write down, row by row, what each entry wrote; the labels that occurred."""
    store.execute("PRAGMA journal_mode = OFF")
    store.execute("PRAGMA synchronous = OFF")
    store.execute("CREATE TABLE written (label TEXT, key INTEGER, entry INTEGER, columns TEXT)")
    store.executemany("INSERT INTO written VALUES (?, ?, ?, ?)", pieces(tally))
    store.execute("CREATE INDEX by_row ON written (label, key, entry)")
    return [label for (label,) in store.execute("SELECT DISTINCT label FROM written")]


def pieces(tally: Tally) -> Iterator[tuple[str, int, int, str]]:
    found = Entry.objects.order_by("id").values_list("id", "changes")
    for entry, changes in found.iterator(chunk_size=2000):
        tally["entries"] += 1
        for row, written in json.loads(changes).items():
            label, _, key = row.rpartition(":")
            yield label, int(key), entry, canonical(written)


def folded(store: sqlite3.Connection, label: str) -> Iterator[tuple[int, Columns]]:
    """(key, columns) of every row of a table as the entries leave it, by ascending key."""
    found = store.execute(
        "SELECT key, columns FROM written WHERE label = ? ORDER BY key, entry", [label]
    )
    for key, group in groupby(found, key=itemgetter(0)):
        state: Columns = {}
        for _, text in group:
            state.update(json.loads(text))
        yield key, state


def compare(
    model: type[models.Model], entered: Iterator[tuple[int, Columns]], tally: Tally
) -> Iterator[Finding]:
    """Walk the rows and what was entered side by side; both come by ascending key."""
    label = model._meta.label_lower
    awaited = next(entered, None)
    for row in model._default_manager.order_by("pk").iterator(chunk_size=2000):
        tally["rows"] += 1
        while awaited is not None and awaited[0] < row.pk:
            yield gone(label, awaited[0])
            awaited = next(entered, None)
        if awaited is None or awaited[0] != row.pk:
            yield nobodys(label, row.pk)
            continue
        yield from unlike(row, awaited[1])
        awaited = next(entered, None)
    while awaited is not None:
        yield gone(label, awaited[0])
        awaited = next(entered, None)


def unlike(row: models.Model, entered: Columns) -> Iterator[Finding]:
    """Columns in which a row differs from what was entered; personal ones by commitment."""
    found = columns(row)
    if found == entered:
        return
    for name in columns_of(type(row)):
        expected = entered.get(name, ABSENT)
        if expected is ABSENT:
            # a column that came with a later version holds its default until a verb writes it
            expected = plain(field_of(type(row), name).get_default())
        if found[name] != expected:
            yield differs(row, name, expected, found[name])


def differs(row: models.Model, name: str, expected: Any, found: Any) -> Finding:
    thing = f"{row._meta.label_lower}:{row.pk}"
    if name in personal_of(type(row)):
        return Finding(
            "replay",
            thing,
            f"{name} (personal) is not what was entered",
            f"{name}（个人信息）与记载不符",
        )
    was, now = shown(expected), shown(found)
    return Finding(
        "replay", thing, f"{name} is {now}, entered was {was}", f"{name} 现为 {now}，记载为 {was}"
    )


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def nobodys(label: str, key: int) -> Finding:
    return Finding("replay", f"{label}:{key}", "a row nobody entered", "此行无人录入")


def gone(label: str, key: int) -> Finding:
    return Finding("replay", f"{label}:{key}", "entered, and the row is gone", "有记载而此行已不在")


def strangers(labels: Iterable[str], known: dict[str, type[models.Model]]) -> Iterator[Finding]:
    for label in labels:
        if label not in known:
            yield Finding("replay", label, "entries name an unknown table", "记载所指的表不存在")
