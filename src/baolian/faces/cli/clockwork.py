"""The clockwork inside a serving process: sweep, seal, and clear away, again and again.

Started from the WSGI module, because the server's own start-up hook hangs. With several workers
each runs it; that is safe, since a slip is claimed by its row and not by a lock.
"""

from __future__ import annotations

import logging
import os
import threading
import time

from django.db import close_old_connections, connection

log = logging.getLogger("baolian.clockwork")


def start() -> None:
    """A daemon thread if BAOLIAN_SWEEP_EVERY is a number of seconds above 0."""
    every = int(os.environ.get("BAOLIAN_SWEEP_EVERY", "0"))
    if every > 0:
        threading.Thread(target=run, args=(every,), name="clockwork", daemon=True).start()


def run(every: int) -> None:
    while True:
        time.sleep(every)
        turn()


def turn() -> None:
    """One turn; whatever goes wrong is logged and tried again at the next."""
    from baolian.faces.cli.setups import clockwork_act
    from baolian.records.journal.seals import seal
    from baolian.routines.exchange.uploads import sweep_uploads
    from baolian.routines.supervision.sweep import sweep

    close_old_connections()
    try:
        act = clockwork_act()
        swept = sweep(act)
        link = seal(act)
        sweep_uploads(act.at)
        if swept.drafted or link:
            log.info("%s drafted, head %s", swept.drafted, link.head if link else "unchanged")
    except Exception:
        log.exception("the clockwork's turn failed; it will try again")
    finally:
        connection.close()
