"""A visit is no first contact until somebody says that it was: the page says why, and one touch."""

import re
from datetime import date

import pytest

from baolian.faces.console.tests.desks import desk, page
from baolian.records.matters.models import FirstContact, Matter
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
