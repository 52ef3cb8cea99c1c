"""Pages by the place where they end: walked to the end and back, they are the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from baolian.faces.parts import keysets
from baolian.faces.parts.keysets import Order, Place, Stretch
from baolian.records.matters.models import Matter
from tests.world import World

ORDERS = [
    Order("id"),
    Order("id", is_descending=True),
    Order("due_at", may_be_empty=True),
    Order("due_at", is_descending=True, may_be_empty=True),
    Order("opened_at"),
    Order("summary", is_descending=True),
    Order("subject"),
]


@pytest.fixture
def matters(world: World) -> list[Matter]:
    """Three due together, two on another day, two that are never due."""
    days = ("2022-03-07 09:00", "2022-03-07 10:00", "2022-03-09 09:00", "2022-03-07 11:00",
            "2022-03-09 09:30")  # fmt: skip
    made = [world.difficulty(day, summary=f"困难{n % 2}") for n, day in enumerate(days)]
    for _ in range(2):
        never = world.difficulty(kind="milestone", category="", organisation=None, summary="节点")
        made.append(never)
    return made


def expected(order: Order) -> list[int]:
    """Sorted in Python; without a value last."""
    rows = list(Matter.objects.all())
    column = "subject_id" if order.column == "subject" else order.column
    full = [row for row in rows if getattr(row, column) is not None]
    empty = [row for row in rows if getattr(row, column) is None]
    full.sort(key=lambda row: (getattr(row, column), row.pk), reverse=order.is_descending)
    empty.sort(key=lambda row: row.pk, reverse=order.is_descending)
    return [row.pk for row in [*full, *empty]]


def pages(order: Order, step: Callable[[Place | None], Stretch], way: str) -> list[list[int]]:
    """From one end to the other, each place sent through an address."""
    found, place = [], None
    while True:
        stretch = step(place)
        found.append(list(stretch.keys))
        place = getattr(stretch, way)
        if place is None:
            return found
        again = keysets.place_of(Matter.objects.all(), order, str(place))
        assert again == place or order.column == "id"
        place = again


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("n", [1, 2, 3, 7, 50])
def test_forwards_and_backwards_are_the_same_list(
    matters: list[Matter], order: Order, n: int
) -> None:
    rows = Matter.objects.all()
    there = pages(order, lambda place: keysets.after(rows, order, place, n), "next")
    assert [key for page in there for key in page] == expected(order)
    assert all(len(page) == n for page in there[:-1])
    back = pages(order, lambda place: keysets.before(rows, order, place, n), "previous")
    assert [key for page in reversed(back) for key in page] == expected(order)


def test_the_page_before_is_the_page_one_came_from(matters: list[Matter]) -> None:
    rows, order = Matter.objects.all(), ORDERS[2]
    first = keysets.after(rows, order, None, 3)
    second = keysets.after(rows, order, first.next, 3)
    assert keysets.before(rows, order, second.previous, 3).keys == first.keys
    assert first.previous is None
    assert not first.is_whole
    assert keysets.after(rows, order, None, 50).is_whole


def test_a_row_that_comes_meanwhile_shifts_nothing(world: World, matters: list[Matter]) -> None:
    rows, order = Matter.objects.all(), Order("id", is_descending=True)
    first = keysets.after(rows, order, None, 3)
    world.difficulty(summary="刚刚登记")
    second = keysets.after(rows, order, first.next, 3)
    assert [*first.keys, *second.keys] == [m.pk for m in reversed(matters)][:6]


def test_a_place_whose_row_is_gone_still_leads_on(matters: list[Matter]) -> None:
    order = ORDERS[2]
    gone = Place(matters[0].due_at and matters[0].due_at + timedelta(seconds=1), 0)
    found = keysets.after(Matter.objects.all(), order, gone, 50)
    assert found.keys == expected(order)[3:]


def test_behind_the_last_row_one_can_go_back(matters: list[Matter]) -> None:
    rows, order = Matter.objects.all(), Order("id")
    beyond = keysets.after(rows, order, Place(None, 10**9), 3)
    assert beyond.keys == []
    assert keysets.before(rows, order, beyond.previous, 3).keys == expected(order)[-3:]


@pytest.mark.parametrize(
    "text", ["", "x", "12.x", "١٢", f"{10**30}", "-1", "7.2022-03-07", "7.\x00", "7.99999999T1"]
)
def test_what_names_no_place_is_none(db: None, text: str) -> None:
    assert keysets.place_of(Matter.objects.all(), Order("due_at"), text) is None


def test_a_page_is_found_by_its_place_and_not_by_counting(matters: list[Matter]) -> None:
    rows, order = Matter.objects.all(), Order("due_at", may_be_empty=True)
    place = keysets.after(rows, order, None, 3).next
    assert place is not None
    sql = str(rows.filter(keysets.beyond(rows, order, place)).query).replace('"', "")
    assert "(matters_matter.due_at, matters_matter.id) > (" in sql
    assert "OFFSET" not in sql
