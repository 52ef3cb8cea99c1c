"""`baolian migrate`."""

from __future__ import annotations

import argparse
import sys

from baolian.faces.cli.setups import migrate


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """It has none."""


def run(_args: argparse.Namespace) -> int:
    migrate()
    sys.stdout.write("the database is up to date\n")
    return 0
