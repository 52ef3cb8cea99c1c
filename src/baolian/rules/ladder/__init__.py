"""The ladder: which rung is called for, by the clock or by a fact. Pure: no Django, no now().

A ladder is a tuple of rungs in the pack's order; a rung's *position* is its index in it, and the
position reached before the first rung is -1. A rung falls at the earliest of its triggers. All
moments are aware UTC. What is our convention, not a regulation's, is said at each trigger.

    schedule, next_moment, reached    of a deadline that runs: by the clock
    called                            by progress behind plan, a finding, earlier slips, a place
    reply_missed_position             by a reply that did not come or did not hold
"""

from baolian.rules.ladder.facts import (
    Fact,
    History,
    Judged,
    Past,
    Place,
    Progress,
    called,
    holding,
    holds,
)
from baolian.rules.ladder.timing import (
    Running,
    moment,
    next_moment,
    reached,
    reply_missed_position,
    schedule,
)
from baolian.rules.ladder.triggers import (
    NONE_YET,
    BeforeDue,
    BelowSchedule,
    ByClock,
    ByFact,
    ByHand,
    Count,
    End,
    Finding,
    Ladder,
    Overdue,
    PointsBehind,
    Rank,
    ReplyMissed,
    Rung,
    ShareUsed,
    Trigger,
    Window,
)

__all__ = [
    "NONE_YET",
    "BeforeDue",
    "BelowSchedule",
    "ByClock",
    "ByFact",
    "ByHand",
    "Count",
    "End",
    "Fact",
    "Finding",
    "History",
    "Judged",
    "Ladder",
    "Overdue",
    "Past",
    "Place",
    "PointsBehind",
    "Progress",
    "Rank",
    "ReplyMissed",
    "Rung",
    "Running",
    "ShareUsed",
    "Trigger",
    "Window",
    "called",
    "holding",
    "holds",
    "moment",
    "next_moment",
    "reached",
    "reply_missed_position",
    "schedule",
]
