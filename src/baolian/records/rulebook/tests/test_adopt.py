"""Which edition holds where, from which day; the calendar; a new site."""

from datetime import date
from importlib.resources import files

import pytest

from baolian.records.journal.models import Entry
from baolian.records.people.models import Organisation, User
from baolian.records.rulebook.models import (
    Adoption,
    AlreadyAdopted,
    Calendar,
    CalendarKnown,
    Edition,
    NoEdition,
    Rulebook,
)
from baolian.records.rulebook.sites import SiteExists, can_adopt, can_publish_calendar, found_site
from baolian.rules.calendars import BadYearRecord
from baolian.rules.packs import PackError, load
from tests.world import World


def holds(world: World, organisation: Organisation, day: date) -> str:
    return Rulebook.load().edition_for(organisation.path, day).pack_code


def test_the_nearest_adoption_upward_holds(world: World) -> None:
    day = date(2022, 3, 7)
    assert holds(world, world.labour_bureau, day) == "shangluo/danfeng"
    assert holds(world, world.danfeng, day) == "shangluo/danfeng"
    assert holds(world, world.shanyang, day) == "shangluo"
    assert holds(world, world.bank, day) == "shangluo"


def test_from_its_day_on_and_not_before(world: World) -> None:
    act = world.act(world.zhao)
    Adoption.adopt(act, world.shanyang, "shangluo/danfeng", date(2022, 5, 1))
    assert holds(world, world.finance_bureau, date(2022, 4, 30)) == "shangluo"
    assert holds(world, world.finance_bureau, date(2022, 5, 1)) == "shangluo/danfeng"


def test_before_any_adoption_nothing_holds(world: World) -> None:
    with pytest.raises(NoEdition, match="2021-12-31"):
        holds(world, world.danfeng, date(2021, 12, 31))


def test_adopted_twice_it_is_one_edition_and_two_adoptions(world: World) -> None:
    act = world.act(world.zhao)
    first = Adoption.objects.get(organisation=world.danfeng)
    second = Adoption.adopt(act, world.danfeng, "shangluo/danfeng", date(2022, 6, 1))
    assert second.edition == first.edition
    assert Edition.objects.filter(pack_code="shangluo/danfeng").count() == 1


def test_once_a_day(world: World) -> None:
    before = Edition.objects.count(), Adoption.objects.count(), Entry.objects.count()
    with pytest.raises(AlreadyAdopted, match="丹凤县 adopts a pack from 2022-01-01 on"):
        Adoption.adopt(world.act(world.zhao), world.danfeng, "shangluo", date(2022, 1, 1))
    assert (Edition.objects.count(), Adoption.objects.count(), Entry.objects.count()) == before


def test_the_clerk_and_the_system_administrator_say_which_rules_hold(world: World) -> None:
    may = {
        who
        for who in ("zhao", "xu", "gao", "he", "lin", "admin")
        if can_adopt(getattr(world, who), world.danfeng)
    }
    assert may == {"zhao", "xu", "admin"}
    assert not can_adopt(world.xu, world.shanyang)
    assert can_publish_calendar(world.zhao)
    assert not can_publish_calendar(world.xu)


def test_a_calendar_is_published_once_and_only_when_it_can_be_counted_by(world: World) -> None:
    text = files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")
    act, before = world.act(world.zhao), Calendar.objects.count()
    with pytest.raises(CalendarKnown):
        Calendar.publish(act, text)
    twice = '[[years]]\nyear = 2030\nnotice = ""\ndays_off = []\nworked = []\n' * 2
    with pytest.raises(BadYearRecord, match="2030 has 2 records"):
        Calendar.publish(act, text.replace("china-2026.1", "china-2030.1") + twice)
    assert Calendar.objects.count() == before


def test_a_pack_that_is_not_there_changes_nothing(world: World) -> None:
    before = Adoption.objects.count()
    with pytest.raises(PackError):
        Adoption.adopt(world.act(world.zhao), world.danfeng, "shangluo/nowhere", date(2022, 6, 1))
    assert Adoption.objects.count() == before


def test_an_edition_keeps_the_whole_text(world: World) -> None:
    edition = Edition.objects.get(pack_code="shangluo/danfeng")
    assert edition.pack == load("shangluo/danfeng")


def test_a_matter_keeps_the_edition_it_was_opened_under(world: World) -> None:
    matter = world.difficulty()
    Adoption.adopt(world.act(world.zhao), world.danfeng, "shangluo", date(2022, 3, 8))
    matter.refresh_from_db()
    assert matter.edition.pack_code == "shangluo/danfeng"
    assert world.difficulty("2022-03-08 09:00").edition.pack_code == "shangluo"


def test_a_deadline_keeps_the_calendar_it_was_begun_under(world: World) -> None:
    deadline = world.difficulty().deadlines.get(stage="resolution")
    text = files("baolian.rules.calendars").joinpath("china.toml").read_text("utf-8")
    later = Calendar.publish(world.act(world.zhao), text.replace("china-2026.1", "china-2026.2"))
    assert later.label == "china-2026.2"
    assert Rulebook.load().current_calendar == later
    assert deadline.calendar != later
    assert world.difficulty().deadlines.get(stage="resolution").calendar == later


def test_a_site_is_founded_with_the_places_of_its_pack(world: World) -> None:
    pack = load("shangluo")
    places = Organisation.objects.exclude(code="")
    assert {(p.code, p.name) for p in places} == {(p.code, p.name.zh) for p in pack.places}
    assert world.shangluo.parent is None
    assert world.danfeng.parent == world.shangluo
    assert User.objects.clockwork() == world.clockwork


def test_a_site_is_founded_once(world: World) -> None:
    with pytest.raises(SiteExists):
        found_site(world.at(), "shangluo", date(2022, 1, 1))


@pytest.mark.usefixtures("db")
def test_a_site_with_a_wrong_pack_is_not_founded() -> None:
    at = World().at()
    with pytest.raises(PackError):
        found_site(at, "nowhere", date(2022, 1, 1))
    assert not User.objects.exists()


@pytest.mark.usefixtures("db")
def test_without_a_site_the_rulebook_says_what_to_do() -> None:
    with pytest.raises(NoEdition, match="create-site"):
        _ = Rulebook.load().current_calendar
