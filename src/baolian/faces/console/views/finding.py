"""The page `find/` and the command box, which asks it for its part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views import View

from baolian.faces.console.finding import (
    IN_BOX,
    IN_BOX_OF_KIND,
    KINDS,
    OF_ONE_KIND,
    ON_PAGE,
    Finds,
    find,
    places,
)
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.menu import menu_of
from baolian.faces.parts.replies import reply
from baolian.records.lookup.questions import Question


class Find(View):
    """`?q=`, and on the page `kind=` for one kind only."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act, question = act_of(request), Question(request.GET.get("q", ""))
        kind = request.GET.get("kind", "")
        in_box = bool(getattr(request, "htmx", False))
        if kind in KINDS and not in_box:
            found = find(act, question, [kind], OF_ONE_KIND)
        else:
            kind = ""
            pages = places(question, menu_of(request))
            room = (IN_BOX_OF_KIND, max(IN_BOX - len(pages), 0)) if in_box else (ON_PAGE, None)
            found = find(act, question, KINDS, *room)
            found = Finds([*pages, *found.lines], found.is_all)
        lines = found.lines[:IN_BOX] if in_box else found.lines
        context = {
            "question": question,
            "kind": kind,
            "kinds": KINDS,
            "lines": lines,
            "is_all": found.is_all and len(lines) == len(found.lines),
            "in_box": in_box,
        }
        return reply(request, "console/finding/_found.html", "console/finding/find.html", context)
