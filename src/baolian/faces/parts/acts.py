"""The one place where a request becomes an Act."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from baolian.faces.parts.clocks import now
from baolian.records.journal.acts import Act, day_of
from baolian.records.people.models import Officer, User
from baolian.records.rulebook.models import Rulebook

# the session's word for whom a liaison acts for: an officer's key; None for herself, if she said so
ACTING_FOR = "acting_for"


def act_of(request: HttpRequest) -> Act:
    """Who does it, for whom, when, by which rules; the same one for the whole request.

    Raises PermissionDenied for somebody who has not signed in.
    """
    known: Act | None = getattr(request, "_act", None)
    if known is None:
        user = user_of(request)
        known = Act(user, now(), Rulebook.load(), user.leader)
        request._act = known  # type: ignore[attr-defined]
    return known


def user_of(request: HttpRequest) -> User:
    """Who has signed in, as he stands today, acting for the leader he chose.

    Raises PermissionDenied for somebody who has not signed in.
    """
    known: User | None = getattr(request, "_user", None)
    if known is None:
        if not isinstance(request.user, User):
            raise PermissionDenied
        today = day_of(now())
        user = request.user.on(today)
        known = user.on(today, leader_among(user.leaders, request))
        request._user = known  # type: ignore[attr-defined]
    return known


def leader_among(leaders: list[Officer], request: HttpRequest) -> Officer | None:
    """The leader chosen; without a choice the only one. None for herself, also when she ceased to
    act for the one she chose: whom else to act for is for her to say."""
    if ACTING_FOR in request.session:
        chosen = request.session[ACTING_FOR]
        return next((leader for leader in leaders if leader.pk == chosen), None)
    return leaders[0] if len(leaders) == 1 else None


def answering(act: Act) -> Officer | None:
    """The person who answers for what is done: the leader a liaison acts for, else oneself."""
    return act.on_behalf_of or act.by.officer
