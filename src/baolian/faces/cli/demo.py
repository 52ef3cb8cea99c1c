"""`baolian demo`: a site with invented people and the article's figures, built by the real verbs.

The office's workbook is imported, two weeks of June 2022 are played, and the site's clock stands
still on the afternoon of 30 June, so that the pages say the same to everybody.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baolian.faces.cli.refusals import CannotDo

CLOCK = "2022-06-30T17:00:00+08:00"
PASSWORD = "baolian-demo"  # noqa: S105 - printed on the screen; a demo holds invented data only


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", nargs="?", default="shangluo", choices=["shangluo"])
    parser.add_argument(
        "--clock",
        choices=["fixed", "now"],
        default="fixed",
        help="fixed: 30 June 2022, the day of the article's figures; now: today",
    )
    parser.add_argument("--rebuild", action="store_true", help="throw the old demo away first")
    parser.add_argument("--no-serve", action="store_true", help="build it and end")
    parser.add_argument("--port", type=int, default=8000)


def run(args: argparse.Namespace) -> int:
    home = Path(os.environ.setdefault("BAOLIAN_HOME", "var/demo")).resolve()
    facts = home / "demo.json"
    if args.rebuild:
        throw_away(home, facts)
    if not facts.exists():
        refuse_a_real_site(home)
        build(home, facts, args.clock)
    tell(facts, args)
    if args.no_serve:
        return 0
    from baolian.faces.cli.serve import serve

    return serve("127.0.0.1", args.port, 1, 0 if clock_of(facts) else 60)


def throw_away(home: Path, facts: Path) -> None:
    """Remove a finished or half-built demo; never a site that somebody works in."""
    if "BAOLIAN_DATABASE_URL" in os.environ:
        raise CannotDo("--rebuild removes files only; empty the schema of the database yourself")
    if not facts.exists() and not (home / "demo.part").exists():
        refuse_a_real_site(home)
    for file in home.glob("baolian.sqlite3*"):
        file.unlink()
    facts.unlink(missing_ok=True)


def refuse_a_real_site(home: Path) -> None:
    started = home / "demo.part"
    if (home / "baolian.sqlite3").exists() and not started.exists():
        raise CannotDo(f"{home} holds a site that is not a demo; set BAOLIAN_HOME elsewhere")


def build(home: Path, facts: Path, clock: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    part = home / "demo.part"
    if part.exists():
        # a build that was interrupted: begin again from nothing
        for file in home.glob("baolian.sqlite3*"):
            file.unlink()
    part.touch()
    from baolian.faces.cli import demo_site

    progress = Progress()
    accounts = demo_site.build(progress, PASSWORD)
    fixed = CLOCK if clock == "fixed" else ""
    written = {"clock": fixed, "password": PASSWORD, "accounts": accounts}
    part.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    part.rename(facts)
    progress.end()
    # settings were read before the file existed
    from django.conf import settings

    settings.DEMO, settings.FIXED_CLOCK = True, fixed


def clock_of(facts: Path) -> str:
    clock: str = json.loads(facts.read_text(encoding="utf-8"))["clock"]
    return clock


def tell(facts: Path, args: argparse.Namespace) -> None:
    """The address and one account for every role."""
    told = json.loads(facts.read_text(encoding="utf-8"))
    if (args.clock == "now") == bool(told["clock"]) and args.clock == "now":
        raise CannotDo("the demo here has the fixed clock; add --rebuild to build one with today's")
    say(f"\n演示站点 / demonstration site   http://127.0.0.1:{args.port}/")
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
