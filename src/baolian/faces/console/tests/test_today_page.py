"""What Today shows to whom: call-backs by their day, one rule for late, notices in words."""

from typing import Any

import pytest

from baolian.faces.console.tests.desks import desk
from baolian.records.matters.models import Matter
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-06T09:00:00+08:00"


def today(world: World, who: str) -> dict[str, Any]:
    answer = desk(world, who).get("/today/")
    assert answer.status_code == 200
    keys = ("due", "call_backs", "to_call_back")
    return {key: answer.context[key].rows for key in keys} | {"page": answer.content.decode()}


def test_the_clerk_reads_by_when_to_call_back(world: World) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    seen = today(world, "xu")
    (line,) = seen["call_backs"]
    assert (line.deadline.matter, str(line.stage), line.is_overdue) == (matter, "回访", True)
    assert seen["to_call_back"] == []
    assert seen["page"].count(matter.summary) == 1
    # not whoever handled it
    assert today(world, "lin")["call_backs"] == []


@pytest.mark.parametrize(
    ("stopped_at", "is_overdue"), [("2022-03-21 10:00", False), ("2022-03-30 10:00", True)]
)
def test_late_is_what_the_matter_calls_late(
    world: World, stopped_at: str, *, is_overdue: bool
) -> None:
    matter = Matter.objects.get(pk=world.difficulty().pk)
    matter.suspend(world.act(world.xu, stopped_at), "企业停产检修")
    lines = {line.deadline.stage: line for line in today(world, "he")["due"]}
    assert lines["resolution"].is_overdue is is_overdue


def test_whoever_is_handed_a_matter_reads_it(world: World) -> None:
    world.difficulty()
    assert "收到交办事项" in today(world, "lin")["page"]
    assert "收到交办事项" not in today(world, "mei")["page"]


def test_a_list_that_is_cut_says_how_long_it_is_and_where_the_whole_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baolian.faces.console.views.today.MOST", 2)
    for n in range(3):
        matter = world.difficulty(summary=f"用电困难{n}", source="import")
        matter.claim(world.act(world.xu, "2022-03-10 15:00"), None)
        world.difficulty(summary=f"无人承办{n}", organisation=None)
    page = today(world, "xu")["page"]
    for address in ("/ledger/?state=to_call_back", "/ledger/?state=unassigned"):
        assert address in page
        before = page.split(address)[0]
        assert "共 3 条，这里列出 2 条：" in before[-80:]
        assert whole(world, "xu", address) == 3
    assert "用电困难1" in page
    assert "用电困难2" not in page
    # three receipts and resolutions each of what is his, first received and handed to nobody
    assert "mine=on" in today(world, "he")["page"]
    assert whole(world, "he", "/ledger/?state=unassigned&mine=on") == 3


def whole(world: World, who: str, address: str) -> int:
    return int(desk(world, who).get(address).context["total"])


def test_a_list_that_is_not_cut_says_how_long_it_is(world: World) -> None:
    world.difficulty(organisation=None)
    page = today(world, "xu")["page"]
    assert "共 1 条" in page.split("待交办")[1][:120]
    assert "看全部" not in page
