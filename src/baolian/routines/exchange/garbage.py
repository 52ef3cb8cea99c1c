"""Reading and writing a ledger without searching for garbage in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The rows of a ledger all live until the end: looking through hundreds of thousands of them
    for cycles, again and again, would take a third of an import's time. Also a decorator."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
