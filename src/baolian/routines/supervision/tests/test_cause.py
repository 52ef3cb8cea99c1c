"""A trigger as the facts that a slip freezes: scalars, in the words of the pack's file."""

import pytest

from baolian.records.journal.encoding import canonical
from baolian.routines.supervision.models.facts import cause
from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import (
    BeforeDue,
    BelowSchedule,
    ByHand,
    Count,
    End,
    Finding,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    ShareUsed,
    Trigger,
    Window,
)

DAYS = {"n": 2, "unit": "working_day"}
LIMIT = Limit(2, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("trigger", "kind", "parameters"),
    [
        (BeforeDue(LIMIT), "before_due", DAYS),
        (Overdue(LIMIT), "overdue", DAYS),
        (ShareUsed(80), "share_used", {"percent": 80}),
        (ReplyMissed("blue"), "reply_missed", {"rung": "blue"}),
        (ByHand(), "by_hand", {}),
        (PointsBehind(10), "behind_plan", {"points": 10}),
        (PointsBehind(30, is_over=True), "behind_plan", {"over_points": 30}),
        (BelowSchedule(80), "behind_plan", {"below_percent": 80}),
        (Finding("slack"), "finding", {"grade": "slack"}),
        (
            Count("red", 3, Window.QUARTER),
            "count",
            {"rung": "red", "n": 3, "window": "quarter", "running": False},
        ),
        (
            Count("yellow", 2, is_running=True),
            "count",
            {"rung": "yellow", "n": 2, "window": "", "running": True},
        ),
        (
            Rank("honour", End.BOTTOM, 3, Window.MONTH),
            "rank",
            {"board": "honour", "end": "bottom", "n": 3, "window": "month"},
        ),
    ],
)
def test_a_cause(trigger: Trigger, kind: str, parameters: dict[str, object]) -> None:
    found = dict(cause(trigger))
    assert found.pop("trigger") == kind
    assert found == {f"trigger_{key}": value for key, value in parameters.items()}
    assert canonical(found)
