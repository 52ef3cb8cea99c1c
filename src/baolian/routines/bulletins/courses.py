"""The year's course beside a bulletin's figures: difficulties found and said to be solved.

Counted like the figures `difficulties` and `resolved_claimed`, so that the months of a bulletin sum
up to no more than they say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from baolian.records.matters.models import Resolution
from baolian.records.matters.months import Month, by_month
from baolian.routines.bulletins.counting import Scope
from baolian.routines.bulletins.figures import difficulties, standing
from baolian.routines.charts.months import last_months
from baolian.rules.packs import FigureCode

if TYPE_CHECKING:
    from baolian.routines.bulletins.models import Figure

MONTHS = 12
# a copy that keeps one of these from its readers does not draw it either
NEEDED = {FigureCode.DIFFICULTIES, FigureCode.RESOLVED_CLAIMED}


def course(scope: Scope) -> list[Month]:
    """Twelve months, the bulletin's own the last, as they stood at its end."""
    raised = difficulties(scope)
    solved = standing(scope).filter(
        matter__in=raised.values("pk"), outcome=Resolution.Outcome.SOLVED
    )
    return by_month(raised, solved, last_months(scope.month, MONTHS))


def is_told(figures: Iterable[Figure]) -> bool:
    """May a copy with these figures show the course?"""
    return {figure.code for figure in figures} >= NEEDED
