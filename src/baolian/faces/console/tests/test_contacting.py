"""A visit is no first contact until somebody says that it was: the page says why, and one touch."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.contacting import MOST, owed_after
from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import FirstContact, Matter
from baolian.records.matters.rights import Rights
from baolian.records.people.models import User
from baolian.records.visits.models import Going, Raising, Visit
from tests.world import World

pytestmark = pytest.mark.usefixtures("wednesday")
TOUCH = re.compile(r'<form class="met[^>]* action="([^"]+)">.*?name="note" value="([^"]+)"', re.S)


def visit(world: World, day: str, *raising: Raising) -> Visit:
    """He Chuan, who is paired with the pump works, went there."""
    he = world.officer(world.he)
    going = Going(world.pump_works, [he], date.fromisoformat(day), difficulties=raising)
    return Visit.log(world.act(world.he, "2022-03-09 09:30"), going)


def test_the_page_of_a_visit_offers_what_it_raised_and_what_was_open(world: World) -> None:
    open_before = world.difficulty(summary="用电不稳")
    went = visit(world, "2022-03-09", Raising("招工难", "labour"))
    read = page(world, "he", f"/visits/{went.pk}/")
    assert "走访不自动算作首次联系" in read
    raised = Matter.objects.get(summary="招工难")
    offered = dict(TOUCH.findall(read))
    assert {*offered} == {f"/matters/{m.pk}/contact/" for m in (open_before, raised)}
    (address, note) = next(iter(offered.items()))
    assert note == "2022-03-09 走访时已与企业当面沟通"
    assert not FirstContact.objects.exists()
    assert desk(world, "he").post(address, {"note": note}).status_code == 302
    assert FirstContact.objects.get().note == note
    # the other one is still owed
    assert len(TOUCH.findall(page(world, "he", f"/visits/{went.pk}/"))) == 1


def test_a_visit_before_it_was_known_is_none_and_who_has_no_right_is_offered_none(
    world: World,
) -> None:
    earlier = visit(world, "2022-03-04")
    matter = world.difficulty()
    assert not TOUCH.findall(page(world, "he", f"/visits/{earlier.pk}/"))
    assert not TOUCH.findall(page(world, "he", f"/matters/{matter.pk}/"))
    later = visit(world, "2022-03-09")
    assert TOUCH.findall(page(world, "he", f"/matters/{matter.pk}/"))
    # the clerk reads of the visit, and answers for nobody there
    assert not TOUCH.findall(page(world, "xu", f"/visits/{later.pk}/"))


def test_once_it_is_contacted_nothing_is_said(world: World) -> None:
    matter = world.difficulty()
    visit(world, "2022-03-09")
    matter.contact(world.act(world.lin, "2022-03-09 09:40"), "已电话联系")
    assert not TOUCH.findall(page(world, "he", f"/matters/{matter.pk}/"))


def test_a_page_with_many_asks_no_more_than_one_with_few(world: World) -> None:
    went, client = visit(world, "2022-03-09", Raising("招工难", "labour")), desk(world, "he")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/visits/{went.pk}/").status_code == 200
        return len(queries)

    asked()  # what a process reads once
    few = asked()
    for n in range(4):
        world.difficulty(summary=f"用电不稳，第{n}处")
    assert len(TOUCH.findall(client.get(f"/visits/{went.pk}/").content.decode())) == 5
    assert asked() == few


def test_what_one_may_not_touch_takes_no_place(world: World) -> None:
    """Of as many lines as stand there none is spent on a matter of others."""
    for n in range(MOST + 1):
        world.difficulty(summary=f"别家承办，第{n}件", organisation=world.bank)
    own = world.difficulty(summary="本局承办")
    went = visit(world, "2022-03-09")
    act = world.act(world.lin, "2022-03-09 09:40")
    assert [met.matter for met in owed_after(act, went)] == [own]


def test_who_is_offered_it_is_who_has_the_right(world: World) -> None:
    went = visit(world, "2022-03-09")
    bank, lin = world.bank, world.officer(world.lin)
    matters = [
        world.difficulty(),
        world.difficulty(summary="融资难", organisation=bank),
        world.difficulty(summary="无人承办", organisation=None, first_receiver=lin),
    ]
    for user in vars(world).values():
        if isinstance(user, User):
            act = world.act(user, "2022-03-09 09:40")
            seen = Matter.objects.visible_to(act.by).filter(pk__in=[one.pk for one in matters])
            may = {one for one in seen if Rights(act.by, one).can_contact}
            assert {met.matter for met in owed_after(act, went)} == may, user
