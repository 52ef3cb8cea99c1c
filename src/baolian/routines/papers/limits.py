"""What setting a PDF may cost. The engine keeps what it has once taken: it runs in a process of
its own, which ends with the paper."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024

# by this exit code the process says that no font on this machine shows Chinese
NO_FONT = 3


@dataclass(frozen=True)
class Limits:
    """`data_bytes` bounds what the process may write to; fonts are mapped and only read."""

    data_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 60
    wall_seconds: int = 120
