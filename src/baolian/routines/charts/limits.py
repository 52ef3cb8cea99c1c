"""What drawing may cost. The engine that draws is a browser's: it runs in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Measured: 95 MB and 1.3 s for a chart, 156 MB and 6.5 s for the browser's bundle.

    `data_bytes` bounds what the process may write to, the engine's reservations and the stacks of
    its threads among them: some 600 MB on two cores of which it touches a sixth.
    """

    data_bytes: int = 1536 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: int = 120
