"""A large site in seconds: rows made by the database itself, after a real beginning by verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, models, transaction

from baolian.records.journal.acts import Act
from baolian.records.journal.encoding import canonical
from baolian.records.journal.models import Entry, Notice
from baolian.records.matters.models import Deadline, Matter
from baolian.records.people.models import Founding, Officer, Organisation
from baolian.records.rulebook.models import Adoption, Rulebook
from baolian.records.rulebook.sites import found_site
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.supervision.models import Slip
from baolian.rules import ladder
from baolian.rules.clock import SHANGHAI, Clock, Limit, Unit
from baolian.rules.packs import Stage

SINCE = date(2022, 1, 1)
LIMIT = Limit(15, Unit.WORKING_DAY)
BUREAUS, SUBJECTS, OFFICERS = 40, 2000, 500
# the length of what a real slip freezes
FACTS = canonical(
    {
        "summary": "季节性用工短缺20人",
        "subject": "丹凤清水泵业有限公司",
        "organisation": "丹凤县人社局",
        "stage": "resolution",
        "start_at": "2022-03-07T01:00:00.000000+00:00",
        "due_at": "2022-03-28T10:00:00.000000+00:00",
        "limit_n": 15,
        "limit_unit": "working_day",
        "used": 16,
        "inherited": 0,
        "reopened_n": 0,
        "claimed": False,
        "provisional": False,
        "rung_zh": "黄色督办单",
        "rung_en": "Yellow slip",
        "trigger": "overdue",
        "trigger_n": 1,
        "trigger_unit": "working_day",
    }
)


@dataclass(frozen=True)
class Group:
    """`count` matters from number `first` on, begun in turn on `days` (indices of working days)."""

    name: str
    first: int
    count: int
    days: range
    is_slipped: bool = False

    @property
    def last(self) -> int:
        return self.first + self.count - 1


@dataclass(frozen=True)
class Day:
    """A working day on which matters begin: when they are due, blue falls, red falls."""

    opens: datetime
    due: datetime
    blue: datetime
    red: datetime


class Site:
    """The organisations, subjects and officers that the mass of rows points to."""

    def __init__(self) -> None:
        begun = found_site(datetime(2022, 1, 1, 9, tzinfo=SHANGHAI), "shangluo", SINCE)
        self.county = Organisation.objects.get(name="丹凤县")
        Adoption.adopt(begun, self.county, "shangluo/danfeng", SINCE)
        self.act = Act(begun.by, begun.at, Rulebook.load())
        names = (f"丹凤县第{n}局" for n in range(BUREAUS))
        bureaus = [Founding(name, "department", self.county) for name in names]
        self.bureaus = Organisation.found_all(self.act, bureaus)
        self.officers = Officer.enrol_all(self.act, [(f"干部{n}", "") for n in range(OFFICERS)])
        firms = [Entering("enterprise", f"企业{n}", self.county) for n in range(SUBJECTS)]
        self.subjects = Subject.enter_all(self.act, firms)
        self.edition = self.act.rulebook.edition_for(self.county.path, SINCE)
        self.days = working_days(self.act.rulebook.clock(self.edition), self.ladder)

    @property
    def ladder(self) -> ladder.Ladder:
        return self.edition.pack.ladder_for(Stage.RESOLUTION)


def working_days(clock: Clock, rungs: ladder.Ladder) -> list[Day]:
    """Those of 2022 that leave room for the limit before the year ends."""
    found = []
    for n in range(310):
        day = SINCE + timedelta(days=n)
        if clock.calendar.is_workday(day):
            opens = clock.opens(day)
            due = clock.due(opens, LIMIT)
            running = ladder.Running(opens, LIMIT, due, (), clock)
            moments = dict(ladder.schedule(rungs, running))
            found.append(Day(opens, due.at, moments[0], moments[2]))
    return found


@transaction.atomic
def fill(site: Site, groups: Sequence[Group]) -> None:
    """Matters with their resolution deadlines; for slipped groups a red slip, entry and notice."""
    with connection.cursor() as cursor:
        lay_out(cursor, site)
        for group in groups:
            put(cursor, Matter, group, matter_columns(site))
            put(cursor, Deadline, group, deadline_columns(site, group))
            if group.is_slipped:
                put(cursor, Slip, group, slip_columns(site))
                put(cursor, Entry, group, entry_columns(site))
                put(cursor, Notice, group, notice_columns(site))
        for table in ("bench_day", "bench_bureau"):
            cursor.execute(f"DROP TABLE {table}")
        for model in (Matter, Deadline, Slip, Entry, Notice):
            catch_up(cursor, model)


def lay_out(cursor: Any, site: Site) -> None:
    moment = "timestamptz" if connection.vendor == "postgresql" else "text"
    cursor.execute(
        f"CREATE TABLE bench_day (d int PRIMARY KEY, opens {moment}, due {moment}, blue {moment})"
    )
    cursor.executemany(
        "INSERT INTO bench_day VALUES (%s, %s, %s, %s)",
        [(n, *map(spelled, (d.opens, d.due, d.blue))) for n, d in enumerate(site.days)],
    )
    cursor.execute("CREATE TABLE bench_bureau (b int PRIMARY KEY, id bigint, path text)")
    cursor.executemany(
        "INSERT INTO bench_bureau VALUES (%s, %s, %s)",
        [(n, bureau.pk, bureau.path) for n, bureau in enumerate(site.bureaus)],
    )


def spelled(moment: datetime) -> Any:
    return moment if connection.vendor == "postgresql" else f"{moment:%Y-%m-%d %H:%M:%S}"


def put(cursor: Any, model: type[models.Model], group: Group, columns: Mapping[str, str]) -> None:
    """One INSERT ... SELECT. `n` is the matter's number, `day` and `bureau` what falls to it."""
    named = {str(f.column) for f in model._meta.concrete_fields}
    assert named == set(columns), named ^ set(columns)
    series = (
        "generate_series({first}, {last}) AS s(n)"
        if connection.vendor == "postgresql"
        else "(WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s "
        "WHERE n < {last}) SELECT n FROM s) AS s"
    ).format(first=group.first, last=group.last)
    days = group.days
    listed = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({listed}) "  # noqa: S608
        f"SELECT {', '.join(columns.values())} FROM {series} "
        f"JOIN bench_day day ON day.d = {days.start} + s.n % {len(days)} "
        f"JOIN bench_bureau bureau ON bureau.b = s.n % {BUREAUS}"
    )


def begun_at() -> str:
    """Somewhere in the office day, to the second: no two hundred matters begin together."""
    if connection.vendor == "postgresql":
        return "day.opens + (s.n % 32771) * interval '1 second'"
    return "datetime(day.opens, '+' || (s.n % 32771) || ' seconds')"


def one_of(rows: Sequence[models.Model]) -> str:
    return f"{rows[0].pk} + s.n % {len(rows)}"


def matter_columns(site: Site) -> dict[str, str]:
    return {
        "id": "s.n", "kind": "'difficulty'", "category": "'labour'",
        "summary": "'季节性用工短缺，第' || s.n || '号'", "subject_id": one_of(site.subjects),
        "source": "'visit'", "organisation_id": "bureau.id", "org_path": "bureau.path",
        "place_path": f"'{site.county.path}'", "owner_id": one_of(site.officers),
        "first_receiver_id": one_of(site.officers), "parent_id": "NULL",
        "edition_id": str(site.edition.pk),
        "registered_by_id": str(site.act.by.pk), "opened_at": begun_at(), "claimed_on": "NULL",
        "cycle": "1", "due_at": "day.due", "resolved_at": "NULL", "closed_at": "NULL",
    }  # fmt: skip


def deadline_columns(site: Site, group: Group) -> dict[str, str]:
    calendar = site.act.rulebook.current_calendar
    return {
        "id": "s.n", "matter_id": "s.n", "stage": "'resolution'", "cycle": "1",
        "n": str(LIMIT.n), "unit": f"'{LIMIT.unit.value}'", "inherited": "0",
        "extended": "0", "own_limit": "NULL",
        "start_at": begun_at(), "due_at": "day.due", "met_at": "NULL", "claimed": "FALSE",
        "calendar_id": str(calendar.pk), "provisional": "FALSE", "origin_id": "NULL",
        "rung": "2" if group.is_slipped else "-1",
        "fires_at": "NULL" if group.is_slipped else "day.blue",
    }  # fmt: skip


def slip_columns(site: Site, rung: str = "red", position: int = 2) -> dict[str, str]:
    calendar = site.act.rulebook.current_calendar
    return {
        "id": "s.n", "matter_id": "s.n", "deadline_id": "s.n", "rung": f"'{rung}'",
        "position": str(position), "colour": f"'{rung}'", "signed": "TRUE",
        "organisation_id": "bureau.id", "org_path": "bureau.path",
        "office_id": str(site.county.pk), "office_path": f"'{site.county.path}'",
        "edition_id": str(site.edition.pk), "calendar_id": str(calendar.pk),
        "facts": f"'{FACTS}'", "reason": "''", "started_by_id": "NULL", "drafted_at": "day.due",
        "issued_at": "day.due", "settled_at": "day.due",
    }  # fmt: skip


def entry_columns(site: Site) -> dict[str, str]:
    return {
        "id": "1000000 + s.n", "at": "day.due", "verb": "'slip drafted'",
        "about": "'supervision.slip:' || s.n", "by_id": str(site.act.by.pk),
        "on_behalf_of": "NULL", "note": "''", "changes": f"'{FACTS}'",
        "notices": f"'slip_drafted\t' || {drafted(site)} || '\t{{}}'",
    }  # fmt: skip


def drafted(site: Site) -> str:
    """The key of the notice."""
    return f"'draft:slip:' || s.n || ':red>people.organisation:{site.county.pk}'"


def notice_columns(site: Site) -> dict[str, str]:
    return {
        "id": "1000000 + s.n", "key": drafted(site),
        "kind": "'slip_drafted'", "to": f"'people.organisation:{site.county.pk}'",
        "about": "'supervision.slip:' || s.n",
        "facts": "'{}'", "at": "day.due", "delivered_at": "day.due",
    }  # fmt: skip


def catch_up(cursor: Any, model: type[models.Model]) -> None:
    """The next key comes after those that were given here; SQLite sees to it itself."""
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
            f"(SELECT coalesce(max(id), 1) FROM {table}))"
        )
