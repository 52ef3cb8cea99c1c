"""`baolian calendar add`: the State Council has published a year's holidays."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from baolian.faces.cli.named import act_by
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import require_site
from baolian.rules.calendars import BadYearRecord


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="a new version; deadlines that run already keep theirs")
    add.add_argument("file", type=Path, metavar="FILE", help="TOML in the form of china.toml")
    add.add_argument(
        "--by", required=True, metavar="ACCOUNT", help="who does it: clerk or system administrator"
    )


def run(args: argparse.Namespace) -> int:
    require_site()
    from baolian.records.rulebook.models import Calendar, CalendarKnown
    from baolian.records.rulebook.sites import can_publish_calendar

    act = act_by(args.by)
    if not can_publish_calendar(act.by):
        raise CannotDo(f"{args.by!r} is not the clerk or system administrator of the whole site")
    try:
        calendar = Calendar.publish(act, args.file.read_text(encoding="utf-8"))
    except CalendarKnown as known:
        raise CannotDo(
            f"version {known} was published before; a new calendar needs a new version"
        ) from known
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, BadYearRecord) as wrong:
        raise CannotDo(f"{args.file} is no calendar: {wrong}") from wrong
    except (KeyError, TypeError, AttributeError) as wrong:
        raise CannotDo(
            f"{args.file} is no calendar ({wrong}); expected version, and [[years]] with year, "
            "notice, days_off, worked, as in china.toml"
        ) from wrong
    sys.stdout.write(f"{calendar} holds for deadlines that begin from now on\n")
    return 0
