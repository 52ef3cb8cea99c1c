"""The sweep on a large site, on SQLite and PostgreSQL: `python -m bench.sweep`.

1. Nothing due, a warm process: under 50 ms.
2. 10,000 drafts, each with entry and notice: at most 6 times one UPDATE of 10,000 deadlines and
   one INSERT of 10,000 ready-made slips in plain SQL (executemany or COPY) on the same tables and
   indexes, commit included. Beside it, without a limit: the same by INSERT ... SELECT, in which
   not a single row passes through a program.
3. From 10,000 to 150,000 drafts the work grows with an exponent of at most 1.1: processor time of
   the program and of its server. The same of the time on the clock stands beside it without a
   limit: 150,000 drafts write for a minute or two, and a shared disk stops now and then for longer
   than all the rest takes.
4. The process that drafts 150,000 needs at most 200 MB.

`--scale 0.01` makes everything a hundredth: a rehearsal, which measures nothing and fails nothing.
"""

from __future__ import annotations

import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import connection

from bench.processor import processor_s
from bench.running import Bench, Found

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from bench.sites import Group

ROUNDS = 4
MATTERS, SLIPPED, DRAFTS, MANY = 1_000_000, 500_000, 10_000, 150_000
LIMITS = {"idle_ms": 50.0, "ratio": 6.0, "exponent": 1.1, "memory_mb": 200.0}


def groups(scale: float) -> Iterator[Group]:
    """In the order in which their blue rungs fall; the slipped ones have had their red.

    When the many fall, the waves have come to red and fall once more: together they are MANY.
    """
    from bench.sites import Group

    drafts, first = round(DRAFTS * scale), 1
    sizes = [("slipped", round(SLIPPED * scale), range(100))]
    sizes += [(f"wave{n}", drafts, range(115 + n, 116 + n)) for n in range(ROUNDS)]
    sizes += [("many", round(MANY * scale) - ROUNDS * drafts, range(119, 134))]
    sizes += [(f"sent{n}", drafts, range(146 + n, 147 + n)) for n in range(ROUNDS)]
    sizes += [(f"inside{n}", drafts, range(150 + n, 151 + n)) for n in range(ROUNDS)]
    left = round(MATTERS * scale) - sum(count for _, count, _ in sizes)
    sizes += [("later", left, range(154, 195))]
    for name, count, days in sizes:
        yield Group(name, first, count, days, is_slipped=name == "slipped")
        first += count


def build(scale: float) -> dict[str, float]:
    from django.core.management import call_command

    from bench.sites import Site, fill

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill(Site(), list(groups(scale)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {"filled_s": time.perf_counter() - began}


def clockwork_at(days: range, *, idle: bool = False) -> Act:
    """The clockwork's act when the last of a group's blue rungs has fallen."""
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Organisation, User
    from baolian.records.rulebook.models import Rulebook
    from baolian.rules.packs import Stage
    from bench.sites import SINCE, working_days

    rulebook = Rulebook.load()
    county = Organisation.objects.get(name="丹凤县")
    edition = rulebook.edition_for(county.path, SINCE)
    rungs = edition.pack.ladder_for(Stage.RESOLUTION)
    day = working_days(rulebook.clock(edition), rungs)[days[-1]]
    return Act(User.objects.clockwork(), day.red if idle else day.blue, rulebook)


def idle(scale: float) -> dict[str, float]:
    """Every round reads its rulebook anew, as the clockwork does."""
    from baolian.records.journal.acts import Act
    from baolian.records.rulebook.models import Rulebook
    from baolian.routines.supervision.sweep import sweep

    act, taken = clockwork_at(range(100), idle=True), []
    for _ in range(50):
        began = time.perf_counter()
        swept = sweep(Act(act.by, act.at, Rulebook.load()))
        taken.append(1000 * (time.perf_counter() - began))
        assert not swept.drafted
    return {"idle_ms": statistics.median(taken[5:]), "idle_worst_ms": max(taken[5:])}


def timed_sweep(group: Group, expected: int) -> tuple[float, float]:
    """By the clock, and what was computed meanwhile; both in seconds."""
    from baolian.routines.supervision.sweep import sweep

    act = clockwork_at(group.days)
    began, worked = time.perf_counter(), processor_s()
    swept = sweep(act)
    taken = time.perf_counter() - began, processor_s() - worked
    assert swept.drafted == expected, swept
    return taken


def drafts(scale: float) -> dict[str, float]:
    """Floors and waves in turn, so that all meet the same weather; the best of each.

    The usual wave, not the best, is what the long sweep is compared with.
    """
    named = {group.name: group for group in groups(scale)}
    sent, inside, waves = [], [], []
    for n in range(ROUNDS):
        sent.append(floor(named[f"sent{n}"], by_program))
        inside.append(floor(named[f"inside{n}"], by_database))
        wave = named[f"wave{n}"]
        waves.append(timed_sweep(wave, wave.count))
    taken, worked = zip(*waves, strict=True)
    best = min(taken)
    return {
        "floor_s": min(sent),
        "inside_s": min(inside),
        "drafts_s": best,
        "usual_s": statistics.median(taken),
        "usual_work_s": statistics.median(worked),
        "ratio": best / min(sent),
        "ratio_inside": best / min(inside),
    }


def floor(group: Group, inserting: Callable[[Group], Callable[[Any], None]]) -> float:
    """What no program can do without: one UPDATE, one INSERT, COMMIT."""
    from django.db import transaction

    insert = inserting(group)
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matters_deadline SET rung = 0, fires_at = due_at WHERE id BETWEEN %s AND %s",
            [group.first, group.last],
        )
        assert cursor.rowcount == group.count
        insert(cursor)
    return time.perf_counter() - began


def slip_columns() -> dict[str, str]:
    """The columns of a draft as SQL over its deadline `d` and matter `m`."""
    from baolian.records.people.models import Organisation
    from bench.sites import FACTS

    county = Organisation.objects.get(name="丹凤县")
    return {
        "matter_id": "m.id", "deadline_id": "d.id", "rung": "'blue'", "position": "0",
        "colour": "'blue'", "signed": "TRUE", "organisation_id": "m.organisation_id",
        "org_path": "m.org_path", "office_id": str(county.pk), "office_path": f"'{county.path}'",
        "edition_id": "m.edition_id", "calendar_id": "d.calendar_id", "facts": f"'{FACTS}'",
        "reason": "''", "drafted_at": "d.due_at",
    }  # fmt: skip


FROM = "FROM matters_deadline d JOIN matters_matter m ON m.id = d.matter_id"


def by_database(group: Group) -> Callable[[Any], None]:
    """INSERT ... SELECT."""
    columns = slip_columns()
    statement = (
        f"INSERT INTO supervision_slip ({', '.join(columns)}) "
        f"SELECT {', '.join(columns.values())} {FROM} WHERE d.id BETWEEN %s AND %s"
    )
    return lambda cursor: cursor.execute(statement, [group.first, group.last])


def by_program(group: Group) -> Callable[[Any], None]:
    """Rows that are ready in memory: executemany on SQLite, COPY on PostgreSQL."""
    columns = slip_columns()
    listed = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns.values())} {FROM} WHERE d.id BETWEEN %s AND %s",
            [group.first, group.last],
        )
        rows = [(*row[:-1], str(row[-1])) for row in cursor.fetchall()]
    if connection.vendor == "postgresql":
        return lambda cursor: copy(cursor, f"COPY supervision_slip ({listed}) FROM STDIN", rows)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO supervision_slip ({listed}) VALUES ({marks})"  # noqa: S608
    return lambda cursor: cursor.executemany(statement, rows)


def copy(cursor: Any, statement: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(statement) as out:
        for row in rows:
            out.write_row(row)


def many(scale: float) -> dict[str, float]:
    group = next(group for group in groups(scale) if group.name == "many")
    taken, worked = timed_sweep(group, round(MANY * scale))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"many_s": taken, "many_work_s": worked, "memory_mb": peak}


def with_exponents(found: Found) -> Found:
    """How the time of a sweep grows with what it drafts."""
    for name, kind in (("exponent", "work_s"), ("exponent_clock", "s")):
        found[name] = math.log(found[f"many_{kind}"] / found[f"usual_{kind}"], MANY / DRAFTS)
    return found


def report(database: str, found: dict[str, float]) -> bool:
    """Print each claim beside what was measured; whether all hold."""
    for name, limit in LIMITS.items():
        word = "holds" if found[name] <= limit else "MISSED"
        print(f"{database:10} {name:14} {found[name]:8.2f}  at most {limit:6.1f}  {word}")
    for name in ("ratio_inside", "exponent_clock"):
        print(f"{database:10} {name:14} {found[name]:8.2f}  (no limit)")
    return all(found[name] <= limit for name, limit in LIMITS.items())


PHASES = {"build": build, "idle": idle, "drafts": drafts, "many": many}
BENCH = Bench("bench.sweep", __doc__, PHASES, report, with_exponents)


if __name__ == "__main__":
    sys.exit(BENCH.main())
