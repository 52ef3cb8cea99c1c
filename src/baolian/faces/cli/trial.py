"""`baolian trial end`: the office is ready, and from now on signed slips go out."""

from __future__ import annotations

import argparse
import sys

from baolian.faces.cli.named import act_by, organisation
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import require_site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    end = verbs.add_parser("end", help="end the trial period before its time")
    end.add_argument(
        "--by", required=True, metavar="ACCOUNT", help="who decides: leader, supervisor or clerk"
    )
    end.add_argument("--organisation", metavar="NAME", help="default: the site's")


def run(args: argparse.Namespace) -> int:
    require_site()
    from baolian.routines.supervision.models import NotOnTrial, Trial

    where = organisation(args.organisation)
    trial = Trial.objects.filter(organisation=where).first()
    if trial is None:
        raise CannotDo(f"{where} has no trial period of its own")
    act = act_by(args.by)
    if not trial.can_end(act.by):
        raise CannotDo(
            f"{args.by!r} may not end the trial of {where}; expected a leader, supervisor or clerk "
            "of it or of what lies above"
        )
    try:
        trial.end(act)
    except NotOnTrial as over:
        raise CannotDo(str(over)) from over
    sys.stdout.write(f"the trial of {where} has ended; slips that are signed now go out\n")
    return 0
