"""The officials' pages on a large prefecture, on PostgreSQL: `python -m bench.face`.

1,000,000 matters, over 5,000,000 entries, 185 towns, 3,000 officers (prefecture.py, masses.py).
Each page is asked in turn with its floor, in one process, median of each:

1. The floor is a trivial page for somebody signed in: session, user, twenty matters, a template.
   Today and a page of the ledger take at most 5 times that, a matter 6, logging a visit that
   raises a difficulty (deadlines, entries, notice) 5, finding a word of two characters 12.
2. The ledger's thousandth page takes at most twice what its first does.
3. Open, late, closed by town, exact, take at most twice what plain SQL does that counts the same
   rows by town and does not look at suspensions.
4. The processes of `baolian serve`, one worker, hold at most 200 MB (PSS) after every page was
   opened by everybody in both languages.
5. No page weighs more than 150 kB: with its styles, scripts and icons, before they are packed,
   without what draws charts.

`--scale 0.01` is a rehearsal: it measures nothing and fails nothing. `--profile NAME` says where
the time of one page goes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from bench.asking import CAST, Ask, Desk, asks

MATTERS, ROUNDS, WARM = 1_000_000, 33, 5
CLOCK = "2022-11-16T10:00:00+08:00"
PSS_MB, PAGE_KB = 200.0, 150.0


def build(scale: float) -> dict[str, float]:
    from datetime import date

    from django.core.management import call_command
    from django.db import connection

    from baolian.records.journal.models import Entry
    from baolian.records.lookup import sheets
    from baolian.records.people.models import User
    from baolian.routines.bulletins.models import Bulletin
    from bench.masses import fill
    from bench.prefecture import Prefecture

    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    prefecture = Prefecture(scale)
    fill(prefecture, round(MATTERS * scale))
    Bulletin.draft(prefecture.now, prefecture.county, date(2022, 10, 1))
    filled = time.perf_counter() - began
    made = sheets.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_database_size(current_database()) / 1e6")
        size = float(cursor.fetchone()[0])
    entries, people = Entry.objects.count(), User.objects.count()
    return {"filled_s": filled, "all_s": time.perf_counter() - began, "sheets": made,
            "database_mb": size, "entries": entries, "accounts": people}  # fmt: skip


# -- the floor -------------------------------------------------------------------------------------


ROWS = (
    "<!doctype html><title>{{ user }}</title><table>{% for row in rows %}<tr><td>{{ row.pk }}</td>"
    "<td>{{ row.summary }}</td><td>{{ row.due_at|date:'Y-m-d H:i' }}</td></tr>{% endfor %}</table>"
)


def trivial(request: Any) -> Any:
    """Three statements: the session, the user, twenty rows. No context of ours, no Act."""
    from django.http import HttpResponse
    from django.template import Context

    from baolian.records.matters.models import Matter

    rows = Matter.objects.order_by("-id")[:20]
    return HttpResponse(template().render(Context({"user": request.user.username, "rows": rows})))


def template(kept: list[Any] = []) -> Any:  # noqa: B006 - compiled once, as a file's would be
    from django.template import Template

    if not kept:
        kept.append(Template(ROWS))
    return kept[0]


def with_floor() -> None:
    """The site's addresses, and the floor's among them."""
    from types import ModuleType

    from django.conf import settings
    from django.urls import include, path

    module = ModuleType("bench_urls")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("trivial/", trivial),
        path("", include("baolian.config.urls")),
    ]
    sys.modules["bench_urls"] = module
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench_urls", ["testserver"]


# -- measured --------------------------------------------------------------------------------------


def pages(_scale: float) -> dict[str, Any]:
    with_floor()
    desk = Desk()
    assert statements(desk.trivial("clerk"))[0] == 3
    return {ask.name: measured(ask) for ask in asks(desk)}


def measured(ask: Ask) -> dict[str, float]:
    """In turn, so that both meet one weather; the first rounds only warm."""
    from bench.processor import processor_s

    walls: dict[Callable[[], Any], list[float]] = {ask.ask: [], ask.floor: []}
    works: dict[Callable[[], Any], list[float]] = {ask.ask: [], ask.floor: []}
    for _ in range(ROUNDS):
        for do in walls:
            began, worked = time.perf_counter(), processor_s()
            do()
            walls[do].append(1000 * (time.perf_counter() - began))
            works[do].append(1000 * (processor_s() - worked))
    page, floor = (statistics.median(times[WARM:]) for times in walls.values())
    page_cpu, floor_cpu = (statistics.median(times[WARM:]) for times in works.values())
    queries, asked_ms = statements(ask.ask)
    return {"ms": page, "floor_ms": floor, "ratio": page / floor, "limit": ask.limit,
            "cpu_ms": page_cpu, "cpu_ratio": page_cpu / floor_cpu,
            "queries": queries, "in_database_ms": asked_ms}  # fmt: skip


def statements(ask: Callable[[], Any]) -> tuple[int, float]:
    """How many it sends, and how long it waits for their answers."""
    from django.db import connection

    waited: list[float] = []

    def noting(execute: Any, *given: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            waited.append(1000 * (time.perf_counter() - began))

    with connection.execute_wrapper(noting):
        ask()
    return len(waited), sum(waited)


def profile(name: str) -> None:
    """The slowest statements and functions of one page."""
    from bench.profiling import told

    with_floor()
    ask = next(ask for ask in asks(Desk()) if ask.name == name)
    sys.stdout.write(told(ask.ask))


def memory(_scale: float) -> dict[str, Any]:
    from bench.serving import opened

    with_floor()
    desk = Desk()
    return opened({name: desk.clients[name] for name in CAST})


PHASES = {"build": build, "pages": pages, "memory": memory}


def in_child(phase: str, scale: float, url: str, home: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.face", "--phase", phase, "--scale", str(scale)]
    env = os.environ | {"BAOLIAN_DATABASE_URL": url, "BAOLIAN_HOME": home, "BAOLIAN_CLOCK": CLOCK}
    run = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def measure(scale: float) -> dict[str, Any]:
    from tests.postgres import temp_postgres

    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="baolian-bench-"))
        socket = stack.enter_context(temp_postgres())
        url = f"postgresql://postgres@/postgres?host={socket}"
        return {phase: in_child(phase, scale, url, home) for phase in PHASES}


def report(found: dict[str, Any]) -> bool:
    """Print each claim beside what was measured; whether all hold."""
    if "build" in found:
        print(f"postgresql {found['build']}")
    held = []
    for name, one in found.get("pages", {}).items():
        held.append(one["ratio"] <= one["limit"])
        word = "holds" if held[-1] else "MISSED"
        print(f"{name:24} {one['ms']:7.1f} ms : {one['floor_ms']:6.1f} = {one['ratio']:5.1f}"
              f"  at most {one['limit']:4.1f}  {word:6}  (processor {one['cpu_ms']:.1f} ms,"
              f" {one['cpu_ratio']:.1f}; {one['queries']} statements)")  # fmt: skip
    if memory := found.get("memory"):
        held.append(memory["pss_mb"] <= PSS_MB and not memory["failed"])
        word = "holds" if held[-1] else "MISSED"
        print(f"memory (PSS) {memory['pss_mb']:.0f} MB  at most {PSS_MB:.0f}  {word}  ({memory})")
        for kilobytes, page in memory["heaviest"]:
            held.append(kilobytes <= PAGE_KB)
            word = "holds" if held[-1] else "MISSED"
            print(f"weight {kilobytes:5.1f} kB  at most {PAGE_KB:.0f}  {word}  {page}")
    return all(held)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.face", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--phase", choices=list(PHASES), help=argparse.SUPPRESS)
    parser.add_argument("--profile", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.phase or args.profile:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
        import django

        django.setup()
        if args.profile:
            profile(args.profile)
        else:
            print(json.dumps(PHASES[args.phase](args.scale)))
        return 0
    held = report(measure(args.scale))
    return 0 if held or args.scale < 1 else 1


if __name__ == "__main__":
    sys.exit(main())
