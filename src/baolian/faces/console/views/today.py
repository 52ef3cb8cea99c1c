"""What I must do now, what runs out first on top; my numbers; what changed since yesterday."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from baolian.faces.console.bell import lately_of
from baolian.faces.console.duties.gathering import Only
from baolian.faces.console.duties.news import last_working_day, news_of
from baolian.faces.console.duties.numbers import lacking, my_numbers, office_numbers
from baolian.faces.console.duties.plate import plate_of
from baolian.faces.console.remaining import When, midnight
from baolian.faces.console.views.duty_steps import line
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.menu import is_paired
from baolian.records.journal.acts import Act
from baolian.records.people.models import Post, User


class Home(View):
    def get(self, _request: HttpRequest) -> HttpResponse:
        return redirect("today")


class Today(View):
    """`?when=overdue`: one group, as long as it is. `?line=matter-7`: one line, for htmx."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        if getattr(request, "htmx", False) and (only := Only.keyed(request.GET.get("line", ""))):
            return line(request, act, only)
        if keeps_machine(act.by):
            return render(request, "console/today/keeper.html", {"roles": act.by.roles})
        return render(request, "console/today/today.html", shown(request, act))


def keeps_machine(user: User) -> bool:
    """One of the three administrators and nothing else: no business record is his."""
    is_keeper = bool(user.roles) and user.roles <= Post.ADMINISTRATORS
    return is_keeper and not user.lent_posts and not is_paired(user)


def shown(request: HttpRequest, act: Act) -> dict[str, Any]:
    when = request.GET.get("when", "")
    alone = When(when) if when in set(When) else None
    plate = plate_of(act, alone)
    context = {"now": act.at, "plate": plate}
    if alone:
        return context
    since = last_working_day(act)
    told = lately_of(request, midnight(since)).told
    return context | {
        "numbers": my_numbers(act),
        "office": office_numbers(act, plate.gathered),
        "news": news_of(act, since, plate.gathered, told),
        "trials": plate.gathered.trials,
        "keeps": bool(act.by.charges("clerk")),
    }


class Gaps(View):
    """How many subjects have nobody: a line for htmx, which asks for it when the page is there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not getattr(request, "htmx", False):
            return redirect("pairings-gaps")
        number = lacking(act_of(request))
        numbers = [number] if number else []
        return render(request, "console/today/_gaps.html", {"numbers": numbers})
