"""Finding among a million matters, on SQLite and PostgreSQL: `python -m bench.finding`.

A word of two characters, common, rare, or common only in old matters, asked of the command box by
a county's clerk, a town's officer, a county leader and the prefecture's clerk: at most 12 times a
floor of the pages (face.py), in the same process, median of each. Beside it, without a
limit: how long the index takes to be made anew, and how large it is.

`--scale 0.01` is a rehearsal: it measures nothing and fails nothing.
"""

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING

from bench.running import Bench

if TYPE_CHECKING:
    from django.test import Client

    from bench.sites import Site

MATTERS, FIRMS, TOWN_SHARE, ROUNDS = 1_000_000, 20_000, 100, 15
RATIO = 12.0
# in three of ten, one of 20,000, in the older four tenths only, in a few of the town
COMMON, RARE, OLD, NAME = "用工", "砂石", "厂房", "企业"
WORDS = {"common": COMMON, "rare": RARE, "old": OLD, "name": NAME, "nothing": "麒麟"}
PROBLEMS = (
    "季节性用工短缺", "招不到熟练用工", "用工成本上升", "流动资金贷款到期", "用电容量不足",
    "进厂道路破损", "环评手续未办结", "订单下滑原料积压", "厂区围墙纠纷", "人才公寓申请",
)  # fmt: skip


def build(scale: float) -> dict[str, float]:
    from django.core.management import call_command
    from django.db import connection

    from baolian.records.lookup import sheets
    from bench.sites import Group, Site, fill

    call_command("migrate", verbosity=0)
    site, n = Site(), round(MATTERS * scale)
    cast(site, scale)
    fill(site, [Group("all", 1, n, range(150))])
    with connection.cursor() as cursor:
        for statement in variety(n):
            cursor.execute(statement)
    began = time.perf_counter()
    made = sheets.rebuild()
    taken = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return {"sheets": made, "rebuilt_s": taken, "size_mb": size_mb()}


def cast(site: Site, scale: float) -> None:
    """A town with its officer, a clerk and a leader of the county, a clerk of the prefecture."""
    from baolian.records.people.models import (
        Appointment,
        Founding,
        Officer,
        Organisation,
        Post,
        User,
    )
    from baolian.records.subjects.models import Entering, Subject

    act = site.act
    town = Organisation.found(act, Founding("商镇", "town", site.county))
    root = Organisation.objects.get(path="0000")
    posts = [("clerk", site.county, "clerk"), ("town", town, "officer"),
             ("leader", site.county, "leader"), ("prefecture", root, "clerk")]  # fmt: skip
    for name, organisation, role in posts:
        officer = Officer.enrol(act, f"某{name}")
        Post.appoint(act, Appointment(officer, organisation, "干部", role))
        User.open_account(act, name, officer, None)
    firms = range(round(FIRMS * scale))
    Subject.enter_all(act, [Entering("enterprise", f"实业{n}", site.county) for n in firms])


def variety(n: int) -> list[str]:
    """Other words, other subjects; the town has its share; four fifths are closed."""
    from baolian.records.people.models import Organisation
    from baolian.records.subjects.models import Subject

    town = Organisation.objects.get(name="商镇")
    firms = list(Subject.objects.order_by("pk").values_list("pk", flat=True))
    problem = " ".join(f"WHEN {i} THEN '{words}'" for i, words in enumerate(PROBLEMS))
    is_old, is_closed = f"id < {round(n * 0.4)}", f"id % 5 > 0 AND id < {round(n * 0.95)}"
    return [
        f"UPDATE matters_matter SET summary = (CASE id % 10 {problem} END) || '，'"  # noqa: S608
        f" || (CASE WHEN id % 20000 = 77 THEN '{RARE}运输受限' WHEN {is_old} THEN '旧厂房待改造'"
        " ELSE '请县里协调' END) || '，第' || id || '号',"
        f" subject_id = {firms[0]} + id * 7919 % {len(firms)},"
        f" organisation_id = CASE WHEN id / 10 % {TOWN_SHARE} = 0 THEN {town.pk}"
        " ELSE organisation_id END,"
        f" org_path = CASE WHEN id / 10 % {TOWN_SHARE} = 0 THEN '{town.path}' ELSE org_path END,"
        f" resolved_at = CASE WHEN {is_closed} THEN due_at END,"
        f" closed_at = CASE WHEN {is_closed} THEN due_at END",
    ]


def size_mb() -> float:
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('lookup_sheet') / 1e6")
        return float(cursor.fetchone()[0])


# -- asked -----------------------------------------------------------------------------------------


def asked(_scale: float) -> dict[str, float]:
    from django.test import Client

    from baolian.records.people.models import User
    from bench.face import with_floor

    with_floor()
    found: dict[str, float] = {}
    for name in ("clerk", "town", "leader", "prefecture"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        for word, typed in WORDS.items():
            found[f"{name} {word}"], found[f"{name} {word} base"] = medians(client, typed)
    return found


def medians(client: Client, typed: str) -> tuple[float, float]:
    """Milliseconds of the box and of the trivial page, in turn, so that both meet one weather."""
    taken: dict[str, list[float]] = {"/find/": [], "/trivial/": []}
    for _ in range(ROUNDS):
        for address, times in taken.items():
            began = time.perf_counter()
            answer = client.get(address, {"q": typed}, headers={"hx-request": "true"})
            times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, answer
    return statistics.median(taken["/find/"][3:]), statistics.median(taken["/trivial/"][3:])


def report(database: str, found: dict[str, float]) -> bool:
    """Print each claim beside what was measured; whether all hold."""
    print(f"{database:10} {found['sheets']:.0f} sheets made in {found['rebuilt_s']:.0f} s, "
          f"{found['size_mb']:.0f} MB")  # fmt: skip
    held = []
    for name, ms in found.items():
        if f"{name} base" in found:
            ratio = ms / found[f"{name} base"]
            held.append(ratio <= RATIO)
            word = "holds" if held[-1] else "MISSED"
            print(f"{database:10} {name:20} {ms:7.1f} ms {ratio:5.1f}  at most {RATIO}  {word}")
    return all(held)


BENCH = Bench("bench.finding", __doc__, {"build": build, "asked": asked}, report)


if __name__ == "__main__":
    sys.exit(BENCH.main())
