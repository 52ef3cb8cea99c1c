"""`baolian create-site`: an empty site that lives by a pack, with its first accounts.

All or nothing: whatever is wrong with the pack or a place, no half of a site is left behind.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from baolian.faces.cli.arguments import adoption, day, folder
from baolian.faces.cli.homes import SITE
from baolian.faces.cli.packs import adopt
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import migrate, refuse_half_a_demo
from baolian.rules.packs import Roots, default_roots, load

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
        "--since",
        type=day,
        metavar="YYYY-MM-DD",
        help="day from which it holds (default: today)",
    )
    parser.add_argument(
        "--adopt",
        action="append",
        type=adoption,
        default=[],
        metavar="PLACE=PACK",
        help="a place below adopts its own pack, for example 丹凤县=shangluo/danfeng",
    )
    parser.add_argument(
        "--packs", type=folder, metavar="FOLDER", help="where the office's own packs lie"
    )


def run(args: argparse.Namespace) -> int:
    roots = [args.packs, *default_roots()] if args.packs else default_roots()
    for pack in (args.pack, *(own for _, own in args.adopt)):
        load(pack, roots)
    os.environ.setdefault("BAOLIAN_HOME", str(SITE))  # never beside a demo
    refuse_half_a_demo()
    migrate()
    from baolian.faces.parts.clocks import now
    from baolian.records.journal.acts import SHANGHAI

    today = now().astimezone(SHANGHAI).date()
    since = args.since or today
    if since > today:
        raise CannotDo(f"--since {since} is still to come; expected today, {today}, or earlier")
    accounts = create(args.pack, since, args.adopt, roots)
    sys.stdout.write(
        "the site stands; first accounts and their one-time passwords, shown only now:\n"
    )
    for username, password in accounts:
        sys.stdout.write(f"  {username:10} {password}\n")
    return 0


def create(
    pack: str, since: date, adoptions: list[tuple[str, str]], roots: Roots
) -> list[tuple[str, str]]:
    """(username, one-time password) of its accounts. Raises CannotDo, PackError."""
    from django.db import transaction

    from baolian.faces.parts.clocks import now
    from baolian.records.rulebook.sites import SiteExists, found_site

    with transaction.atomic():
        try:
            act = found_site(now(), pack, since, roots)
        except SiteExists as exists:
            raise CannotDo(str(exists)) from exists
        for place, own in adoptions:
            adopt(act, place, own, since, roots)
        begin_trial(act)
        return first_accounts(act)


def begin_trial(act: Act) -> None:
    from baolian.records.people.models import Organisation
    from baolian.routines.supervision.models import Trial

    for root in Organisation.objects.filter(parent=None):
        Trial.begin(act, root)


def first_accounts(act: Act) -> list[tuple[str, str]]:
    """(username, one-time password) of the accounts a site starts with."""
    from baolian.records.people.accounts import give_password
    from baolian.records.people.models import Appointment, Officer, Organisation, Post, User

    root = Organisation.objects.get(parent=None)
    made = []
    for username, title, role in FIRST:
        officer = Officer.enrol(act, title)
        Post.appoint(act, Appointment(officer, root, title, role))
        user = User.open_account(act, username, officer, None)
        made.append((username, give_password(act, user)))
    return made
