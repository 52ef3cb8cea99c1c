"""The sections of a pack, one form each: where and who, kinds of matter, the ladder, papers."""

from baolian.rules.packs.sections.kinds import (
    Assists,
    CarryForward,
    Dispute,
    Extension,
    Kind,
    Limits,
)
from baolian.rules.packs.sections.papers import (
    Bulletin,
    Document,
    Indicator,
    Instruction,
    Numbering,
    Trial,
)
from baolian.rules.packs.sections.places import (
    Campaign,
    Category,
    DeclineReason,
    Demonstration,
    Milestone,
    PairingRole,
    Place,
    Stream,
    Tier,
)
from baolian.rules.packs.sections.rungs import Board, Grade, PackRung, Token

__all__ = [
    "Assists",
    "Board",
    "Bulletin",
    "Campaign",
    "CarryForward",
    "Category",
    "DeclineReason",
    "Demonstration",
    "Dispute",
    "Document",
    "Extension",
    "Grade",
    "Indicator",
    "Instruction",
    "Kind",
    "Limits",
    "Milestone",
    "Numbering",
    "PackRung",
    "PairingRole",
    "Place",
    "Stream",
    "Tier",
    "Token",
    "Trial",
]
