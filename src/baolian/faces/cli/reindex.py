"""`baolian reindex`: the index is made of the rows alone; this makes it anew."""

from __future__ import annotations

import argparse
import sys

from baolian.faces.cli.setups import require_site


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(_args: argparse.Namespace) -> int:
    require_site()
    from baolian.records.lookup import sheets

    sys.stdout.write(f"the index was made anew: {sheets.rebuild()} sheets\n")
    return 0
