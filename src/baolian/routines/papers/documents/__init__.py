"""Papers made from records: what each of them says, in the words of an office.

They say what their records say and count nothing. Whoever calls has asked whether the reader may
see the records. All of them are in Chinese, whatever language the reader's pages have.
"""

from baolian.routines.papers.documents.assignments import assignment_letter
from baolian.routines.papers.documents.bulletins import bulletin_brief, bulletin_circular
from baolian.routines.papers.documents.cards import responsibility_card
from baolian.routines.papers.documents.pairings import pairing_annex
from baolian.routines.papers.documents.slips import slip_paper

__all__ = [
    "assignment_letter",
    "bulletin_brief",
    "bulletin_circular",
    "pairing_annex",
    "responsibility_card",
    "slip_paper",
]
