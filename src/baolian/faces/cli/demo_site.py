"""The demonstration site, step by step, by the verbs that an office uses."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from baolian.faces.cli.demo_readings import report_months
from baolian.faces.cli.setups import migrate

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from baolian.faces.cli.demo import Progress
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Officer, User

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOUNDED = "2022-06-01 08:30"
IMPORTED = "2022-06-17 18:30"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def data(name: str) -> Traversable:
    return files("baolian").joinpath("packs", "shangluo", "demo", name)


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(data(name).read_text(encoding="utf-8"))


def build(progress: Progress, password: str) -> list[dict[str, str]]:
    """Build the site in the database of this process; the accounts come back to be told."""
    with progress.step("tables"):
        migrate()
    from baolian.faces.cli import demo_history

    with progress.step("pack adopted: shangluo; by 丹凤县: shangluo/danfeng"):
        act = found()
    with progress.step("workbook imported: ledger.xlsx"):
        import_ledger(at(act, IMPORTED))
    with progress.step("accounts"):
        accounts = hire(at(act, "2022-06-17 18:45"), password)
    with progress.step("published statistics with their sources"):
        take_readings(at(act, "2022-06-17 18:50"))
        report_months(at(act, "2022-06-17 18:55"))
    with progress.step("history played from 20 to 30 June 2022"):
        demo_history.play(act)
    return accounts


def at(act: Act, text: str) -> Act:
    return replace(act, at=moment(text))


def found() -> Act:
    from baolian.records.people.models import Organisation
    from baolian.records.rulebook.models import Adoption, Rulebook
    from baolian.records.rulebook.sites import found_site
    from baolian.routines.supervision.models import Trial

    since = date(2022, 1, 1)
    act = found_site(moment(FOUNDED), "shangluo", since)
    county = Organisation.objects.get(name="丹凤县")
    Adoption.adopt(act, county, "shangluo/danfeng", since)
    act = replace(act, rulebook=Rulebook.load())
    Trial.begin(act, Organisation.objects.get(parent=None))
    return act


def import_ledger(act: Act) -> None:
    from baolian.records.people.models import Organisation
    from baolian.routines.exchange.importing import confirm, planned_from
    from baolian.routines.exchange.workbooks import read_workbook

    with as_file(data("ledger.xlsx")) as path:
        workbook, digest = read_workbook(path), sha256(path.read_bytes()).hexdigest()
    root = Organisation.objects.get(parent=None)
    day = act.today
    confirm(
        act, planned_from(act, workbook, root, as_of=day, file_name="ledger.xlsx", sha256=digest)
    )


def hire(act: Act, password: str) -> list[dict[str, str]]:
    from baolian.records.people.models import Appointment, Liaison, Organisation, Post, User

    users: dict[str, User] = {}
    told = []
    for person in table("cast.toml")["people"]:
        officer = known_or_new(act, person)
        if "organisation" in person:
            organisation = Organisation.objects.get(name=person["organisation"])
            Post.appoint(act, Appointment(officer, organisation, person["title"], person["role"]))
        users[person["username"]] = user = User.open_account(
            act, person["username"], officer, password
        )
        if leader := person.get("liaison_for"):
            Liaison.appoint(act, officer, officer_of(users[leader]))
        post = Post.objects.on(act.today).filter(officer=officer).order_by("-id").first()
        told.append(
            {
                "username": user.username,
                "role": str(person["role"]),
                "who": f"{officer.name} {post or ''}",
            }
        )
    return told


def known_or_new(act: Act, person: dict[str, Any]) -> Officer:
    from baolian.records.people.models import Officer

    if person.get("known"):
        return Officer.objects.get(name=person["name"])
    return Officer.enrol(act, person["name"])


def officer_of(user: User) -> Officer:
    if user.officer is None:
        raise LookupError(f"{user.username} has no officer")
    return user.officer


def take_readings(act: Act) -> None:
    from baolian.records.people.models import Organisation
    from baolian.records.readings.models import Reading, Taking

    for row in table("readings.toml")["readings"]:
        Reading.take(
            act,
            Taking(
                indicator=row["indicator"],
                organisation=Organisation.objects.get(code=row["place"]),
                begins_on=date.fromisoformat(f"{row['since']}-01"),
                ends_on=last_day(row["until"]),
                actual=row["actual"],
                source=row["source"]["zh"],
            ),
        )


def last_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
