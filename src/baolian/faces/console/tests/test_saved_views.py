"""A list's filters kept under a name, as a tab."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from baolian.faces.console.tests.desks import desk
from baolian.records.lists.models import SavedView
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


def tabs(client: Client, address: str) -> list[tuple[str, bool]]:
    page = client.get(address).content.decode()
    row = "".join(page.split('aria-label="保存的视图"')[1:]).split("</nav>")[0]
    found = re.findall(r"<a href=\"[^\"]+\"( aria-current=\"page\")?>([^<]+)</a>", row)
    return [(words.strip(), bool(here)) for here, words in found]


def keep(client: Client, **changes: str) -> Any:
    data = {
        "list": "ledger",
        "name": "逾期用工",
        "query": "sort=-due&state=overdue&category=labour",
    }
    return client.post("/views/", data | changes)


def test_a_view_becomes_a_tab_that_knows_itself(world: World) -> None:
    client = desk(world, "xu")
    assert tabs(client, "/ledger/") == []
    answer = keep(client)
    assert answer.status_code == 302
    there = answer.headers["Location"]
    assert there == "/ledger/?category=labour&state=overdue&sort=-due"
    assert tabs(client, there) == [("常用", False), ("逾期用工", True)]
    assert tabs(client, "/ledger/") == [("常用", True), ("逾期用工", False)]
    # the same in another order of words
    assert ("逾期用工", True) in tabs(client, "/ledger/?state=overdue&sort=-due&category=labour")
    assert tabs(desk(world, "gao"), "/ledger/") == []


def test_a_clerk_shares_it_with_an_office(world: World) -> None:
    keep(desk(world, "xu"), shared_with=str(world.danfeng.pk))
    assert [words for words, _here in tabs(desk(world, "lin"), "/ledger/")] == ["常用", "逾期用工"]
    assert tabs(desk(world, "mei"), "/ledger/") == []
    # nobody else shares: the field is not there, whatever is sent
    keep(desk(world, "lin"), name="人社局的", shared_with=str(world.danfeng.pk))
    assert SavedView.objects.get(name="人社局的").shared_with is None
    # and a clerk not with another's office
    assert keep(desk(world, "xu"), name="x", shared_with=str(world.shanyang.pk)).status_code == 422


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(world: World) -> None:
    client = desk(world, "xu")
    keep(client)
    again = keep(client, query="category=financing")
    page = again.content.decode()
    assert again.status_code == 422
    assert "已有同名的视图" in page
    assert 'value="逾期用工"' in page
    assert 'value="category=financing"' in page


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "很" * 31}, {"list": "secrets"}])
def test_what_cannot_be_kept_is_not(world: World, wrong: dict[str, str]) -> None:
    assert keep(desk(world, "xu"), **wrong).status_code == 422
    assert not SavedView.objects.exists()


def test_a_query_is_kept_as_the_list_reads_it(world: World) -> None:
    keep(desk(world, "xu"), query='state=nonsense&x="><script>&after=5&category=nonsense&q=用工')
    view = SavedView.objects.get()
    assert view.query == "q=%E7%94%A8%E5%B7%A5"


def test_it_is_renamed_shared_and_dropped(world: World) -> None:
    client = desk(world, "xu")
    keep(client)
    view = SavedView.objects.get()
    assert client.post(f"/views/{view.pk}/name/", {"name": "要紧的"}).status_code == 302
    assert client.post(f"/views/{view.pk}/name/", {"name": ""}).status_code == 422
    at = f"/views/{view.pk}/sharing/"
    assert client.post(at, {"shared_with": world.danfeng.pk}).status_code == 302
    assert client.post(at, {"shared_with": world.shanyang.pk}).status_code == 422
    page = desk(world, "gao").get("/views/").content.decode()
    assert "要紧的" in page
    assert "删除这个视图" not in page
    assert desk(world, "gao").post(f"/views/{view.pk}/removal/").status_code == 403
    assert client.post(f"/views/{view.pk}/removal/").status_code == 302
    assert client.post(f"/views/{view.pk}/removal/").status_code == 404
    assert "还没有保存的视图" in client.get("/views/").content.decode()


def test_the_page_of_views_asks_no_more_for_more(
    world: World, django_assert_max_num_queries: Any
) -> None:
    client = desk(world, "xu")
    for n in range(8):
        keep(client, name=f"视图{n}", list=("ledger", "tasks", "subjects", "pairings")[n % 4])
    with django_assert_max_num_queries(18):
        client.get("/views/")


def opened(page: str) -> str:
    """The step that stands unfolded."""
    return "".join(page.split('<details class="disclosure" open>')[1:]).split("</details>")[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "这个字段是必填项。"), ("很" * 31, "31"), ("别的", "已有同名的视图")],
)
def test_a_name_that_cannot_be_is_said_where_it_was_typed(
    world: World, name: str, said: str
) -> None:
    client = desk(world, "xu")
    keep(client)
    view = SavedView.objects.get()
    keep(client, name="别的", query="category=financing")
    answer = client.post(f"/views/{view.pk}/name/", {"name": name})
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert said in page
    assert f'action="/views/{view.pk}/name/"' in opened(page)
    assert not name or f'value="{name}"' in opened(page)
    # that of the other view stays as it was
    assert page.count('<details class="disclosure" open>') == 1


def test_an_office_that_is_not_ones_own_is_said_too(world: World) -> None:
    client = desk(world, "xu")
    keep(client)
    at = f"/views/{SavedView.objects.get().pk}/sharing/"
    answer = client.post(at, {"shared_with": world.shanyang.pk})
    assert answer.status_code == 422
    assert 'class="field wrong"' in opened(answer.content.decode())


def test_who_has_no_office_to_share_with_shares_nothing(world: World) -> None:
    client = desk(world, "lin")
    keep(client)
    at = f"/views/{SavedView.objects.get().pk}/sharing/"
    assert client.post(at, {"shared_with": ""}).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"query": f"q={'厂' * 1000}"}, "筛选条件太长，无法保存；请减少条件。"),
        ({"list": "secrets"}, "没有这个列表。"),
    ],
)
def test_what_no_field_shows_is_said_at_the_top(
    world: World, wrong: dict[str, str], said: str
) -> None:
    page = keep(desk(world, "xu"), **wrong).content.decode()
    summary = page.split("data-errors>")[1].split("</div>")[0]
    assert said in summary
