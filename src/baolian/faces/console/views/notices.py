"""What I was told, newest first; and that I have read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from baolian.faces.console.bell import heard_of
from baolian.faces.console.notices import heard_by
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.keysets import Order, place_of
from baolian.records.journal.models import Notice
from baolian.records.people.preferences import Preference


class Notices(View):
    """`?before=`: those that came before the notice of this key."""

    def get(self, request: HttpRequest) -> HttpResponse:
        before = place_of(Notice.objects.all(), Order(), request.GET.get("before", ""))
        page = heard_by(act_of(request), before.key) if before else heard_of(request)
        shown = {
            "notices": page.notices,
            "has_new": any(n.is_new for n in page.notices),
            "earlier": page.earlier,
            "is_latest": before is None,
        }
        return render(request, "console/notices/notices.html", shown)


class Hearing(View):
    """POST: all that came until now counts as heard."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        Preference.hear_notices(act_of(request))
        return redirect("notices")
