"""What setting a PDF may cost. The engine keeps what it has once taken: it runs in a process of
its own, which ends with the paper."""

from __future__ import annotations

from baolian.routines.confined import MEBIBYTE, EngineLimits

# by this exit code the process says that no font on this machine shows Chinese
NO_FONT = 3

# fonts are mapped and only read
LIMITS = EngineLimits(1024 * MEBIBYTE)
