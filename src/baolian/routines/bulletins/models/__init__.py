"""Bulletins, their figures and their publication. One noun a file; import them from here."""

from baolian.routines.bulletins.models.bulletins import (
    AlreadyDrafted,
    AlreadyPublished,
    Bulletin,
    FiguresMoved,
    MonthNotBegun,
    MonthNotOver,
    NothingRecorded,
)
from baolian.routines.bulletins.models.figures import Figure, are_founded, fingerprint
from baolian.routines.bulletins.models.publications import Copy, Publication

__all__ = [
    "AlreadyDrafted",
    "AlreadyPublished",
    "Bulletin",
    "Copy",
    "Figure",
    "FiguresMoved",
    "MonthNotBegun",
    "MonthNotOver",
    "NothingRecorded",
    "Publication",
    "are_founded",
    "fingerprint",
]
