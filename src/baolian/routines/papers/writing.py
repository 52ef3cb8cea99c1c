"""A paper as a Word document, written by a process of its own (word.py), within limits."""

from __future__ import annotations

import pickle

from baolian.routines import confined
from baolian.routines.papers.limits import LIMITS, NotMade
from baolian.routines.papers.paper import Paper
from baolian.routines.papers.pictures import drawn


def docx(paper: Paper) -> bytes:
    """The same paper gives the same bytes. Charts become tables where nothing can draw them.

    Raises NotMade.
    """
    task = pickle.dumps((paper, drawn(paper.charts)))
    try:
        return confined.asked("baolian.routines.papers.word", LIMITS, task)
    except confined.Died as error:
        raise NotMade(str(error)) from error
