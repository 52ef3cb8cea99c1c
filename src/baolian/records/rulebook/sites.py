"""A new site: its clockwork, the calendar, the places of its pack, and the pack adopted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from importlib.resources import files

from django.db import transaction

from baolian.records.journal.acts import Act
from baolian.records.people.models import Founding, Organisation, User
from baolian.records.rulebook.models import Adoption, Calendar, Rulebook
from baolian.rules.packs import Pack, Roots, load


class SiteExists(Exception):
    """The site has been founded before."""


@transaction.atomic
def found_site(at: datetime, pack_code: str, since: date, roots: Roots | None = None) -> Act:
    """Found a site that lives by `pack_code` from `since` on; the clockwork's act to go on with.

    Raises PackError when the pack is wrong, SiteExists when there is a site already.
    """
    pack = load(pack_code, roots)
    if User.objects.exists():
        raise SiteExists("this site has been founded; use another BAOLIAN_HOME or database")
    clockwork = User.begin(at, Rulebook())
    act = Act(by=clockwork, at=at, rulebook=Rulebook())
    Calendar.publish(
        act, files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")
    )
    for root in found_places(act, pack):
        Adoption.adopt(act, root, pack_code, since, roots)
    return Act(by=clockwork, at=at, rulebook=Rulebook.load())


def found_places(act: Act, pack: Pack) -> list[Organisation]:
    """The pack's places as organisations, parents first; the roots come back."""
    known: dict[str | None, Organisation | None] = {None: None}
    waiting = list(pack.places)
    while waiting:
        ready = [place for place in waiting if place.parent in known]
        made = Organisation.found_all(
            act,
            [
                Founding(place.name.zh, place.kind.value, known[place.parent], place.code)
                for place in ready
            ],
        )
        known |= {organisation.code: organisation for organisation in made}
        waiting = [place for place in waiting if place not in ready]
    return roots(known.values())


def roots(organisations: Iterable[Organisation | None]) -> list[Organisation]:
    return [o for o in organisations if o is not None and o.parent is None]


def can_adopt(user: User, place: Organisation) -> bool:
    """Which rules hold is the office's to say: its clerk, or the system administrator."""
    return user.reaches(place.path, "clerk", "system_admin")


def can_publish_calendar(user: User) -> bool:
    """A calendar holds for the whole site."""
    roots = Organisation.objects.filter(parent=None)
    return all(user.reaches(root.path, "clerk", "system_admin") for root in roots)
