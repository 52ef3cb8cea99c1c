"""`baolian sweep`: what the office's clockwork does by itself. Safe to run every minute."""

from __future__ import annotations

import argparse
import sys

from baolian.faces.cli.setups import clockwork_act


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-seal", action="store_true", help="do not seal the journal afterwards")


def run(args: argparse.Namespace) -> int:
    act = clockwork_act()
    from baolian.records.journal.seals import seal
    from baolian.routines.exchange.uploads import sweep_uploads
    from baolian.routines.supervision.sweep import sweep

    swept = sweep(act)
    link = None if args.no_seal else seal(act)
    sweep_uploads(act.at)
    sealed = f"; sealed {link.entries} entries, head {link.head}" if link else ""
    sys.stdout.write(f"{swept.drafted} slips drafted, {swept.reminders} reminders{sealed}\n")
    if swept.failed:
        keys = ", ".join(map(str, swept.failed))
        sys.stderr.write(f"could not be swept, see the log: deadlines {keys}\n")
    return 1 if swept.failed else 0
