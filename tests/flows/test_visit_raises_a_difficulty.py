"""A liaison logs her leader's visit; a difficulty is raised, handled, confirmed, struck off."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baolian.records.journal.models import Entry
from baolian.records.matters.models import Matter
from baolian.records.visits.models import Visit
from tests.world import World

CLIENT_ID = "0b0e7c50-9a3f-4a83-9f53-0d4fb1c6f0aa"


@pytest.fixture(autouse=True)
def monday(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-03-07T15:00:00+08:00"


def desk(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "client_id": CLIENT_ID,
        "visited_on": "2022-03-07",
        "seen": "订单充足，人手不够",
        "difficulty0-summary": "缺焊工12人",
        "difficulty0-category": "labour",
        "difficulty0-organisation": world.labour_bureau.pk,
        "difficulty1-summary": "土地证未办",
        "difficulty1-category": "land",
        **changes,
    }


def log(world: World, client: Client, **changes: Any) -> Any:
    return client.post(f"/subjects/{world.pump_works.pk}/visits/", form(world, **changes))


def test_a_liaison_logs_the_visit_of_her_leader(world: World) -> None:
    client = desk(world.wang)
    client.post("/acting/", {"leader": world.officer(world.he).pk})
    assert "清水泵业" in client.get("/visits/new/").content.decode()
    answer = log(world, client)
    visit = Visit.objects.get()
    assert answer.headers["Location"] == f"/visits/{visit.pk}/"
    assert [v.officer.name for v in visit.visitors.all()] == ["何川"]
    entry = Entry.objects.get(verb="visited")
    assert (str(entry.by), entry.on_behalf_of) == ("王宁", world.officer(world.he).pk)
    first, second = Matter.objects.order_by("id")
    assert (first.organisation, second.organisation) == (world.labour_bureau, None)
    page = client.get(f"/visits/{visit.pk}/").content.decode()
    assert "缺焊工12人" in page
    assert "土地证未办" in page


def test_sent_twice_it_is_logged_once(world: World) -> None:
    client = desk(world.he)
    assert log(world, client).headers["Location"] == log(world, client).headers["Location"]
    assert Visit.objects.count() == 1
    assert Matter.objects.count() == 2


def test_what_was_typed_is_not_lost(world: World) -> None:
    client = desk(world.he)
    tomorrow = log(world, client, visited_on="2022-03-08")
    assert tomorrow.status_code == 422
    page = tomorrow.content.decode()
    for words in ("走访日期在今天之后", "缺焊工12人", CLIENT_ID):
        assert words in page
    ancient = log(world, client, visited_on="1022-03-07", **{"difficulty0-category": ""})
    assert ancient.status_code == 422
    for words in ("走访日期早于一年前", "选一个类别"):
        assert words in ancient.content.decode()
    unnamed = log(world, client, **{"difficulty1-category": ""})
    assert unnamed.status_code == 422
    assert "选一个类别" in unnamed.content.decode()
    assert Visit.objects.count() == 0


def test_the_difficulty_runs_its_whole_life(world: World) -> None:
    log(world, desk(world.he))
    matter = Matter.objects.order_by("id")[0]
    at = f"/matters/{matter.pk}/"
    handler, clerk = desk(world.lin), desk(world.xu)
    assert "缺焊工12人" in handler.get("/today/").content.decode()
    steps = [
        (handler, "receipt/", {}),
        (handler, "contact/", {"note": "与厂长通了电话"}),
        (clerk, "suspension/", {"reason": "等候省里培训名额"}),
        (clerk, "resumption/", {}),
        (handler, "resolution/", {"outcome": "partly_solved", "explanation": "招到8人"}),
        (clerk, "confirmation/", {"is_solved": "no", "rating": "satisfied", "channel": "visit"}),
        (clerk, "reopening/", {"reason": "还缺4人"}),
        (handler, "resolution/", {"outcome": "solved"}),
        (clerk, "confirmation/", {"is_solved": "yes", "rating": "satisfied", "channel": "visit"}),
        (clerk, "closure/", {}),
    ]
    for client, step, data in steps:
        assert client.post(at + step, data).headers.get("Location") == at, step
    page = clerk.get(at).content.decode()
    for words in ("已销号", "招到8人", "还缺4人", "企业确认已解决", "等候省里培训名额", "林涛"):
        assert words in page


def test_what_is_not_solved_must_be_explained(world: World) -> None:
    matter = world.difficulty()
    client, address = desk(world.lin), f"/matters/{matter.pk}/resolution/"
    refused = client.post(address, {"outcome": "explained", "explanation": " "})
    assert refused.status_code == 422
    assert "必须书面说明" in refused.content.decode()
    assert matter.resolution is None


def test_who_comes_second_is_told_so_and_keeps_his_words(world: World) -> None:
    matter = world.difficulty()
    at = f"/matters/{matter.pk}/"
    assert desk(world.lin).post(at + "receipt/").status_code == 302
    refused = desk(world.lin).post(at + "return/", {"reason": "不属我局职责"})
    assert refused.status_code == 409
    page = refused.content.decode()
    for words in ("不能重复答复", "不属我局职责"):
        assert words in page
    assert "signed for the matter" not in page
