"""The one place where a request becomes an Act."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from baolian.faces.parts.clocks import now
from baolian.records.journal.acts import Act
from baolian.records.people.models import Officer, User
from baolian.records.rulebook.models import Rulebook

# the session's word for whom a liaison acts for: an officer's key
ACTING_FOR = "acting_for"


def act_of(request: HttpRequest) -> Act:
    """Who does it, for whom, when, by which rules; the same one for the whole request.

    Raises PermissionDenied for somebody who has not signed in.
    """
    known: Act | None = getattr(request, "_act", None)
    if known is None:
        known = Act(user_of(request), now(), Rulebook.load(), leader_of(request))
        request._act = known  # type: ignore[attr-defined]
    return known


def user_of(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def leader_of(request: HttpRequest) -> Officer | None:
    """The leader for whom a liaison acts now; none when the appointment has ended since."""
    chosen = request.session.get(ACTING_FOR)
    if chosen is None:
        return None
    return next((o for o in user_of(request).leaders if o.pk == chosen), None)


def answering(act: Act) -> Officer | None:
    """The person who answers for what is done: the leader a liaison acts for, else oneself."""
    return act.on_behalf_of or act.by.officer
