"""A clock drawn to scale on a line of days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from baolian.faces.console.clock_bars import ClockBar

NOON = datetime(2022, 3, 7, 4, tzinfo=UTC)


def day(n: int) -> datetime:
    return NOON + timedelta(days=n)


def stretch(since: int, until: int, kind: str = "working") -> Any:
    return SimpleNamespace(since=day(since), until=day(until), kind=kind)


def bar(stretches: list[Any], due: int) -> ClockBar:
    """On a line of ten days."""
    return ClockBar(stretches, NOON, day(due), (NOON, day(10)))


def test_a_clock_is_as_long_as_its_stretches() -> None:
    life = [stretch(0, 4), stretch(4, 6, "suspended"), stretch(6, 7), stretch(7, 8, "extended")]
    assert [(p.css, p.x, p.end) for p in bar(life, 10).pieces] == [
        ("worked", 0, 400), ("paused", 400, 600), ("worked", 600, 700), ("extended", 700, 800),
        ("left", 800, 1000),
    ]  # fmt: skip


def test_what_is_late_begins_where_the_limit_ends() -> None:
    pieces = bar([stretch(0, 10)], 5).pieces
    assert [(p.css, p.x, p.end) for p in pieces] == [("worked", 0, 500), ("late", 500, 1000)]


def test_a_clock_that_has_just_begun_is_all_left() -> None:
    assert [(p.css, p.x, p.end) for p in bar([], 10).pieces] == [("left", 0, 1000)]
    assert not bar([], 0).pieces


def test_places_are_said_in_percent() -> None:
    piece = bar([stretch(1, 4)], 4).pieces[0]
    assert (piece.left, piece.breadth, piece.right) == ("10.0%", "30.0%", "40.0%")
