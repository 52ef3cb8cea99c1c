"""A clock as lengths on a line that it shares with others: for a drawing without inline style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

LENGTH = 1000


class Stretch(Protocol):
    """`kind`: working, suspended or extended."""

    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Piece:
    """`css` as in records.css; `x` and `width` on the line."""

    css: str
    x: int
    width: int

    @property
    def end(self) -> int:
        return self.x + self.width

    # -- the same in percent, where words stand on the drawing and must not be stretched --------

    @property
    def left(self) -> str:
        return percent(self.x)

    @property
    def right(self) -> str:
        return percent(self.end)

    @property
    def breadth(self) -> str:
        return percent(self.width)


def percent(x: int) -> str:
    return f"{x / 10:.1f}%"


class ClockBar:
    """`start_at` and `due_at` of the clock; `within` two moments, on the line of which it lies."""

    def __init__(
        self,
        stretches: Sequence[Stretch],
        start_at: datetime,
        due_at: datetime,
        within: tuple[datetime, datetime],
    ) -> None:
        self.stretches = list(stretches)
        self.due_at = due_at
        self.worked_until = self.stretches[-1].until if self.stretches else start_at
        self.start, self.end = within

    def at(self, moment: datetime) -> int:
        whole = (self.end - self.start).total_seconds()
        return round(LENGTH * (moment - self.start).total_seconds() / whole) if whole > 0 else 0

    def piece(self, css: str, since: datetime, until: datetime) -> Piece:
        x = self.at(since)
        return Piece(css, x, max(0, self.at(until) - x))

    @property
    def pieces(self) -> list[Piece]:
        found: list[Piece] = []
        for stretch in self.stretches:
            found += self.pieces_of(stretch)
        if self.worked_until < self.due_at:
            found.append(self.piece("left", self.worked_until, self.due_at))
        return [piece for piece in found if piece.width > 0]

    def pieces_of(self, stretch: Stretch) -> list[Piece]:
        since, until = stretch.since, stretch.until
        if stretch.kind == "suspended":
            return [self.piece("paused", since, until)]
        css = "extended" if stretch.kind == "extended" else "worked"
        if until <= self.due_at:
            return [self.piece(css, since, until)]
        if since >= self.due_at:
            return [self.piece("late", since, until)]
        return [self.piece(css, since, self.due_at), self.piece("late", self.due_at, until)]
