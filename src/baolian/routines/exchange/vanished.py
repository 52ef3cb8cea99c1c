"""Rows of an earlier version of the ledger that this one does not hold under the same key.

Filling in a credit code, or mending a word of a difficulty, gives a row another key and makes no
other matter of it: such a row is found again by what became of it. What is not found again has
left the ledger; that is told, and changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from baolian.records.matters.models import Matter
from baolian.routines.exchange.cast import DifficultyRow, Person, Script, Thing
from baolian.routines.exchange.known import chunks
from baolian.routines.exchange.models import ImportedRow
from baolian.routines.exchange.understood import Problem, Row, SheetReading, Understanding
from baolian.routines.exchange.values import squashed

LISTED = 50  # of each kind; a longer list nobody reads
NEARLY = 0.75  # of the characters of two summaries in common, in their order
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Vanished:
    """An imported row whose key no row of the workbook has."""

    pk: int
    kind: str
    about: str
    stood_at: str


def vanished_rows(understanding: Understanding, keys: Collection[int]) -> list[Vanished]:
    """Those of `keys` (of ImportedRow) whose kind of ledger is in the workbook at all."""
    kinds = {sheet.kind.code for sheet in understanding.sheets if sheet.kind}
    found: list[Vanished] = []
    for chunk in chunks(sorted(keys)):
        rows = ImportedRow.objects.filter(pk__in=chunk, kind__in=kinds).order_by("pk")
        listed = rows.values_list("pk", "kind", "about", "stood_at")
        found += [Vanished(*row) for row in listed]
    return found


# -- found again under another key -----------------------------------------------------------------


def found_again(script: Script, vanished: Sequence[Vanished]) -> list[tuple[Row, int]]:
    """New rows that are vanished ones with other content: (row, key of its ImportedRow)."""
    if not vanished:
        return []
    return [*same_record(script, vanished), *same_difficulty(script.difficulties, vanished)]


def same_record(script: Script, vanished: Sequence[Vanished]) -> Iterator[tuple[Row, int]]:
    """Rows about a pairing or a project that a vanished row was about."""
    waiting = {v.about: v.pk for v in vanished if v.kind != "difficulties"}
    named = [
        *((p.row, paired_before(script, p.thing, p.holder, p.role)) for p in script.pairings),
        *((p.row, f"subjects.subject:{known_key(p.thing)}") for p in script.projects),
    ]
    for row, about in named:
        if about in waiting:
            yield row, waiting.pop(about)


def paired_before(script: Script, thing: Thing, holder: Person, role: str) -> str:
    officer = holder.known.pk if holder.known else 0
    return f"pairings.pairing:{script.paired.get((known_key(thing), officer, role), 0)}"


def known_key(thing: Thing) -> int:
    return thing.known.pk if thing.known else 0


@dataclass(frozen=True)
class Raised:
    """A difficulty imported before, as a vanished row gave it."""

    pk: int  # of the ImportedRow
    summary: str
    day: date | None
    is_resolved: bool


def same_difficulty(
    difficulties: Sequence[DifficultyRow], vanished: Sequence[Vanished]
) -> Iterator[tuple[Row, int]]:
    """The nearest first; a vanished row is one new row at most."""
    before = raised_before(vanished)
    pairs = [
        (nearness, at, raised.pk)
        for at, difficulty in enumerate(difficulties)
        for raised in before.get(known_key(difficulty.thing), ())
        if (nearness := near(difficulty.row, raised))
    ]
    taken: set[int] = set()
    matched: set[int] = set()
    for _, at, pk in sorted(pairs, key=lambda pair: -pair[0]):
        if at not in matched and pk not in taken:
            matched.add(at)
            taken.add(pk)
            yield difficulties[at].row, pk


def raised_before(vanished: Sequence[Vanished]) -> dict[int, list[Raised]]:
    """The vanished difficulties, by their subject."""
    rows = {v.about.partition(":")[2]: v.pk for v in vanished if v.kind == "difficulties"}
    found: dict[int, list[Raised]] = defaultdict(list)
    for chunk in chunks(rows):
        matters = Matter.objects.filter(pk__in=[int(key) for key in chunk]).order_by("pk")
        columns = ("pk", "subject", "summary", "claimed_on", "resolved_at")
        for pk, subject, summary, day, resolved_at in matters.values_list(*columns):
            raised = Raised(rows[str(pk)], plain(summary), day, resolved_at is not None)
            found[subject].append(raised)
    return found


def near(row: Row, raised: Raised) -> float:
    """0 when it is another difficulty, else how sure it is the same: words before the day."""
    day = row.values.get("raised_on")
    is_same_day = day == raised.day
    likeness = alike(plain(str(row.values["summary"])), raised.summary)
    if likeness < NEARLY:
        return float(is_same_day)
    if raised.is_resolved and isinstance(day, date) and raised.day and day > raised.day:
        return 0.0  # it was resolved, and came back
    return 1 + likeness + is_same_day


def plain(summary: str) -> str:
    return _MARKS.sub("", squashed(summary))


def alike(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


# -- no longer in the ledger -----------------------------------------------------------------------


def no_longer_listed(
    understanding: Understanding, vanished: Iterable[Vanished]
) -> Iterator[Problem]:
    """A warning for each, as far as the rows of its kind were read without a fault."""
    by_kind: dict[str, list[Vanished]] = defaultdict(list)
    for row in vanished:
        by_kind[row.kind].append(row)
    for kind, rows in by_kind.items():
        sheets = understanding.of_kind(kind)
        # a row with a wrong cell has another key, or none: nothing can be said to be missing
        if any(p.severity == "error" for sheet in sheets for p in sheet.problems):
            continue
        for row in rows[:LISTED]:
            yield missing(sheets[0], row.stood_at, "", "")
        if (more := len(rows) - LISTED) > 0:
            yield missing(sheets[0], "", f"另有 {more} 行：", f"{more} more: ")


def missing(sheet: SheetReading, stood_at: str, zh: str, en: str) -> Problem:
    return Problem(
        sheet.name,
        None,
        "",
        "",
        "",
        "",
        "no_longer_listed",
        stood_at,
        f"{zh}上次导入过、这次仍在台账中的行；它的记录没有改动",
        f"{en}a row that was imported before to be in the ledger still; its record is as it was",
        "warning",
    )
