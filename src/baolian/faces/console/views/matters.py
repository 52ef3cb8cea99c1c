"""A matter: where it stands, what to do next, how its clocks run, who answers, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views import View

from baolian.faces.console import lanes
from baolian.faces.console.agendas import OnAgenda, meetings_of
from baolian.faces.console.contacting import Met, met_on
from baolian.faces.console.deadlines import Clock, clocks_of
from baolian.faces.console.extensions import extension_lines
from baolian.faces.console.history import Told, told_of
from baolian.faces.console.life_steps import life_steps_of, waited_for
from baolian.faces.console.lives import Life
from baolian.faces.console.rows import matter_rows, row_of, slip_rows
from baolian.faces.console.seeing import known_among, sees_subject_of
from baolian.faces.console.standing import Beside, Standing, standing_of
from baolian.faces.console.steps import Offer, Tried, status_of
from baolian.faces.console.views.matter_steps import offers
from baolian.faces.console.views.meeting_steps import agendas
from baolian.faces.console.views.slip_steps import starts
from baolian.faces.console.visiting import FEW, sees_visits, visits_since
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.words import label_words, role_name, said
from baolian.records.journal.acts import Act, day_of
from baolian.records.journal.prepared import prepared
from baolian.records.matters.models import Confirmation, Matter
from baolian.records.pairings.models import Pairing
from baolian.records.visits.models import Visit
from baolian.routines.supervision.models import Slip
from baolian.routines.supervision.models.querysets import is_seen_by
from baolian.rules.packs import Pack, Stage

# what this user does next, if he may: the first of these that he is offered
NEXT = (
    "extension-decision",
    "receipt",
    "assignment",
    "contact",
    "resolution",
    "confirmation",
    "reopening",
    "closure",
)
# the clock that a step stops
STOPS = {"receipt": Stage.RECEIPT, "contact": Stage.FIRST_CONTACT,
         "resolution": Stage.RESOLUTION, "confirmation": Stage.CALL_BACK}  # fmt: skip
# where on the page a step stands when it is not the next one
PLACES = {"receipt": "handling", "return": "handling", "assignment": "handling",
          "contact": "parties", "suspension": "clocks", "resumption": "clocks",
          "extension": "clocks", "extension-decision": "clocks",
          "extension-withdrawal": "clocks",
          "resolution": "outcome", "confirmation": "outcome", "closure": "outcome",
          "reopening": "outcome", "tasks": "tasks", "slips": "slips",
          "agenda": "meetings"}  # fmt: skip


class MatterPage(View):
    """The page; with `?step=`, a step of it opened. Our own script asks for that step alone."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = act_of(request)
        standing = standing_of(act, pk)
        in_place = bool(getattr(request, "htmx", False)) and "step" in request.GET
        show = step_part if in_place else standing_page
        answer = show(request, act, standing, None)
        patch_vary_headers(answer, ["HX-Request"])
        return answer


def step_part(request: HttpRequest, act: Act, standing: Standing, _tried: None) -> HttpResponse:
    """One step with its form. Raises Http404 when it is not, or no longer, offered."""
    offered = offered_to(act, standing, None, request.GET["step"])
    offer = next((offer for offer in offered if offer.is_open), None)
    if offer is None:
        raise Http404
    is_next = offer is next_of(standing, offered)
    context = {"offer": offer, "matter": standing.matter, "is_next": is_next}
    return render(request, "console/matters/_step.html", context)


def offered_to(act: Act, standing: Standing, tried: Tried | None, asked: str) -> list[Offer]:
    every = (offers, starts, agendas)
    return [offer for found in every for offer in found(act, standing, tried, asked)]


def matter_page(
    request: HttpRequest, act: Act, matter: Matter, tried: Tried | None
) -> HttpResponse:
    """The page with a step that was refused."""
    return standing_page(request, act, standing_of(act, matter.pk), tried)


def standing_page(
    request: HttpRequest, act: Act, standing: Standing, tried: Tried | None
) -> HttpResponse:
    standing.matter.is_stopped = standing.is_stopped  # type: ignore[attr-defined]
    slips = [slip for slip in standing.slips if is_seen_by(slip, act.by)]
    clocks = clocks_of(act, standing, slips)
    meetings = meetings_of(act, standing.matter) if standing.beside.meetings else []
    steps = steps_of(
        standing, clocks, offered_to(act, standing, tried, request.GET.get("step", ""))
    )
    visited = visits_of(act, standing)
    context = {
        **named(act, standing),
        **people_of(act, standing),
        **turns_of(standing, clocks),
        **drawn(act, clocks, meetings),
        **steps,
        **visited,
        **slips_of(slips),
        "met": met_after(standing, steps["next"], visited),
        "extensions": extension_lines(standing),
        "outcomes": outcomes_of(act, standing),
        "cannot_close": cannot_close(standing),
        "tasks": tasks_of(act, standing),
        "meetings": meetings,
        "told": told_on(request, act, standing, slips),
    }
    return render(request, "console/matters/matter.html", context, status=status_of(tried))


def named(act: Act, standing: Standing) -> dict[str, Any]:
    """What it is, and of what it is a part."""
    matter = standing.matter
    row = row_of(act, matter, is_denied=standing.is_denied)
    return {
        "matter": matter,
        "address": reverse("matter", args=[matter.pk]),
        "row": row,
        "trail": [(f"{row.kind} {matter.pk}", "")],
        "standing": standing,
        "sees_subject": sees_subject_of(act, matter),
        "parent": parent_of(act, matter),
    }


def people_of(act: Act, standing: Standing) -> dict[str, Any]:
    """The three parties, and who of all that are named has a page for this reader."""
    matter = standing.matter
    parties = parties_of(act, matter.edition.pack, matter)
    return {"parties": parties, "known": known_of(act, matter, parties)}


def turns_of(standing: Standing, clocks: Sequence[Clock]) -> dict[str, Any]:
    """How far it has come, for whom all wait, and by when."""
    life_steps = life_steps_of(standing.matter.edition.pack, standing)
    turn = waited_for(life_steps, standing)
    return {
        "life_steps": life_steps,
        "waited_for": turn,
        "waiting_clock": running(clocks, turn.stage) if turn and turn.stage else None,
        "resolution_clock": running(clocks, Stage.RESOLUTION),
    }


def slips_of(slips: Sequence[Slip]) -> dict[str, Any]:
    rows = slip_rows(slips)
    highest = highest_standing(slips)
    return {
        "slips": rows,
        "standing_slip": next((row for row in rows if row.slip in highest), None),
    }


def told_on(request: HttpRequest, act: Act, standing: Standing, slips: Iterable[Slip]) -> Told:
    matter = standing.matter
    handlers = [handling.organisation for handling in standing.handlings]
    address = reverse("matter", args=[matter.pk])
    return told_of(act, request, address, matter, *slips, handlers=handlers)


def drawn(act: Act, clocks: Sequence[Clock], meetings: Sequence[OnAgenda]) -> dict[str, Any]:
    """Its clocks on one line of days, and the meetings it was on."""
    if not clocks:
        return {"life": None}
    life = Life(act, clocks, [one.meeting.begins_at for one in meetings])
    drawn = [*lanes.lanes(life), *lanes.meetings(life, meetings)]
    return {"life": life, "axis": lanes.axis(life), "lanes": drawn}


def steps_of(
    standing: Standing, clocks: Sequence[Clock], offered: Sequence[Offer]
) -> dict[str, Any]:
    """The next step of this user, and every other one where it belongs."""
    after = next_of(standing, offered)
    others = [offer for offer in offered if offer is not after]
    # who cannot sign for it sends it back, there and then
    beside = [o for o in others if after and (after.slug, o.slug) == ("receipt", "return")]
    places: dict[str, list[Offer]] = {place: [] for place in PLACES.values()}
    for offer in others:
        if offer not in beside:
            places[PLACES[offer.slug]].append(offer)
    stage = STOPS.get(after.slug) if after else None
    clock = running(clocks, stage) if stage else None
    return {
        "next": after,
        "next_clock": clock,
        "beside": beside,
        "others": others,
        "places": places,
    }


def next_of(standing: Standing, offered: Iterable[Offer]) -> Offer | None:
    if standing.matter.closed_at is not None:
        return None
    by_slug = {offer.slug: offer for offer in offered}
    if standing.running(Stage.FIRST_CONTACT) is None:
        by_slug.pop("contact", None)
    if not standing.is_denied:
        by_slug.pop("reopening", None)
    return next((by_slug[slug] for slug in NEXT if slug in by_slug), None)


def running(clocks: Iterable[Clock], stage: str) -> Clock | None:
    found = (c for c in clocks if c.deadline.stage == stage and c.deadline.met_at is None)
    return next(found, None)


def highest_standing(slips: Iterable[Slip]) -> list[Slip]:
    """The one that was issued and not withdrawn and whose clock still runs, if there is any."""
    issued = (s for s in slips if s.issued_at and not getattr(s, "withdrawal", None))
    running = [slip for slip in issued if slip.deadline.met_at is None]
    return sorted(running, key=lambda slip: -slip.position)[:1]


class Holder(NamedTuple):
    """A person who answers for the subject, and as what."""

    tier: str
    role: str
    organisation: str | None
    kind: str | None
    pk: int
    name: str
    phone: str


def parties_of(act: Act, pack: Pack, matter: Matter) -> list[tuple[str, list[Holder]]]:
    """The three parties: one line a tier of the pack, whether or not somebody stands there."""
    found = [Holder(*columns) for columns in holders_of.rows(matter.subject_id, act.today)]
    holders = [one._replace(role=role_name(pack, one.role, one.kind or "")) for one in found]
    return [
        (said(tier.name), [one for one in holders if one.tier == tier.code]) for tier in pack.tiers
    ]


@prepared()
def holders_of(subject: int, day: date) -> QuerySet[Any, Any]:
    pairings = Pairing.objects.on(day).filter(subject=subject).order_by("id")
    officer = "officer", "officer__name", "officer__phone"
    return pairings.values_list(
        "tier", "role", "organisation__name", "organisation__kind", *officer
    )


def known_of(act: Act, matter: Matter, parties: Iterable[tuple[str, list[Holder]]]) -> set[int]:
    """Which of the officers on the page have a page that this user may open."""
    holders = {holder.pk for _tier, tier in parties for holder in tier}
    named = holders | {key for key in (matter.owner_id, matter.first_receiver_id) if key}
    # whoever sees all that is paired there knows its holders
    known = holders if act.by.sees(matter.subject.place_path) else set()
    return known | (known_among(act, named - known) if named - known else set())


def outcomes_of(act: Act, standing: Standing) -> list[dict[str, Any]]:
    """Every resolution, and whether this reader may read how the enterprise rated it."""
    rights = standing.rights_of(act.by)
    ratings = dict(Confirmation.Rating.choices)
    return [
        {
            "resolution": one,
            "reads_rating": rights.can_read_rating(one),
            "claimed_rating": label_words(ratings.get(one.claimed_rating, one.claimed_rating)),
        }
        for one in standing.resolutions
    ]


def cannot_close(standing: Standing) -> str:
    """What is missing until what is resolved can be struck off; nothing where nothing is."""
    matter, resolution = standing.matter, standing.resolution
    if resolution is None or matter.closed_at or matter.is_settled_by(resolution):
        return ""
    if standing.is_denied:
        return gettext("企业认为没有解决，不能销号，要二次办理。")
    return gettext("企业确认解决后才能销号。")


def visit_of(act: Act, standing: Standing) -> Beside | None:
    """The visit that raised it, if this reader may see that one."""
    beside, subject = standing.beside, standing.matter.subject
    if beside.visit is None:
        return None
    if sees_visits(act, subject):
        return beside
    return beside if Visit.objects.visible_to(act.by).filter(pk=beside.visit).exists() else None


def visits_of(act: Act, standing: Standing) -> dict[str, Any]:
    """The visit that raised it, and who came to see after it: the visits since the day on which it
    was told of."""
    beside, matter = standing.beside, standing.matter
    raised_on = visit_of(act, standing)
    if not beside.visits:
        return {"visit": raised_on, "visits": []}
    days = day_of(matter.opened_at), matter.claimed_on, beside.visited_on
    told_on = min(day for day in days if day)
    found = visits_since(act, matter.subject, told_on, but=beside.visit)
    return {"visit": raised_on, "visits": found[:FEW], "visits_cut": len(found) > FEW}


def met_after(standing: Standing, after: Offer | None, visited: dict[str, Any]) -> Met | None:
    """Somebody went, and the first contact is still this reader's next step."""
    if after is None or after.slug != "contact" or after.is_open:
        return None
    raised_on: Beside | None = visited["visit"]
    days = [visit.visited_on for visit in visited["visits"]]
    return met_on(standing.matter, [*days, raised_on.visited_on if raised_on else None])


def tasks_of(act: Act, standing: Standing) -> list[Any]:
    matter = standing.matter
    if matter.kind == "task" or not standing.beside.tasks:
        return []
    visible = Matter.objects.filter(parent=matter).visible_to(act.by).noting_stops()
    return matter_rows(act, visible.select_related("organisation", "subject").order_by("id"))


def parent_of(act: Act, matter: Matter) -> Matter | None:
    """Whoever handles a task may have no part in what it is a part of."""
    if matter.parent_id is None:
        return None
    return Matter.objects.visible_to(act.by).filter(pk=matter.parent_id).first()
