"""The command `baolian`: one subcommand a module, clear errors, exit codes.

0: done. 1: done, and something was found (verify, import, pack check). 2: could not be done.
130: interrupted with Ctrl-C.
A subcommand's module has `add_arguments(parser)` and `run(args) -> int`; it imports Django's
models inside `run`, so that help and wrong arguments are answered at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from baolian import __version__
from baolian.faces.cli.refusals import in_words

COMMANDS = {
    "demo": "build the demonstration site and serve it",
    "serve": "serve the site on this machine",
    "sweep": "draft every slip that is due, and seal the journal",
    "import": "show how a workbook is understood; write it on confirmation",
    "bulletin": "print the bulletin of a month",
    "verify": "check the journal against the records",
    "pack": "check a pack of local rules, adopt one",
    "calendar": "take up a new version of the working calendar",
    "create-site": "found a site that lives by a pack",
    "account": "open accounts, give passwords, end accounts",
    "trial": "end the trial period: from then on slips go out",
    "reindex": "make the index anew by which things are found",
    "migrate": "bring the database up to this version",
}
# module names where the command's own word cannot be one
MODULES = {
    "import": "importing",
    "pack": "packs",
    "calendar": "calendars",
    "create-site": "create_site",
}


def module_of(command: str) -> ModuleType:
    return importlib.import_module(f"baolian.faces.cli.{MODULES.get(command, command)}")


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="baolian",
        description="Baolian (包联): the responsibility ledger of a county.",
        epilog="BAOLIAN_HOME says where a site's files lie, BAOLIAN_DATABASE_URL which database.",
    )
    parser.add_argument("--version", action="version", version=f"baolian {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command, words in COMMANDS.items():
        sub = commands.add_parser(command, help=words, description=words)
        sub.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
        module_of(command).add_arguments(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. An expected refusal is a sentence, never a traceback."""
    args = make_parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
    try:
        code: int = module_of(args.command).run(args)
    except KeyboardInterrupt:
        print(f"\nbaolian {args.command}: interrupted", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        # the reader of a pipe left: `baolian bulletin | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if args.traceback:
            raise
        print(f"baolian {args.command}: {in_words(error)}", file=sys.stderr)  # noqa: T201
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
