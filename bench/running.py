"""How a bench goes: phases, each in a process of its own, on both databases; then what holds."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

Found = dict[str, float]
DATABASES = ["sqlite", "postgresql"]


@dataclass(frozen=True)
class Bench:
    """`name`: of the module. `phases` are given the scale; `sum_up` adds to what all of them found;
    `report` prints each claim beside what was measured and says whether all hold."""

    name: str
    about: str | None
    phases: Mapping[str, Callable[[float], Found]]
    report: Callable[[str, Found], bool]
    sum_up: Callable[[Found], Found] = dict

    def in_child(self, phase: str, scale: float, url: str, home: str) -> Found:
        """A process of its own for each phase: memory and warmth are that phase's."""
        command = [sys.executable, "-m", self.name, "--phase", phase, "--scale", str(scale)]
        env = os.environ | {"BAOLIAN_DATABASE_URL": url, "BAOLIAN_HOME": home}
        run = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
        measured: Found = json.loads(run.stdout)
        return measured

    def measure(self, database: str, scale: float) -> Found:
        with ExitStack() as stack:
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="baolian-bench-"))
            url = f"sqlite:///{Path(home) / 'bench.sqlite3'}"
            if database == "postgresql":
                from tests.postgres import temp_postgres

                socket = stack.enter_context(temp_postgres())
                url = f"postgresql://postgres@/postgres?host={socket}"
            found: Found = {}
            for phase in self.phases:
                found |= self.in_child(phase, scale, url, home)
                print(f"  {database}: {phase} {found}", file=sys.stderr, flush=True)
            return self.sum_up(found)

    def main(self) -> int:
        """Exit code 1 when a claim is missed; a rehearsal misses none."""
        parser = argparse.ArgumentParser(prog=f"python -m {self.name}", description=self.about)
        parser.add_argument("--scale", type=float, default=1.0)
        parser.add_argument("--database", choices=DATABASES, action="append")
        parser.add_argument("--phase", choices=list(self.phases), help=argparse.SUPPRESS)
        args = parser.parse_args()
        if args.phase:
            print(json.dumps(self.run(args.phase, args.scale)))
            return 0
        held = [
            self.report(database, self.measure(database, args.scale))
            for database in args.database or DATABASES
        ]
        return 0 if all(held) or args.scale < 1 else 1

    def run(self, phase: str, scale: float) -> Found:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baolian.config.settings")
        import django

        django.setup()
        return self.phases[phase](scale)
