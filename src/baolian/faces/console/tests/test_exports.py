"""A list taken away as a workbook: what the page shows, no more, nothing that computes."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from baolian.records.journal.models import Entry
from baolian.records.lists.models import Export
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-08T10:00:00+08:00"


def taken(world: World, query: str, who: str = "xu", lang: str = "zh-hans") -> Any:
    client = Client(headers={"accept-language": lang})
    client.force_login(getattr(world, who))
    answer: Any = client.post(f"/ledger/exports/{query}")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return book.active


def lines(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_it_holds_what_the_page_shows(world: World) -> None:
    first = world.difficulty(summary="用工短缺")
    world.difficulty(summary="贷款到期", category="financing")
    second = world.difficulty("2022-03-08 09:00", summary="用工成本")
    found = lines(taken(world, "?category=labour&sort=-number&columns=number,summary,due,state"))
    title, office, asked, told, heads, *rows = found
    assert title[0] == "问题台账"
    assert office[0] == "单位：丹凤县"
    assert asked[0] == "筛选：办理中；类别：用工"
    assert told[0] == "导出：许静，2022-04-08 10:00，共 2 条"
    assert heads == ["编号", "事项", "到期", "状态"]
    assert rows == [
        [second.pk, "用工成本", datetime.fromisoformat("2022-03-29 18:00"), "逾期"],
        [first.pk, "用工短缺", datetime.fromisoformat("2022-03-28 18:00"), "逾期"],
    ]


def test_a_ledgers_word_is_no_moment_of_ours(world: World) -> None:
    matter = world.difficulty(source="import", claimed_on=date(2022, 3, 1))
    matter.claim(world.act(world.xu, "2022-03-10 15:00"), date(2022, 3, 2))
    *_, row = lines(taken(world, "?state=all&columns=number,outcome,resolved"))
    assert row == [matter.pk, "台账称：已解决", "台账称 2022-03-02"]


def test_an_english_workbook_holds_no_chinese_mark(world: World) -> None:
    world.difficulty()
    told = lines(taken(world, "", lang="en"))[3][0]
    assert told == "Exported by 许静, 2022-04-08 10:00, 1 in all"


def test_a_text_stays_a_text(world: World) -> None:
    sums = ['=HYPERLINK("http://example.org")', "+1+1", "@SUM(A1)", "-2", "https://example.org/"]
    for words in sums:
        world.difficulty(summary=words)
    sheet = taken(world, "?columns=number,summary&sort=number")
    cells = [row[1] for row in sheet.iter_rows(min_row=6)]
    assert [cell.value for cell in cells] == sums
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_it_holds_no_more_than_one_may_see(world: World) -> None:
    world.difficulty(summary="用工短缺")
    world.difficulty(summary="茶厂招工", subject=world.tea_house, organisation=None)
    assert [row[1] for row in lines(taken(world, "?columns=number,summary"))[5:]] == ["用工短缺"]
    assert len(lines(taken(world, "?columns=number,summary", who="zhao"))) == 7
    assert len(lines(taken(world, "?columns=number,summary", who="mei"))) == 5


def test_who_took_what_is_entered(world: World) -> None:
    world.difficulty()
    taken(world, "?category=labour")
    (export,) = Export.objects.all()
    entry = Entry.objects.concerning(export).get()
    assert (entry.verb, entry.by_id) == ("exported", world.xu.pk)
    assert (export.list, export.rows, export.query) == ("ledger", 1, "category=labour")
    assert export.asked == "办理中；类别：用工"


def test_a_demo_says_so(world: World, settings: Any) -> None:
    assert "演示数据" not in str(lines(taken(world, "")))
    settings.DEMO = True
    assert lines(taken(world, ""))[1][0] == "演示数据"
    assert lines(taken(world, "", lang="en"))[1][0] == "Demonstration data 演示数据"


def test_too_many_are_refused_and_nothing_is_entered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baolian.faces.console.views.lists.MOST", 2)
    for n in range(3):
        world.difficulty(summary=f"困难{n}")
    client = Client()
    client.force_login(world.xu)
    answer = client.post("/ledger/exports/?category=labour")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "超过 2 条，不能一次导出" in page
    # the list stands there as it was
    assert "类别：用工" in page
    assert not Export.objects.exists()


@pytest.mark.parametrize("where", ["subjects", "ledger/pairings", "ledger/tasks"])
def test_every_list_can_be_taken_away(world: World, where: str) -> None:
    world.difficulty(kind="task", category="", summary="办招聘会")
    client = Client()
    client.force_login(world.zhao)
    answer: Any = client.post(f"/{where}/exports/")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet is not None
    assert sheet.max_row > 5
    assert client.get(f"/{where}/exports/").status_code == 405
