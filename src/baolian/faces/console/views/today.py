"""What I must do now, what runs out first on top; my numbers; what changed since yesterday."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from baolian.faces.console.bell import lately_of
from baolian.faces.console.duties.gathering import Only, gathered, to_sign
from baolian.faces.console.duties.news import last_working_day, news_of
from baolian.faces.console.duties.numbers import kept_numbers, my_numbers, office_numbers
from baolian.faces.console.duties.plate import plate_of
from baolian.faces.console.remaining import When
from baolian.faces.console.views.duty_steps import line
from baolian.faces.parts.acts import act_of
from baolian.faces.parts.menu import is_paired
from baolian.faces.parts.replies import reply
from baolian.records.journal.acts import Act, midnight
from baolian.records.people.models import Post, User
from baolian.routines.supervision.models.querysets import SIGNERS


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
    plate = plate_of(act, When(when) if when in set(When) else None)
    context = {"now": act.at, "plate": plate}
    if plate.alone:
        return context
    return context | {
        "office": office_numbers(plate.gathered.drafts, are_all=plate.gathered.are_all_drafts),
        "trials": plate.gathered.trials,
        "keeps": bool(act.by.charges("clerk")),
        "is_whole": True,
    }


class Lately(View):
    """My numbers and what changed since the last working day: asked for when the page is there,
    because what is to be done comes first; a page of its own where no script asks for it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        if keeps_machine(act.by):
            return redirect("today")
        since = last_working_day(act)
        told = lately_of(request, midnight(since)).told
        beside = {"numbers": my_numbers(act), "news": news_of(act, since, gathered(act), told)}
        return reply(request, "console/today/_lately.html", "console/today/lately.html", beside)


class Keeping(View):
    """What a clerk keeps in motion, and how many subjects have nobody: asked for when the page is
    there, a page of its own where no script asks for it. `?again`: with what lies ready for a
    signer, since a step was taken on the page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        act = act_of(request)
        is_page = not getattr(request, "htmx", False)
        if is_page and not act.by.charges("clerk", *SIGNERS):
            return redirect("today")
        is_all = is_page or "again" in request.GET
        drafts, are_all = to_sign(act) if is_all else ([], True)
        numbers = [*office_numbers(drafts, are_all=are_all), *kept_numbers(act)]
        page = "console/today/_keeping.html", "console/today/keeping.html"
        return reply(request, *page, {"numbers": numbers, "is_all": is_all})
