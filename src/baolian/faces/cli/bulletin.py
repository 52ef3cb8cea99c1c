"""`baolian bulletin`: a month's bulletin as Markdown, drafted when there is none yet."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import clockwork_act

if TYPE_CHECKING:
    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Organisation
    from baolian.routines.bulletins.models import Bulletin


def month(text: str) -> date:
    """`2022-06` as its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        found = f"found {text!r}, expected a month such as 2022-06"
        raise argparse.ArgumentTypeError(found) from error


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=month, required=True, metavar="YYYY-MM")
    parser.add_argument("--organisation", metavar="NAME", help="default: the whole site")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh")
    parser.add_argument(
        "--internal", action="store_true", help="the internal copy, with the honest rate"
    )
    parser.add_argument("--publish", metavar="CLERK", help="publish it as this account; for good")
    parser.add_argument("--output", type=Path, metavar="FILE", help="default: the screen")


def run(args: argparse.Namespace) -> int:
    act = clockwork_act()
    from baolian.routines.bulletins.models import Bulletin

    bulletin = Bulletin.open_or_draft(act, organisation(args.organisation), args.month)
    if args.publish:
        publish(act, bulletin, args.publish)
    text = bulletin.markdown(args.lang, internal=args.internal)
    if args.output:
        args.output.write_text(text + "\n", encoding="utf-8")
    else:
        sys.stdout.write(text + "\n")
    return 0


def organisation(name: str | None) -> Organisation:
    from baolian.records.people.models import Organisation

    found = (
        Organisation.objects.filter(name=name) if name else Organisation.objects.filter(parent=None)
    )
    if (one := found.first()) is None:
        places = ", ".join(Organisation.objects.places().values_list("name", flat=True))
        raise CannotDo(f"no organisation is called {name!r}; places here are {places}")
    return one


def publish(act: Act, bulletin: Bulletin, username: str) -> None:
    from baolian.records.people.models import User
    from baolian.routines.bulletins.models import AlreadyPublished, MonthNotOver

    clerk = User.objects.filter(username=username).first()
    if clerk is None or not clerk.can_publish_bulletins(bulletin.organisation.path):
        raise CannotDo(f"{username!r} is not an account of a clerk of {bulletin.organisation}")
    try:
        bulletin.publish(replace(act, by=clerk))
    except AlreadyPublished as error:
        raise CannotDo(
            f"the bulletin of {error} was published before; it stays as it is"
        ) from error
    except MonthNotOver as error:
        raise CannotDo(str(error)) from error
