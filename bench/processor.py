"""How much was computed: on a busy machine as much as on a quiet one, whatever a clock shows."""

from __future__ import annotations

import time
from pathlib import Path

from django.db import connection


def processor_s() -> float:
    """Of this process, and of its server at the database, since they began; the system's part of
    reading and writing is in it, waiting for the disk is not. Helpers of a parallel statement are
    not in it either."""
    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return time.process_time()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text("ascii")
    return time.process_time() + int(server.split()[0]) / 1e9
