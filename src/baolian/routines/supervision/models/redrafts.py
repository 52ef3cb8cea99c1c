"""A draft that was overtaken is drawn anew: another due day, another organisation that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baolian.records.journal.acts import Act
from baolian.records.journal.encoding import row_key
from baolian.records.journal.models import Notice
from baolian.records.journal.pages import Line, spelt
from baolian.routines.supervision.models.drafting import Desk, Draft
from baolian.routines.supervision.models.facts import draft_key

if TYPE_CHECKING:
    from baolian.routines.supervision.models.slips import Slip


def draw_anew(act: Act, line: Line, slip: Slip) -> None:
    """The same rung for the same cause, with everything else as it stands. Raises NotYetReached."""
    told = slip.told
    why = tuple((key, told[key]) for key in sorted(told) if key.startswith("trigger"))
    draft = Draft.again(act, slip.deadline, slip.position, why)
    desk = Desk(act, [slip.matter_id])
    case = desk.cases[slip.matter_id]
    heading = desk.heading(case, slip.deadline.stage, slip.position)
    to, office = heading.addressed, heading.office
    line.change(slip, facts=heading.facts(draft, case), drafted_at=act.at)
    line.change(slip, organisation_id=to.pk, org_path=to.path)
    line.change(slip, office_id=office.pk, office_path=office.path)
    tell_office(line, slip)


def tell_office(line: Line, slip: Slip) -> None:
    """Of a draft that was another office's until now; one that knows it is not told twice."""
    key = draft_key(slip.deadline_id, slip.rung)
    if not Notice.objects.filter(key=spelt(key, row_key(slip.office))).exists():
        line.notify("slip_drafted", key, slip.office)
