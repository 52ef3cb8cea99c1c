"""Bulletins, their figures and their publication. One noun a file; import them from here."""

from baolian.routines.bulletins.models.bulletins import (
    AlreadyDrafted,
    AlreadyPublished,
    Bulletin,
    MonthNotOver,
)
from baolian.routines.bulletins.models.figures import Figure
from baolian.routines.bulletins.models.publications import Copy, Publication

__all__ = [
    "AlreadyDrafted",
    "AlreadyPublished",
    "Bulletin",
    "Copy",
    "Figure",
    "MonthNotOver",
    "Publication",
]
