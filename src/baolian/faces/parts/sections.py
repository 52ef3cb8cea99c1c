"""The sections of the console: which of them an account may open, and to which a page belongs."""

from __future__ import annotations

from django.urls import ResolverMatch

from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Post, User

TODAY, LEDGER, VISITS, SLIPS, BULLETINS = "today", "ledger", "visits", "slips", "bulletins"

# the first word of an address' name tells its section; a visit is logged below a subject
BEGINNINGS = {
    "today": TODAY, "ledger": LEDGER, "pairings": LEDGER, "tasks": LEDGER, "matter": LEDGER,
    "subject": LEDGER, "officer": LEDGER, "pairing": LEDGER, "reading": LEDGER, "visit": VISITS,
    "slips": SLIPS, "slip": SLIPS, "bulletins": BULLETINS, "bulletin": BULLETINS,
}  # fmt: skip
NAMES = {"subject-visits": VISITS}


def section_of(match: ResolverMatch | None) -> str:
    """Empty for what belongs to none: an error, a password."""
    name = (match and match.url_name) or ""
    return NAMES.get(name) or BEGINNINGS.get(name.partition("-")[0], "")


def open_to(user: User) -> set[str]:
    """The sections that hold something for him, or may come to hold it.

    An administrator keeps the machine and sees no business record; a monitor watches an office
    and goes on no visits for it. Either may be paired himself.
    """
    if user.roles and user.roles <= Post.ADMINISTRATORS | {"monitor"} and not is_paired(user):
        return {TODAY, LEDGER, SLIPS, BULLETINS} if user.scopes() else {TODAY}
    return {TODAY, LEDGER, VISITS, SLIPS, BULLETINS}


def is_paired(user: User) -> bool:
    return Pairing.objects.on(user.day).filter(officer__in=user.answers_as).exists()
