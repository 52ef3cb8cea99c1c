"""One thing of each kind, so that every address of the site can be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from django.test import Client

# of what the page shows, by how its address' name begins
THINGS = (
    "matter", "subject", "visit", "officer", "pairing", "reading", "slip", "bulletin", "import",
    "view", "handling", "meeting",
)  # fmt: skip
# what is not asked for, and why
LEFT_OUT = {"sign-out": "ends the session with which the others are asked"}


def addresses(keys: dict[str, Any]) -> Iterator[str]:
    """Every address of the site. Raises LookupError for one that no key is known for."""
    from django.urls import get_resolver, reverse

    for pattern in patterns(get_resolver("baolian.config.urls").url_patterns):
        if pattern.name not in LEFT_OUT:
            yield reverse(pattern.name, kwargs=known(pattern, keys))
    yield f"{reverse('find')}?q=%E7%94%A8%E5%B7%A5"
    for state in ("overdue", "closed", "all", "to_call_back", "suspended", "unassigned"):
        yield f"{reverse('ledger')}?state={state}"


def patterns(found: Any) -> Iterator[Any]:
    for one in found:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns)
        else:
            yield one


def known(pattern: Any, keys: dict[str, Any]) -> dict[str, Any]:
    named = {name: thing_of(pattern.name) if name == "pk" else name
             for name in pattern.pattern.converters}  # fmt: skip
    if missing := [f"{name} ({of})" for name, of in named.items() if not keys.get(of)]:
        raise LookupError(f"no key for {pattern.name}: {missing}; make one or leave it out")
    return {name: keys[of] for name, of in named.items()}


# whose paper it is, where the paper has a name of its own
PAPERS = {"brief-": "bulletin", "circular-": "bulletin", "assignment-": "handling"}


def thing_of(name: str) -> str:
    named = name.removeprefix("today-")
    named = next((thing for paper, thing in PAPERS.items() if named.startswith(paper)), named)
    return next((thing for thing in THINGS if named.startswith(thing)), "")


def sample_keys(clerk: Client) -> dict[str, Any]:
    """By thing; `code` of a figure, `token` of a workbook that waits. What nobody made yet is made
    here, by the pages, in this clerk's name."""
    from baolian.records.matters.models import Handling, Matter
    from baolian.records.pairings.models import Pairing
    from baolian.records.people.models import Organisation
    from baolian.records.readings.models import Reading
    from baolian.records.visits.models import Visit
    from baolian.routines.bulletins.models import Bulletin
    from baolian.routines.supervision.models import Slip

    county = Organisation.objects.get(name="丹凤县")
    here = {"subject__place_path__startswith": county.path}
    matter = (
        Matter.objects.placed_below(county.path)
        .unresolved()
        .filter(handlings__isnull=False)
        .order_by("-id")[0]
    )
    bulletin = Bulletin.objects.order_by("id")[0]
    figures = bulletin.figures()
    return {
        "matter": matter.pk,
        "subject": matter.subject_id,
        "visit": Visit.objects.filter(**here).order_by("-id")[0].pk,
        "officer": matter.owner_id,
        "pairing": Pairing.objects.filter(**here).order_by("id")[0].pk,
        "reading": Reading.objects.filter(**here).order_by("id")[0].pk,
        "handling": Handling.objects.filter(matter=matter.pk).order_by("id")[0].pk,
        "slip": Slip.objects.order_by("-id")[0].pk,
        "bulletin": bulletin.pk,
        "code": next((one.code for one in figures if one.count), figures[0].code),
        "view": view(clerk),
        "meeting": meeting(clerk),
        "import": written(clerk, sent_in(clerk)),
        "token": sent_in(clerk),
    }


def view(clerk: Client) -> int:
    from baolian.records.lists.models import SavedView

    # a name that no earlier run on the same site has taken
    asked = {"list": "ledger", "name": f"逾期的 {uuid4().hex[:6]}", "query": "state=overdue"}
    assert clerk.post("/views/", asked).status_code == 302
    return int(SavedView.objects.order_by("-id")[0].pk)


def meeting(clerk: Client) -> int:
    from django.utils.timezone import localtime

    from baolian.faces.parts.clocks import now
    from baolian.records.meetings.models import Meeting

    page = clerk.get("/meetings/new/").content.decode()
    choices = re.findall(r'<select name="(organisation|chair)".*?<option value="(\d+)"', page, re.S)
    asked = {
        "client_id": str(uuid4()), "kind": "joint", "title": "联席会", "place": "三楼会议室",
        "begins_at": f"{localtime(now()) + timedelta(days=1):%Y-%m-%dT%H:%M}", **dict(choices),
    }  # fmt: skip
    assert clerk.post("/meetings/new/", asked).status_code == 302
    return int(Meeting.objects.order_by("-id")[0].pk)


def sent_in(clerk: Client) -> str:
    """The token of a small workbook that waits."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from baolian.records.people.models import Organisation
    from baolian.routines.exchange.models import Import
    from tools.sent_in import leaders

    whose = Organisation.objects.get(path="0000")
    # one that no run on this site has written yet
    chain = f"茶产业{Import.objects.count() + 1}"
    file = SimpleUploadedFile("链长名单.xlsx", leaders(chain))
    answer = clerk.post("/imports/", {"organisation": whose.pk, "file": file})
    found = re.fullmatch(r"/imports/waiting/([\w-]+)/", answer.headers.get("Location", ""))
    assert found, answer
    return found[1]


def written(clerk: Client, token: str) -> int:
    page = clerk.get(f"/imports/waiting/{token}/").content.decode()
    typed = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = clerk.post(f"/imports/waiting/{token}/confirmation/", typed)
    found = re.fullmatch(r"/imports/(\d+)/", answer.headers.get("Location", ""))
    assert found, answer
    return int(found[1])
