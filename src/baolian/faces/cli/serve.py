"""`baolian serve`: the site on this machine, with its clockwork."""

from __future__ import annotations

import argparse
import os
import sys

from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import clockwork_act, migrate, set_up

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", choices=LOOPBACK)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="more than one needs PostgreSQL")
    parser.add_argument(
        "--sweep-every",
        type=int,
        default=60,
        metavar="SECONDS",
        help="how often the clockwork sweeps; 0 leaves it to `baolian sweep`",
    )


def run(args: argparse.Namespace) -> int:
    migrate()
    clockwork_act()  # says so when there is no site yet
    return serve(args.host, args.port, args.workers, args.sweep_every)


def serve(host: str, port: int, workers: int, sweep_every: int) -> int:
    set_up()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from granian.constants import Interfaces
    from granian.server import Server

    if workers > 1 and connection.vendor == "sqlite":
        raise CannotDo(f"{workers} workers on SQLite; expected 1, or a PostgreSQL database")
    call_command("collectstatic", verbosity=0, interactive=False)
    os.environ["BAOLIAN_SWEEP_EVERY"] = str(sweep_every)
    sys.stdout.write(f"Baolian: http://{host}:{port}/  (Ctrl-C to stop)\n")
    sys.stdout.flush()
    Server(
        "baolian.config.wsgi:application",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        log_access=False,
    ).serve()
    return 0
