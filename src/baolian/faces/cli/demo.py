"""`baolian demo`: a site with invented people and the article's figures, built by the real verbs.

The office's workbook is imported, two weeks of June 2022 are played, and the site's clock stands
still on the afternoon of 30 June, so that the pages say the same to everybody.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from baolian.faces.cli.arguments import port
from baolian.faces.cli.demo_home import DemoHome, Told
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import migrate

CLOCK = "2022-06-30T17:00:00+08:00"
PASSWORD = "baolian-demo"  # noqa: S105 - printed on the screen; a demo holds invented data only


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="?", default="shangluo", choices=["shangluo"])
    parser.add_argument(
        "--clock",
        choices=["fixed", "now"],
        help="fixed: 30 June 2022, the day of the article's figures; now: today "
        "(default: as it was built; a new one fixed)",
    )
    parser.add_argument("--rebuild", action="store_true", help="throw the old demo away first")
    parser.add_argument("--no-serve", action="store_true", help="build it and end")
    parser.add_argument("--port", type=port, default=8000)


def run(args: argparse.Namespace) -> int:
    from baolian.faces.cli.serve import require_free, serve

    if not args.no_serve:
        require_free(args.port)
    home = DemoHome()
    if args.rebuild:
        home.throw_away()
    if told := home.told():
        refuse_other_clock(told, args.clock)
        migrate()
    else:
        told = build(home, args.clock)
    tell(told, args.port)
    if args.no_serve:
        return 0
    return serve(args.port, 1, 60)


def refuse_other_clock(told: Told, wanted: str | None) -> None:
    built = "fixed" if told["clock"] else "now"
    if wanted not in {None, built}:
        raise CannotDo(
            f"the demo here was built with --clock {built}; "
            f"add --rebuild to build it with --clock {wanted}"
        )


def build(home: DemoHome, clock: str | None) -> Told:
    home.begin()
    from baolian.faces.cli import demo_site

    progress = Progress()
    accounts = demo_site.build(progress, PASSWORD)
    fixed = "" if clock == "now" else CLOCK
    told = home.finish({"clock": fixed, "password": PASSWORD, "accounts": accounts})
    progress.end()
    return told


def tell(told: Told, port: int) -> None:
    """The address and one account for every role."""
    say(f"\n演示站点 / demonstration site   http://127.0.0.1:{port}/")
    say(f"密码 / password for every account: {told['password']}\n")
    for account in told["accounts"]:
        say(f"  {account['username']:14} {account['role']:15} {account['who']}")
    say("")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


class Progress:
    """One line a step, with the seconds it took."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        began = time.monotonic()
        sys.stdout.write(f"  {words} ... ")
        sys.stdout.flush()
        yield
        say(f"{time.monotonic() - began:.1f} s")

    def end(self) -> None:
        say(f"  built in {time.monotonic() - self.began:.1f} s")
