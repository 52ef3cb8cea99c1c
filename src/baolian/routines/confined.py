"""Child processes within limits: they open what strangers sent, or run engines not ours."""

from __future__ import annotations

import contextlib
import os
import resource
import sys


def limit_process(limits: dict[int, int]) -> None:
    """Sets these of this process, by their number in `resource`; no files written, no core."""
    for kind, value in (limits | {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}).items():
        # a system may refuse one of these (macOS: RLIMIT_AS); the wall clock still holds
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def environment(*kept: str) -> dict[str, str]:
    """All that a child is told: where modules and programs lie, and the variables named `kept`. The
    settings and secrets of the site stay out of it."""
    known = {name: os.environ[name] for name in kept if name in os.environ}
    path = os.pathsep.join(p for p in sys.path if p)
    return known | {"PYTHONPATH": path, "PATH": os.defpath}
