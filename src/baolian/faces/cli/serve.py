"""`baolian serve`: the site on this machine, with its clockwork."""

from __future__ import annotations

import argparse
import os
import socket
import sys

from baolian.faces.cli.arguments import port, seconds, workers
from baolian.faces.cli.refusals import CannotDo
from baolian.faces.cli.setups import migrate, require_site, set_up

# requests at once; each thread has its own connection to the database
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", choices=["127.0.0.1", "localhost"])
    parser.add_argument("--port", type=port, default=8000)
    parser.add_argument("--workers", type=workers, default=1, help="more than one needs PostgreSQL")
    parser.add_argument(
        "--sweep-every",
        type=seconds,
        default=60,
        metavar="SECONDS",
        help="how often the clockwork sweeps; 0 leaves it to `baolian sweep`",
    )


def run(args: argparse.Namespace) -> int:
    require_free(args.port)
    require_site()
    migrate()
    return serve(args.port, args.workers, args.sweep_every)


def require_free(port: int, host: str = "127.0.0.1") -> None:
    """Raises CannotDo when the port is taken: the server would share it and answer every other
    request, because it asks the system for exactly that.
    """
    with socket.socket() as probe:
        if os.name == "posix":
            # a port that was just left is free; one that somebody listens on is not
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotDo(
                f"port {port} on {host} cannot be used: {error.strerror}; "
                "stop what listens there, or choose another with --port"
            ) from error


def serve(port: int, workers: int, sweep_every: int) -> int:
    """On loopback and nowhere else, until SIGINT or SIGTERM; a proxy faces the network."""
    set_up()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    if workers > 1 and connection.vendor == "sqlite":
        raise CannotDo(f"{workers} workers on SQLite; expected 1, or a PostgreSQL database")
    connection.close()
    make_bundle()
    # cleared first: a file that an older version left is newer than the one that came with this
    call_command("collectstatic", clear=True, verbosity=0, interactive=False)
    os.environ["BAOLIAN_SWEEP_EVERY"] = str(sweep_every)
    sys.stdout.write(f"Baolian: http://127.0.0.1:{port}/  (Ctrl-C to stop)\n")
    sys.stdout.flush()
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "baolian.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        interface=Interfaces.WSGI,
        websockets=False,
        static_path_route=["/static"],
        static_path_mount=[settings.STATIC_ROOT],
        log_access=False,
    ).serve()
    return 0


def make_bundle() -> None:
    """What draws charts; a site without it shows their tables, and serves all the same."""
    from baolian.faces.parts import vega
    from baolian.routines.charts.drawing import NotDrawn

    try:
        vega.ensure()
    except (NotDrawn, OSError) as error:
        sys.stderr.write(f"baolian serve: charts will be shown as tables: {error}\n")
