"""A prefecture of 185 towns and 3,000 officers: founded by verbs, the mass made by masses.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from baolian.records.journal.acts import Act
from baolian.records.pairings.models import Making, Pairing
from baolian.records.people.models import (
    Appointment,
    Founding,
    Liaison,
    Officer,
    Organisation,
    Post,
    User,
)
from baolian.records.rulebook.models import Adoption, Rulebook
from baolian.records.rulebook.sites import found_site
from baolian.records.subjects.models import Entering, Subject
from baolian.rules.clock import SHANGHAI, Limit, Unit

SINCE = date(2021, 10, 8)
NOW = datetime(2022, 11, 16, 10, tzinfo=SHANGHAI)
TOWNS, OFFICERS, FIRMS, PROJECTS = 185, 3000, 20_000, 2_000
BUREAUS, UPPER_BUREAUS = 28, 32  # of each county, of the prefecture
PAIRED = 6  # subjects of the county leader
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
FIRST, SECOND = "建国志文海小晓玉春永", "明华强军平红霞伟丽峰"
TRADES = "水泵食品药业新材料核桃木业建材纺织电子物流"

# username, where, role: the cast of the bench
CAST = (
    ("leader", "county", "leader"),
    ("clerk", "county", "clerk"),
    ("supervisor", "county", "supervisor"),
    ("liaison", "county", "liaison"),
    ("handler", "bureau", "handler"),
    ("town", "town", "officer"),
    ("prefecture", "root", "clerk"),
)


class Prefecture:
    """Organisations, officers with posts, subjects, and the accounts that the bench signs in."""

    def __init__(self, scale: float) -> None:
        begun = found_site(datetime(2021, 10, 8, 9, tzinfo=SHANGHAI), "shangluo", SINCE)
        self.county = Organisation.objects.get(name="丹凤县")
        Adoption.adopt(begun, self.county, "shangluo/danfeng", SINCE)
        self.act = Act(begun.by, begun.at, Rulebook.load())
        self.root = Organisation.objects.get(path="0000")
        self.counties = list(Organisation.objects.filter(kind="county").order_by("path"))
        self.found()
        self.enrol(round(OFFICERS * max(scale, 0.3)))
        self.enter(round(FIRMS * scale), round(PROJECTS * scale))
        self.cast()

    def found(self) -> None:
        """Towns in turn over the counties; bureaus of each county and of the prefecture."""
        act = self.act
        at = [self.counties[n % len(self.counties)] for n in range(TOWNS)]
        towns = [Founding(f"第{n + 1}镇", "town", county) for n, county in enumerate(at)]
        self.towns = Organisation.found_all(act, towns)
        offices = [(county, n) for county in self.counties for n in range(BUREAUS)]
        offices += [(self.root, n) for n in range(UPPER_BUREAUS)]
        bureaus = [Founding(f"{at.name}第{n + 1}局", "department", at) for at, n in offices]
        self.bureaus = Organisation.found_all(act, bureaus)

    def enrol(self, n: int) -> None:
        names = (
            f"{SURNAMES[i % 30]}{FIRST[i // 30 % 10]}{SECOND[i // 300 % 10]}" for i in range(n)
        )
        officers = Officer.enrol_all(self.act, [(name, "0914-3320000") for name in names])
        offices = [*self.bureaus, *self.towns]
        roles = ("handler", "officer", "officer")
        posts = [
            Appointment(one, offices[i % len(offices)], "干部", roles[i // len(offices) % 3])
            for i, one in enumerate(officers)
        ]
        Post.appoint_all(self.act, posts)

    def enter(self, firms: int, projects: int) -> None:
        kinds = [("enterprise", f"{TRADES[i % 9 * 2 :][:2]}实业{i}") for i in range(firms)]
        kinds += [("project", f"{TRADES[i % 9 * 2 :][:2]}园区二期{i}") for i in range(projects)]
        self.subjects = Subject.enter_all(
            self.act,
            [Entering(kind, name, self.towns[i % TOWNS]) for i, (kind, name) in enumerate(kinds)],
        )

    def cast(self) -> None:
        bureau = next(b for b in self.bureaus if b.parent_id == self.county.pk)
        town = next(t for t in self.towns if t.parent_id == self.county.pk)
        where = {"county": self.county, "bureau": bureau, "town": town, "root": self.root}
        people: dict[str, Officer] = {}
        for name, at, role in CAST:
            people[name] = officer = Officer.enrol(self.act, f"某{name}", "0914-3320001")
            Post.appoint(self.act, Appointment(officer, where[at], "干部", role))
            User.open_account(self.act, name, officer, None)
        Liaison.appoint(self.act, people["liaison"], people["leader"])
        here = [s for s in self.subjects if s.place_path.startswith(self.county.path)][:PAIRED]
        makings = [Making(s, people["leader"], "leader", "county", self.county) for s in here]
        Pairing.make_all(self.act, makings)
        # the sessions of the bench are of a later day than these
        self.now = replace(self.act, at=NOW)

    @property
    def days(self) -> list[date]:
        """The working days on which matters were registered, as far as yesterday."""
        calendar = self.act.rulebook.current_calendar.working
        span = (NOW.date() - SINCE).days
        every = (SINCE + timedelta(days=n) for n in range(span))
        return [day for day in every if calendar.is_workday(day)][-250:]


# -- small tables to draw the mass from ------------------------------------------------------------


def lay_out_days(cursor: Any, prefecture: Prefecture) -> int:
    rulebook = prefecture.act.rulebook
    clock = rulebook.clock(rulebook.edition_for("0000", NOW.date()))
    opens = [clock.opens(day) for day in prefecture.days]
    limits = [Limit(n, Unit.WORKING_DAY) for n in (1, 7, 15)]
    rows = [(d, at, *(clock.due(at, n).at for n in limits)) for d, at in enumerate(opens)]
    names = ("opens", "receipt", "due7", "due15")
    columns = ", ".join(f"{name} timestamptz" for name in names)
    fill_small(cursor, "day", f"d int PRIMARY KEY, {columns}", rows)
    return len(rows)


def lay_out_subjects(cursor: Any, prefecture: Prefecture) -> None:
    rulebook = prefecture.act.rulebook
    columns = "i int, id bigint, place bigint, place_path text, county bigint, edition bigint"
    rows = [
        (i, one.pk, one.place_id, one.place_path, one.place.parent_id,
         rulebook.edition_for(one.place_path, NOW.date()).pk)
        for i, one in enumerate(prefecture.subjects)
    ]  # fmt: skip
    fill_small(cursor, "subject", columns, rows)


def lay_out_offices(cursor: Any, prefecture: Prefecture) -> None:
    """By county and number, the prefecture's at 0; and who works there."""
    offices: list[tuple[int, int, int, str]] = []
    for at in [0, *(county.pk for county in prefecture.counties)]:
        under = at or prefecture.root.pk
        found = Organisation.objects.filter(parent=under, kind="department").order_by("path")
        offices += [(at, k, one.pk, one.path) for k, one in enumerate(found)]
    # a town handles what arose there: found by its own key, with the sign turned
    offices += [(t.parent_id or 0, -t.pk, t.pk, t.path) for t in prefecture.towns]
    fill_small(cursor, "org", "county bigint, k bigint, id bigint, path text", offices)
    cursor.execute(
        "CREATE TABLE bench_staff AS SELECT p.organisation_id AS org, p.officer_id AS officer, "
        "u.id AS account, row_number() OVER w - 1 AS k, count(*) OVER (PARTITION BY "
        "p.organisation_id) AS size FROM people_post p JOIN people_user u USING (officer_id) "
        "WINDOW w AS (PARTITION BY p.organisation_id ORDER BY p.id)"
    )


def fill_small(cursor: Any, name: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    cursor.execute(f"CREATE TABLE bench_{name} ({columns})")
    marks = ", ".join(["%s"] * len(rows[0]))
    cursor.executemany(f"INSERT INTO bench_{name} VALUES ({marks})", rows)  # noqa: S608
