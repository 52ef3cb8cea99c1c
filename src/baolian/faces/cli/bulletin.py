"""`baolian bulletin`: a month's bulletin as Markdown, drafted when there is none yet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from baolian.faces.cli.arguments import month
from baolian.faces.cli.named import by_clerk, organisation
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import clockwork_act

if TYPE_CHECKING:
    from datetime import date

    from baolian.records.journal.acts import Act
    from baolian.records.people.models import Organisation
    from baolian.routines.bulletins.models import Bulletin


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
    from baolian.records.people.models import User
    from baolian.routines.bulletins.models import are_founded

    root, clerk = organisation(args.organisation), None
    if args.publish:
        clerk = by_clerk(act, args.publish, root, User.can_publish_bulletins)
    bulletin = opened(act, root, args.month)
    if clerk:
        publish(clerk, bulletin)
    text = bulletin.markdown(args.lang, internal=args.internal)
    if args.output:
        args.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    if not are_founded(bulletin.figures()):
        sys.stderr.write(f"baolian bulletin: warning: {unfounded(bulletin)}\n")
    return 0


def unfounded(bulletin: Bulletin) -> str:
    return (
        f"nothing was recorded for {bulletin.organisation} by the end of {bulletin.month:%Y-%m}: "
        "apart from quoted statistics every number is zero or missing; look whether the month is "
        "the right one, or import the ledger first"
    )


def opened(act: Act, root: Organisation, first: date) -> Bulletin:
    """The month's bulletin. Raises CannotDo for a month that is to come or that no pack covers."""
    from baolian.records.rulebook.models import NoEdition
    from baolian.routines.bulletins.models import Bulletin, MonthNotBegun

    try:
        return Bulletin.open_or_draft(act, root, first)
    except MonthNotBegun as error:
        raise CannotDo(f"{first:%Y-%m} has not begun; today is {act.today}") from error
    except NoEdition as error:
        held = min(since for chosen in act.rulebook.adoptions.values() for since, _ in chosen)
        raise CannotDo(
            f"no pack was adopted by {root} in {first:%Y-%m}; the first one holds from {held} on"
        ) from error


def publish(act: Act, bulletin: Bulletin) -> None:
    from baolian.routines.bulletins.models import AlreadyPublished, MonthNotOver, NothingRecorded

    try:
        bulletin.publish(act)
    except AlreadyPublished as error:
        raise CannotDo(
            f"the bulletin of {error} was published before; it stays as it is"
        ) from error
    except MonthNotOver as error:
        raise CannotDo(str(error)) from error
    except NothingRecorded as error:
        raise CannotDo(unfounded(bulletin)) from error
