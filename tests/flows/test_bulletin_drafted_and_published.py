"""A clerk drafts the month's bulletin, opens its numbers, publishes; then nothing moves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from baolian.routines.bulletins import numbers, sentences
from baolian.routines.bulletins.models import Bulletin, Publication
from tests.world import World


@pytest.fixture(autouse=True)
def april(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-01T09:00:00+08:00"


def desk(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def draft(world: World, client: Client, month: str = "2022-03") -> Any:
    return client.post("/bulletins/", {"organisation": world.danfeng.pk, "month": month})


def test_a_number_opens_its_records(world: World) -> None:
    matter = world.difficulty()
    client = desk(world.xu)
    at = draft(world, client).headers["Location"]
    assert f"{at}figures/difficulties/" in client.get(at).content.decode()
    records = client.get(f"{at}figures/difficulties/").content.decode()
    assert f'href="/matters/{matter.pk}/"' in records
    heads = client.get(f"{at}figures/heads/").content.decode()
    assert f'href="/officers/{world.officer(world.shen).pk}/"' in heads
    assert client.get(f"{at}figures/nonsense/").status_code == 404


def test_published_is_frozen(world: World) -> None:
    world.difficulty()
    client = desk(world.xu)
    at = draft(world, client).headers["Location"]
    assert client.post(f"{at}publication/").headers["Location"] == at
    before = client.get(f"{at}figures/difficulties/").content.decode()
    text = client.get(at[:-1] + ".md").content
    world.difficulty("2022-03-31 09:00", summary="后来补登的困难")
    assert "共 1 条" in before
    assert "后来补登" not in client.get(f"{at}figures/difficulties/").content.decode()
    assert client.get(at[:-1] + ".md").content == text
    again = client.post(f"{at}publication/")
    assert again.status_code == 409
    assert "简报已发布；发布后不再改动。" in again.content.decode()


def test_there_is_a_second_look_before_it_is_published(world: World) -> None:
    world.difficulty()
    client = desk(world.xu)
    at = draft(world, client).headers["Location"]
    look = client.get(f"{at}publication/")
    page = look.content.decode()
    for words in ("发布不能撤回", "为零或没有记录的", "签发督办单", "0份", "以许静的名义"):
        assert words in page
    assert not Publication.objects.exists()
    world.difficulty("2022-03-31 09:00", summary="后来补登的困难")
    moved = client.post(f"{at}publication/", {"shown": look.context["shown"]})
    assert moved.status_code == 409
    assert "数字已更新，请再看一遍" in moved.content.decode()
    assert not Publication.objects.exists()
    agreed = {"shown": moved.context["shown"]}
    assert client.post(f"{at}publication/", agreed).headers["Location"] == at
    # read again it leads to what was published
    assert client.get(f"{at}publication/").status_code == 303


def test_only_who_publishes_gets_the_second_look(world: World) -> None:
    at = draft(world, desk(world.xu)).headers["Location"]
    assert desk(world.gao).get(f"{at}publication/").status_code == 404
    assert desk(world.zhao).get(f"{at}publication/").status_code == 200


def test_a_month_that_is_not_over_is_not_published(world: World) -> None:
    client = desk(world.xu)
    at = draft(world, client, "2022-04").headers["Location"]
    assert "还没有结束" in client.get(at).content.decode()
    assert f'href="{at}publication/"' not in client.get(at).content.decode()
    refused = client.post(f"{at}publication/")
    assert refused.status_code == 422
    assert "本月未结束" in refused.content.decode()


def test_a_month_is_drafted_once(world: World) -> None:
    client = desk(world.xu)
    draft(world, client)
    assert draft(world, client).status_code == 409
    assert draft(world, client, "2022年3月").status_code == 422
    assert Bulletin.objects.count() == 1


def test_the_internal_copy_stays_inside(world: World) -> None:
    clerk, banker = desk(world.xu), desk(world.shen)
    at = draft(world, clerk).headers["Location"]
    clerk.post(f"{at}publication/")
    for address in (at, at[:-1] + ".md"):
        assert banker.get(address).status_code == 200
        assert banker.get(address + "?internal=1").status_code == 404
    assert "确认解决率" in clerk.get(at + "?internal=1").content.decode()
    assert "两个率，放在一起看" in clerk.get(at + "?internal=1").content.decode()
    assert "确认解决率" not in clerk.get(at).content.decode()
    assert banker.get(f"{at}figures/honest_rate/").status_code == 404
    assert clerk.get(f"{at}figures/honest_rate/").status_code == 200


def test_the_published_page_keeps_its_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(world.xu)
    at = draft(world, client).headers["Location"]
    client.post(f"{at}publication/")
    pages = [client.get(address).content.decode() for address in (at, f"{at}figures/heads/")]
    monkeypatch.setattr(sentences, "TEMPLATES", {"zh": (), "en": ()})
    monkeypatch.setitem(numbers.NOTHING, "zh", "空缺")
    again = [client.get(address).content.decode() for address in (at, f"{at}figures/heads/")]
    assert list(map(body, again)) == list(map(body, pages))
    assert f'href="{at}figures/heads/"' in again[0]


def body(page: str) -> str:
    """Without the message of the step, which is shown once."""
    return page.partition("<h1>")[2]


def test_a_month_without_records_cannot_be_published(world: World) -> None:
    client = desk(world.zhao)
    act = world.act(world.zhao, "2022-04-01 09:00")
    at = f"/bulletins/{Bulletin.draft(act, world.shanyang, date(2022, 3, 1)).pk}/"
    page = client.get(at).content.decode()
    assert "截至该月末，本地没有任何记录" in page
    assert "请核对月份" in page
    assert f'href="{at}publication/"' not in page
    refused = client.post(f"{at}publication/")
    assert refused.status_code == 422
    assert "本地没有任何记录" in refused.content.decode()
    at = draft(world, client).headers["Location"]
    page = client.get(at).content.decode()
    assert f'href="{at}publication/"' in page
    assert "本地没有任何记录" not in page
