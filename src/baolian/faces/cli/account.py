"""`baolian account`: who may sign in, and as what. Passwords are shown once and never again."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from baolian.faces.cli.arguments import day
from baolian.faces.cli.named import account, act_by, officer, officer_at, organisation
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import clockwork_act, require_site

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Officer, Organisation, User

# the words of people.models.Post.Role that somebody can be given; a ledger gives `holder`
ROLES = (
    "officer", "leader", "liaison", "handler", "clerk", "supervisor", "counter", "monitor",
    "system_admin", "security_admin", "audit_admin",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="an account for an officer in a post; makes what is missing")
    add.set_defaults(do=add_account)
    add.add_argument("name", type=username, metavar="NAME", help="what is typed at sign-in")
    add.add_argument(
        "--officer", required=True, metavar="张三", help="who; 张三#12 or 张三#new among namesakes"
    )
    add.add_argument(
        "--organisation",
        required=True,
        metavar="NAME",
        help="where; 丹凤县/人社局 tells twins apart",
    )
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--title", metavar="科员", help="of the post (default: the role's name)")
    add.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="of the post (default: today)")
    add.add_argument(
        "--enters-for", metavar="OFFICER", help="the leader on whose behalf a liaison enters"
    )
    password = verbs.add_parser("password", help="a new one-time password; ends its sessions")
    password.set_defaults(do=give)
    end = verbs.add_parser("end", help="lock it, end its officer's posts; nothing is deleted")
    end.set_defaults(do=end_it)
    for verb in (password, end):
        verb.add_argument("name", metavar="NAME")
    for verb in (add, password, end):
        verb.add_argument("--by", metavar="ACCOUNT", help="who does it: an administrator or clerk")
    verbs.add_parser("list", help="all accounts").set_defaults(do=list_all)


def username(text: str) -> str:
    """Raises ArgumentTypeError."""
    if not re.fullmatch(r"[\w.-]{1,60}", text):
        found = f"found {text!r}, expected up to 60 letters, digits, and the signs . - _"
        raise argparse.ArgumentTypeError(found)
    return text


def run(args: argparse.Namespace) -> int:
    require_site()
    return int(args.do(args))


def keeper_act(by: str | None) -> Act:
    """An act of the account that does it; of the clockwork while nobody is there who could.

    Raises CannotDo.
    """
    from baolian.records.people.accounts import keepers

    if by:
        return act_by(by)
    act = clockwork_act()
    if known := sorted(user.username for user in keepers(act.today)):
        raise CannotDo(f"who does it? expected --by and one of: {', '.join(known)}")
    return act


def is_clockwork(act: Act) -> bool:
    return act.by.username == act.by.CLOCKWORK


def add_account(args: argparse.Namespace) -> int:
    from django.db import transaction

    act = keeper_act(args.by)
    where = organisation(args.organisation)
    require_appointing(act, where, args.role)
    leader = officer(args.enters_for) if args.enters_for else None
    with transaction.atomic():
        who = person(act, args, where)
        appoint(act, args, who, where)
        if leader:
            make_liaison(act, who, leader)
        password = open_or_resume(act, args.name, who)
    say(f"{args.name}: {who}, {posts_of(who)}")
    if password:
        tell(args.name, password)
    return 0


def require_appointing(act: Act, where: Organisation, role: str) -> None:
    """Raises CannotDo."""
    from baolian.records.people.accounts import can_appoint

    if not (is_clockwork(act) or can_appoint(act.by, where, role)):
        raise CannotDo(
            f"{act.by.username!r} may not give anybody the role {role} in {where}; expected a "
            "clerk there or above, for an administrator a system or security administrator"
        )


def person(act: Act, args: argparse.Namespace, where: Organisation) -> Officer:
    """Whose account it is or becomes; enrolled when nobody is called that. Raises CannotDo."""
    from baolian.records.people.models import Officer, User

    name = args.officer.partition("#")[0]
    user = User.objects.filter(username=args.name).first()
    if user and (user.officer is None or user.officer.name != name):
        raise CannotDo(f"the account {args.name!r} is that of {user}; choose another name")
    known = user.officer if user else officer_at(args.officer, where)
    who = known or Officer.enrol(act, name)
    other = User.objects.filter(officer=who).exclude(username=args.name).first()
    if other:
        raise CannotDo(f"{who} has the account {other.username!r}; one person has one")
    return who


def appoint(act: Act, args: argparse.Namespace, who: Officer, where: Organisation) -> None:
    from baolian.records.people.models import Appointment, Post

    if not Post.objects.unended().filter(officer=who, organisation=where, role=args.role):
        title = args.title or Post.Role(args.role).label
        Post.appoint(act, Appointment(who, where, title, args.role, args.since))


def make_liaison(act: Act, who: Officer, leader: Officer) -> None:
    from baolian.records.people.models import Liaison

    if not Liaison.objects.unended().filter(officer=who, leader=leader):
        Liaison.appoint(act, who, leader)


def open_or_resume(act: Act, name: str, who: Officer) -> str | None:
    """A one-time password; none for an account that stands and goes on."""
    from baolian.records.people.accounts import give_password, resume_account
    from baolian.records.people.models import User

    user = User.objects.filter(username=name).first()
    if user is None:
        user = User.open_account(act, name, who, None)
    elif user.is_active:
        return None
    else:
        resume_account(act, user)
    return give_password(act, user)


def kept(args: argparse.Namespace) -> tuple[Act, User]:
    """Who does it, to which account. Raises CannotDo."""
    from baolian.records.people.accounts import can_keep_account

    act, user = keeper_act(args.by), account(args.name)
    if not user.is_active:
        raise CannotDo(f"the account {user.username!r} has been ended; `account add` resumes it")
    if not (is_clockwork(act) or can_keep_account(act.by, user)):
        raise CannotDo(
            f"{act.by.username!r} does not keep the account {user.username!r}; expected a clerk "
            "above all its posts, for an administrator's a system or security administrator"
        )
    return act, user


def give(args: argparse.Namespace) -> int:
    from baolian.records.people.accounts import give_password

    act, user = kept(args)
    tell(user.username, give_password(act, user))
    return 0


def end_it(args: argparse.Namespace) -> int:
    from baolian.records.pairings.models import Pairing
    from baolian.records.people.accounts import end_account

    act, user = kept(args)
    posts = end_account(act, user)
    say(f"{user.username}: ended, with {len(posts)} posts of {user}; what he did stays")
    standing = Pairing.objects.unended().filter(officer=user.officer_id).count()
    if user.officer_id and standing:
        say(f"{standing} pairings still name {user}: somebody else has to take them over")
    return 0


def list_all(_args: argparse.Namespace) -> int:
    from baolian.records.people.models import User

    users = User.objects.exclude(username=User.CLOCKWORK).select_related("officer")
    for user in users.order_by("username"):
        posts = posts_of(user.officer) if user.officer else ""
        say(f"{user.username:16} {state(user):18} {user}  {posts}".rstrip())
    return 0


def state(user: User) -> str:
    from baolian.records.people.accounts import has_one_time_password

    if not user.is_active:
        return "ended"
    if not user.has_usable_password():
        return "no password"
    return "one-time password" if has_one_time_password(user) else "active"


def posts_of(who: Officer) -> str:
    """Those that have not ended; one that is still to begin says when."""
    posts = who.posts.unended().select_related("organisation").order_by("pk")
    return "; ".join(f"{post} ({post.role}, since {post.since})" for post in posts)


def tell(name: str, password: str) -> None:
    say(f"one-time password, shown only now: {name}  {password}")
    say("at the first sign-in a password of one's own has to be chosen")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
