"""The line of a matter's life: which steps it has behind it, which one it waits for, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext, pgettext, pgettext_lazy

from baolian.faces.console.standing import Standing
from baolian.faces.parts.language import lang_of_page
from baolian.faces.parts.words import said
from baolian.records.matters.models import Resolution
from baolian.rules.packs import Pack, Stage, Step

# the clock that runs until a step is taken; what is not here has none
CLOCKS = {"received": Stage.RECEIPT, "contacted": Stage.FIRST_CONTACT,
          "resolved": Stage.RESOLUTION, "confirmed": Stage.CALL_BACK}  # fmt: skip
# a step as what is still to be done: English has another word for it than for what is done
AWAITED = {"assigned": pgettext_lazy("awaited", "交办"),
           "received": pgettext_lazy("awaited", "签收"),
           "contacted": pgettext_lazy("awaited", "首次联系"),
           "resolved": pgettext_lazy("awaited", "办结"),
           "confirmed": pgettext_lazy("awaited", "确认"),
           "closed": pgettext_lazy("awaited", "销号")}  # fmt: skip


@dataclass(frozen=True)
class LifeStep:
    """`at` is none for one that is not reached; `is_past` also for one that was passed over. Of one
    that only a ledger tells, `at` is when that was read, and `on` the day that the ledger gives."""

    code: str
    words: str
    at: datetime | None
    more: str = ""
    is_here: bool = False
    is_past: bool = False
    is_claim: bool = False
    on: date | None = None


def life_steps_of(pack: Pack, standing: Standing) -> list[LifeStep]:
    """In the order of the pack's steps. A matter handled a second time has its reopening among
    them, and its end still before it."""
    found = [*begun(pack, standing), *ended(pack, standing)]
    last = max(n for n, step in enumerate(found) if step.at)
    return [replace(step, is_past=n <= last, is_here=n == last + 1) for n, step in enumerate(found)]


def begun(pack: Pack, standing: Standing) -> list[LifeStep]:
    matter, lead = standing.matter, standing.lead
    steps = pack.kinds[matter.kind].steps
    handler = lead.organisation.name if lead else ""
    is_claim = lead is not None and lead.is_claim
    found = [named(pack, Step.REGISTERED, "registered", matter.opened_at)]
    if Step.ASSIGNED in steps:
        at = lead.assigned_at if lead else None
        found.append(named(pack, Step.ASSIGNED, "assigned", at, handler, is_claim=is_claim))
    if Step.RECEIPT in steps:
        at = lead.received_at if lead else None
        officer = lead.officer.name if lead and lead.officer else ""
        found.append(named(pack, Step.RECEIPT, "received", at, officer, is_claim=is_claim))
    contact = standing.first_contact
    # a ledger that is silent about it starts no clock of it
    if contact or any(d.stage == Stage.FIRST_CONTACT for d in standing.deadlines):
        at = contact.at if contact else None
        found.append(LifeStep("contacted", pgettext("life", "首次联系"), at))
    return found


def ended(pack: Pack, standing: Standing) -> list[LifeStep]:
    steps = pack.kinds[standing.matter.kind].steps
    resolution, confirmation = standing.resolution, standing.confirmation
    found = [
        LifeStep("reopened", pgettext("life", "二次办理"), reopening.at)
        for reopening in standing.reopenings
    ]
    found.append(resolved(pack, resolution))
    if confirmation or Step.CONFIRMED in steps:
        at = confirmation.at if confirmation else None
        found.append(named(pack, Step.CONFIRMED, "confirmed", at))
    found.append(named(pack, Step.CLOSED, "closed", standing.matter.closed_at))
    return found


def resolved(pack: Pack, resolution: Resolution | None) -> LifeStep:
    if resolution is None:
        return named(pack, Step.RESOLVED, "resolved", None)
    step = named(pack, Step.RESOLVED, "resolved", resolution.at, is_claim=resolution.is_claim)
    return replace(step, on=resolution.claimed_on)


def named(
    pack: Pack,
    step: Step,
    code: str,
    at: datetime | None,
    more: str = "",
    *,
    is_claim: bool = False,
) -> LifeStep:
    words = said(pack.step_names.get(step)) or code
    return LifeStep(code, words, at, more if at else "", is_claim=is_claim)


class Turn(NamedTuple):
    """Whose step is next, which one, and the stage of its clock."""

    who: str
    what: str
    stage: Stage | None


def waited_for(steps: Sequence[LifeStep], standing: Standing) -> Turn | None:
    """None where the life has ended."""
    here = next((step for step in steps if step.is_here), None)
    if here is None or standing.matter.closed_at is not None:
        return None
    clerk = gettext("台账管理员")
    if standing.is_denied:
        return Turn(clerk, pgettext("awaited", "二次办理"), None)
    handler = standing.lead.organisation.name if standing.lead else clerk
    who = {"assigned": clerk, "confirmed": gettext("台账管理员或包联责任人"), "closed": clerk}
    # in Chinese the pack's own word says both
    what = str(AWAITED[here.code]) if lang_of_page() == "en" else here.words
    return Turn(who.get(here.code, handler), what, CLOCKS.get(here.code))
