"""What I was told, newest first; and that I have read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from baolian.faces.console.bell import heard_of
from baolian.faces.console.notices import MOST
from baolian.faces.parts.acts import act_of
from baolian.records.people.preferences import Preference


class Notices(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        notices = heard_of(request)
        shown = {"notices": notices, "has_new": any(n.is_new for n in notices), "most": MOST}
        return render(request, "console/notices/notices.html", shown)


class Hearing(View):
    """POST: all that came until now counts as heard."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        Preference.hear_notices(act_of(request))
        return redirect("notices")
