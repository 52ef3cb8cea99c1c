"""Where the time of one page goes: its statements, and the functions it is seen in."""

from __future__ import annotations

import cProfile
import io
import pstats
import time
from collections.abc import Callable
from typing import Any

TIMES = 20


def told(ask: Callable[[], Any]) -> str:
    from django.db import connection

    for _ in range(3):
        ask()
    seen: list[tuple[float, str]] = []

    def noting(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            seen.append((1000 * (time.perf_counter() - began), f"{sql}  {params}"))

    with connection.execute_wrapper(noting):
        ask()
    lines = [f"{ms:7.2f} ms  {sql}" for ms, sql in seen]
    watch = cProfile.Profile()
    watch.enable()
    for _ in range(TIMES):
        ask()
    watch.disable()
    out = io.StringIO()
    stats = pstats.Stats(watch, stream=out)
    stats.sort_stats("cumulative").print_stats("baolian|django", 70)
    stats.sort_stats("tottime").print_stats(30)
    return "\n".join(lines) + f"\n{len(lines)} statements\n" + out.getvalue()
