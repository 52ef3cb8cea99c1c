"""What Today shows to whom: call-backs by their day, one rule for late, notices in words."""

from typing import Any

import pytest
from django.test import Client

from baolian.records.matters.models import Matter
from tests.world import World


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-04-06T09:00:00+08:00"


def today(world: World, who: str) -> dict[str, Any]:
    client = Client()
    client.force_login(getattr(world, who))
    answer = client.get("/today/")
    assert answer.status_code == 200
    keys = ("due", "call_backs", "to_call_back")
    return {key: answer.context[key] for key in keys} | {"page": answer.content.decode()}


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
