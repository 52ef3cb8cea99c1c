"""`baolian create-site`: an empty site that lives by a pack, with its first accounts."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import date
from typing import TYPE_CHECKING

from baolian.faces.cli.setups import migrate

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act

# three separate administrators, as 等保 asks, and the clerk who imports the ledger
FIRST = (
    ("system", "系统管理员", "system_admin"),
    ("security", "安全管理员", "security_admin"),
    ("audit", "审计管理员", "audit_admin"),
    ("clerk", "台账管理员", "clerk"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", help="the pack to live by, for example shangluo")
    parser.add_argument(
        "--since", type=date.fromisoformat, help="day from which it holds (default: today)"
    )
    parser.add_argument(
        "--adopt",
        action="append",
        default=[],
        metavar="PLACE=PACK",
        help="a place below adopts its own pack, for example 丹凤县=shangluo/danfeng",
    )


def run(args: argparse.Namespace) -> int:
    migrate()
    from baolian.faces.parts.clocks import now
    from baolian.records.rulebook.sites import SiteExists, adopt_below, found_site

    since = args.since or now().date()
    try:
        act = found_site(now(), args.pack, since)
    except SiteExists as exists:
        from baolian.faces.cli.refusals import CannotDo

        raise CannotDo(str(exists)) from exists
    for pair in args.adopt:
        place, _, pack = pair.partition("=")
        adopt_below(act, pack, place, since)
    begin_trial(act)
    sys.stdout.write("the site stands; first accounts, each with a password to change:\n")
    for username, password in first_accounts(act):
        sys.stdout.write(f"  {username:10} {password}\n")
    return 0


def begin_trial(act: Act) -> None:
    from baolian.records.people.models import Organisation
    from baolian.routines.supervision.models import Trial

    for root in Organisation.objects.filter(parent=None):
        Trial.begin(act, root)


def first_accounts(act: Act) -> list[tuple[str, str]]:
    """(username, one-time password) of the accounts a site starts with."""
    from baolian.records.people.models import Appointment, Officer, Organisation, Post, User

    root = Organisation.objects.get(parent=None)
    made = []
    for username, title, role in FIRST:
        officer = Officer.enrol(act, title)
        Post.appoint(act, Appointment(officer, root, title, role))
        password = secrets.token_urlsafe(9)
        User.open_account(act, username, officer, password)
        made.append((username, password))
    return made
