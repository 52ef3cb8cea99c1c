"""What an address of the access table is about, and what is typed into its form."""

from __future__ import annotations

from typing import Any

from tests.meeting_forms import call_form, decision_form
from tests.office import Office
from tests.world import World


def things(world: World, office: Office) -> dict[str, list[Any]]:
    """What the addresses of a row are about, where it is not the matter that waits."""
    draft, issued, month = [office.draft.pk], [office.issued.pk], [office.month.pk]
    return {
        "matter-assignment": [office.unassigned.pk],
        "today-matter-receipt": [office.waiting.pk],
        "today-matter-contact": [office.waiting.pk],
        "today-matter-assignment": [office.unassigned.pk],
        "today-matter-resolution": [office.waiting.pk],
        "today-matter-extension-decision": [office.asking.pk],
        "matter-extension": [office.fresh.pk],
        "matter-extension-decision": [office.asking.pk],
        "matter-extension-withdrawal": [office.asking.pk],
        "today-matter-confirmation": [office.resolved.pk],
        "today-slip-signature": draft,
        "today-slip-acknowledgement": issued,
        "today-slip-reply": issued,
        "matter-confirmation": [office.resolved.pk],
        "matter-closure": [office.resolved.pk],
        "matter-reopening": [office.resolved.pk],
        "matter-resumption": [office.suspended.pk],
        "subject": [world.pump_works.pk],
        "subject-visits": [world.pump_works.pk],
        "visit": [office.visit.pk],
        "meeting": [office.held.pk],
        "meeting-attendees": [office.called.pk],
        "meeting-agenda": [office.called.pk],
        "meeting-occurrence": [office.called.pk],
        "meeting-attendance": [office.held.pk],
        "meeting-decisions": [office.held.pk],
        "meeting-minutes": [office.held.pk],
        "meeting-approval": [office.held.pk],
        "meeting-cancellation": [office.called.pk],
        "matter-agenda": [office.unassigned.pk],
        "officer": [world.officer(world.he).pk],
        "pairing": [office.pairing.pk],
        "reading": [office.reading.pk],
        "slip": draft,
        "slip-signature": draft,
        "slip-redraft": draft,
        "slip-withdrawal": issued,
        "slip-acknowledgement": issued,
        "slip-reply": issued,
        "slip-reply-refusal": [office.replied.pk],
        "slip-docx": draft,
        "slip-pdf": draft,
        "brief-docx": month,
        "brief-pdf": [office.published.pk],
        "circular-docx": [office.published.pk],
        "circular-pdf": month,
        "assignment-docx": [office.waiting.handlings.get().pk],
        "assignment-pdf": [office.waiting.handlings.get().pk],
        "officer-docx": [world.officer(world.he).pk],
        "officer-pdf": [world.officer(world.he).pk],
        "bulletin": month,
        "bulletin-text": [office.published.pk],
        "bulletin-publication": month,
        "bulletin-figure": [office.published.pk, "difficulties"],
        "view-name": [office.view.pk],
        "view-sharing": [office.view.pk],
        "view-removal": [office.view.pk],
        "import": [office.imported.pk],
        "import-waiting": [office.upload.token],
        "import-columns": [office.upload.token],
        "import-confirmation": [office.upload.token],
        "import-removal": [office.upload.token],
    }


def typed(world: World, office: Office) -> dict[str, dict[str, Any]]:
    """What is typed into the form of a step, so that whoever may take it, takes it."""
    deadline = office.waiting.deadlines.get(stage="resolution")
    reason = {"reason": "见附件"}
    handed = {"row": office.unassigned.pk, "to": world.labour_bureau.pk}
    return {
        "matter-return": reason,
        "matter-assignment": {"organisation": world.labour_bureau.pk},
        "matter-contact": {"note": "已电话联系"},
        "matter-resolution": {"outcome": "solved"},
        "matter-confirmation": {"is_solved": "yes", "rating": "satisfied", "channel": "visit"},
        "matter-reopening": reason,
        "matter-suspension": reason,
        "matter-extension": reason | {"units": 3},
        "matter-extension-decision": {"is_granted": "yes"},
        "matter-tasks": {"summary": "办专场招聘会"},
        "matter-slips": reason | {"rung": f"{deadline.pk}:blue"},
        "subject-visits": visit_form(),
        "meeting-new": call_form(world),
        "meeting-attendees": {"organisations": world.shanyang.pk},
        "meeting-agenda": {"topics": "其他"},
        "meeting-decisions": decision_form(world, office),
        "meeting-minutes": {"text": "会议决定办招聘会"},
        "meeting-approval": {"shown": office.held.revision},
        "meeting-cancellation": reason,
        "matter-agenda": {"meeting": office.called.pk},
        "slip-reply": {"text": "已办"},
        "slip-reply-refusal": reason,
        "slip-withdrawal": reason,
        "bulletins": {"organisation": world.danfeng.pk, "month": "2022-02"},
        "ledger-assignments": handed,
        "tasks-assignments": handed,
        "views": {"list": "ledger", "name": "Late", "query": "state=overdue"},
        "view-name": {"name": "Later"},
        "view-sharing": {"shared_with": ""},
        "language": {"language": "en"},
        "theme": {"theme": "dark"},
    }


def visit_form() -> dict[str, Any]:
    return {
        "client_id": "5c9f7a3e-1f0b-4e0a-9d57-3a4f8a3b2c11",
        "visited_on": "2022-04-07",
        "difficulty0-summary": "用电指标不足",
        "difficulty0-category": "utilities",
    }
