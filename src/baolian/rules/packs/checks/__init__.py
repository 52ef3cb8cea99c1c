"""What a pack's sections promise each other: codes that exist, and exist once.

The checks read the plain data, before or without the typed pack, so that a misspelt key in one
section does not hide an unknown code in another: all problems are told at once. They step over
whatever has the wrong shape; that is told by the forms.
"""

from baolian.rules.packs.checks import kinds, ladder, lists, papers
from baolian.rules.packs.problems import Fault

CHECKS = (*lists.CHECKS, *kinds.CHECKS, *ladder.CHECKS, *papers.CHECKS)


def cross_check(data: object) -> list[Fault]:
    """Every broken promise in the merged data of a pack, in the order of its sections."""
    return [fault for check in CHECKS for fault in check(data)]
