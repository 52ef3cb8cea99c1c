"""A liaison says for which leader she acts; the journal then names both."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from baolian.faces.parts.acts import ACTING_FOR, user_of


class Acting(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """`leader`: an officer's key, or empty to act for oneself."""
        chosen = request.POST.get("leader", "")
        if not chosen:
            request.session[ACTING_FOR] = None
            return redirect("home")
        leader = next((o for o in user_of(request).leaders if str(o.pk) == chosen), None)
        if leader is None:
            raise Http404
        request.session[ACTING_FOR] = leader.pk
        return redirect("home")
