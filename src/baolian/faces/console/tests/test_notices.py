"""The list of notices: every one can be read, whatever was settled or came after it."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baolian.faces.console.notices import MOST, unheard
from baolian.faces.console.tests.desks import desk
from baolian.records.journal.models import Notice
from baolian.routines.supervision.models import Slip
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-30T09:00:00+08:00"


def pages(client: Client, address: str = "/notices/") -> list[str]:
    """From the latest to where nothing earlier is offered."""
    found = []
    while address:
        found.append(client.get(address).content.decode())
        further = re.search(r'rel="next" href="([^"]+)"', found[-1])
        address = f"/notices/{further[1]}" if further else ""
    return found


def summaries(page: str) -> list[str]:
    return re.findall(r"困难\d\d号", page)


def test_every_notice_can_be_read(world: World) -> None:
    for n in range(MOST + 11):
        world.difficulty(summary=f"困难{n:02}号")
    found = [summaries(page) for page in pages(desk(world, "lin"))]
    assert [len(page) for page in found] == [MOST, 11]
    every = [summary for page in found for summary in page]
    assert every == [f"困难{n:02}号" for n in reversed(range(MOST + 11))]


def test_a_full_page_leads_to_no_empty_one(world: World) -> None:
    for n in range(MOST):
        world.difficulty(summary=f"困难{n:02}号")
    assert [len(summaries(page)) for page in pages(desk(world, "lin"))] == [MOST]


def draft(world: World, n: int) -> Slip:
    matter = world.difficulty(summary=f"拟稿{n:02}号")
    deadline = matter.deadlines.get(stage="resolution")
    return Slip.start_by_hand(world.act(world.gao), deadline, "blue", "限期将至")


def test_drafts_that_were_signed_hide_nothing(world: World) -> None:
    waiting = draft(world, 0)
    for n in range(1, MOST + 3):
        draft(world, n).sign(world.act(world.gao))
    withdrawn = draft(world, 99)
    withdrawn.withdraw(world.act(world.gao), "有误")
    assert Notice.objects.filter(kind="slip_drafted").count() > MOST
    (page,) = pages(desk(world, "gao"))
    assert re.findall(r"拟稿\d\d号", page) == ["拟稿00号"]
    assert f"/slips/{waiting.pk}/" in page
    assert unheard(world.act(world.gao, "2022-03-30 09:00")) == 1


def test_what_was_sent_to_several_addresses_is_read_as_one_list(world: World) -> None:
    """To himself what was resolved, to his office what waits for a signature."""
    for n in range(MOST + 5):
        if n % 3:
            draft(world, n)
        else:
            matter = world.difficulty(summary=f"拟稿{n:02}号")
            matter.resolve(world.act(world.lin), "solved")
    found = [re.findall(r"拟稿\d\d号", page) for page in pages(desk(world, "he"))]
    assert [len(page) for page in found] == [MOST, 5]
    assert [*chain(*found)] == [f"拟稿{n:02}号" for n in reversed(range(MOST + 5))]


def test_drafts_for_other_eyes_hide_nothing(world: World) -> None:
    """The clerk's office is told of each; only who may sign one sees that it exists."""
    replied = draft(world, 0)
    replied.sign(world.act(world.gao))
    replied.reply(world.act(world.lin, "2022-03-08 09:00"), "已组织招聘")
    heard = unheard(world.act(world.xu, "2022-03-30 09:00"))
    before = pages(desk(world, "xu"))[0].count("/slips/")
    for n in range(1, MOST + 3):
        draft(world, n)
    (page,) = pages(desk(world, "xu"))
    assert page.count("/slips/") == before
    assert unheard(world.act(world.xu, "2022-03-30 09:00")) == heard


def test_what_went_to_others_leaves_no_page_empty(world: World) -> None:
    world.difficulty(summary="困难99号")
    for n in range(MOST + 5):
        matter = world.difficulty(summary=f"困难{n:02}号")
        matter.handlings.get().give_back(world.act(world.lin), "不属本单位")
    first = pages(desk(world, "lin"))[0]
    assert summaries(first) == ["困难99号"]


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "0", "5.x"])
def test_a_strange_address_is_a_page(world: World, before: str) -> None:
    world.difficulty()
    assert desk(world, "lin").get(f"/notices/?before={before}").status_code == 200


def test_an_earlier_page_asks_what_the_first_one_asks(world: World) -> None:
    """But for the bell, which counts what is new on every page."""
    for n in range(2 * MOST + 5):
        world.difficulty(summary=f"困难{n:03}号")
    client, newest = desk(world, "lin"), Notice.objects.order_by("-id").first()
    assert newest is not None
    client.get("/notices/")
    with CaptureQueriesContext(connection) as first:
        client.get("/notices/")
    with CaptureQueriesContext(connection) as earlier:
        client.get(f"/notices/?before={newest.pk - MOST}")
    assert len(earlier) <= len(first) + 4
