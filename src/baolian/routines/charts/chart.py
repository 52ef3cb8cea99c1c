"""What a chart is: a drawing, and the table that says the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]


@dataclass(frozen=True)
class Amount:
    """An integer in the unit of the database and how it is said: 1290000000000, 约129亿元.

    `n` is None where nothing is known; the words then say so.
    """

    n: int | None
    words: str


@dataclass(frozen=True)
class Series:
    """One amount for each label of the chart, in the labels' order."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Chart:
    """`spec` is Vega-Lite, its colours are names of design tokens; `head` and `rows` the table."""

    title: str
    spec: Spec
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def told(self) -> str:
        """All of it in one line, for who does not see a drawing on paper."""
        return "; ".join(" ".join(row) for row in self.rows)


class Uneven(ValueError):
    """A series has more or fewer amounts than the chart has labels."""


def values(labels: Sequence[str], series: Sequence[Series]) -> list[Spec]:
    """The rows that the drawing is made from; `place` keeps the order of the series.

    Raises Uneven.
    """
    for one in series:
        if len(one.amounts) != len(labels):
            raise Uneven(f"{one.name}: {len(one.amounts)} amounts for {len(labels)} labels")
    return [
        {"label": label, "series": one.name, "place": place, "n": amount.n, "words": amount.words}
        for place, one in enumerate(series)
        for label, amount in zip(labels, one.amounts, strict=True)
    ]


def chart(
    title: str, labelled: str, labels: Sequence[str], series: Sequence[Series], spec: Spec
) -> Chart:
    """`labelled` heads the column of labels; `spec` has the `values` of the same."""
    rows = zip(labels, *([a.words for a in one.amounts] for one in series), strict=True)
    return Chart(title, spec, (labelled, *(one.name for one in series)), tuple(rows))
