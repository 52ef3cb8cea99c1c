"""Lives of matters that touch every verb, for the tests of what the verbs leave behind."""

from __future__ import annotations

from datetime import date

from baolian.records.matters.models import Extension, Matter, Saying
from baolian.records.people.models import Appointment, Officer, Post, User
from tests.world import World

SOLVED = Saying(is_solved=True, rating="satisfied", channel="telephone")
UNSOLVED = Saying(is_solved=False, rating="dissatisfied", channel="visit")


def live(world: World) -> list[Matter]:
    """One matter sent back and assigned again; one suspended, reopened, closed; one claimed; one
    given more time."""
    return [returned(world), reopened(world), claimed(world), resting(world), extended(world)]


def returned(world: World) -> Matter:
    matter = again(world.difficulty())
    assert matter.lead is not None
    matter.lead.give_back(world.act(world.lin, "2022-03-08 10:00"), "应由金融机构办理")
    matter = again(matter)
    matter.assign(world.act(world.he, "2022-03-09 10:00"), world.bank)
    return again(matter)


def reopened(world: World) -> Matter:
    matter = again(world.difficulty(summary="用电不稳"))
    assert matter.lead is not None
    matter.lead.receive(world.act(world.lin, "2022-03-08 10:00"), world.officer(world.lin))
    matter = again(matter)
    matter.suspend(world.act(world.xu, "2022-03-08 11:00"), "企业停产检修")
    matter.contact(world.act(world.lin, "2022-03-09 15:00"), "已电话联系企业")
    matter.resume(world.act(world.xu, "2022-03-11 09:00"))
    matter.suspend(world.act(world.xu, "2022-03-14 11:00"), "企业停产检修")
    resolution = matter.resolve(world.act(world.lin, "2022-03-16 09:00"), "solved")
    resolution.confirm(world.act(world.xu, "2022-03-17 09:00"), UNSOLVED)
    matter.reopen(world.act(world.xu, "2022-03-17 10:00"), "企业称未解决")
    resolution = matter.resolve(world.act(world.lin, "2022-03-21 09:00"), "solved")
    resolution.confirm(world.act(world.xu, "2022-03-22 09:00"), SOLVED)
    matter.close(world.act(world.xu, "2022-03-22 10:00"))
    return again(matter)


def claimed(world: World) -> Matter:
    matter = world.difficulty(
        "2022-06-17 18:00", summary="贷款到期", source="import", claimed_on=date(2022, 2, 8)
    )
    matter.claim(world.act(world.xu, "2022-06-17 18:00"), date(2022, 2, 20), "满意")
    return again(matter)


def resting(world: World) -> Matter:
    matter = world.difficulty("2022-12-20 09:00", summary="运输不畅", category="logistics")
    matter.suspend(world.act(world.xu, "2022-12-21 11:00"), "企业停产检修")
    return again(matter)


def extended(world: World) -> Matter:
    matter = world.difficulty(summary="招工难")
    asked = Extension.ask(world.act(world.lin, "2022-03-10 10:00"), matter, 5, "招聘会在4月上旬")
    asked = Extension.objects.get(pk=asked.pk)
    asked.grant(world.act(world.he, "2022-03-11 09:00"), "按新期限抓紧办理")
    return again(matter)


def another_leader(world: World) -> User:
    """周宁, of the same county, paired with nobody."""
    act = world.act(world.clockwork, "2022-03-01 09:00")
    officer = Officer.enrol(act, "周宁", "13900000001")
    Post.appoint(act, Appointment(officer, world.danfeng, "副县长", "leader"))
    return User.open_account(act, "zhou", officer, None)


def again(matter: Matter) -> Matter:
    """Read anew: what a request sees."""
    return Matter.objects.get(pk=matter.pk)
