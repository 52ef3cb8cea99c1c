"""A list narrowed by words: whether few contain them or many, the same rows are left."""

from __future__ import annotations

import pytest

from baolian.records.lookup import narrowing
from baolian.records.lookup.narrowing import narrowed
from baolian.records.lookup.questions import Question
from baolian.records.matters.models import Matter
from baolian.records.subjects.models import Subject
from tests.world import World

BY = [(Matter.FOUND, "id"), (Subject.FOUND, "subject_id")]


@pytest.fixture(params=["few", "many"])
def _hits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "many":
        monkeypatch.setattr(narrowing, "FEW", 1)


@pytest.mark.usefixtures("_hits")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("用工", {"用工短缺", "用工成本"}),
        ("用工 短缺", {"用工短缺"}),
        ("清水泵业", {"用工短缺", "用工成本", "厂区断电"}),  # the subject's name
        ("qsby", {"用工短缺", "用工成本", "厂区断电"}),  # its initials
        ("云雾", {"茶厂招工"}),
        ("麒麟", set()),
        ("x", set()),  # one character finds nothing
        ("", {"用工短缺", "用工成本", "厂区断电", "茶厂招工"}),
        ("'; DROP", set()),
    ],
)
def test_rows_that_contain_it(world: World, typed: str, found: set[str]) -> None:
    for summary in ("用工短缺", "用工成本", "厂区断电"):
        world.difficulty(summary=summary)
    world.difficulty(summary="茶厂招工", subject=world.tea_house, organisation=None)
    left = narrowed(Matter.objects.all(), Question(typed), BY)
    assert {matter.summary for matter in left} == found
    # a condition like any other
    assert set(left.unresolved().order_by("-id")) == set(left)
    assert left.count() == len(found)


def test_a_number_is_the_row_of_that_number(world: World) -> None:
    matter = world.difficulty()
    assert list(narrowed(Matter.objects.all(), Question(f"#{matter.pk}"), BY)) == [matter]
