"""Child processes within limits: they open what strangers sent, or run engines not ours."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class EngineLimits:
    """`data_bytes` bounds what the process may write to: an engine maps much more than it ever
    touches."""

    data_bytes: int
    cpu_seconds: int = 60
    wall_seconds: int = 120


class Died(Exception):
    """The process came to no good end; `code` is what it ended with, if it did."""

    def __init__(self, why: str, code: int | None = None) -> None:
        super().__init__(why)
        self.code = code


def asked(module: str, limits: EngineLimits, task: bytes, *more: str) -> bytes:
    """What an engine answers to a task: `python -m MODULE LIMITS_JSON MORE`. Raises Died."""
    command = [sys.executable, "-P", "-m", module, json.dumps(asdict(limits)), *more]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            input=task,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            # fonts of one's own lie at home
            env=environment("HOME"),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Died(str(error)) from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Died(f"exit code {done.returncode}: {last}", done.returncode)
    return done.stdout


def limit_engine(told: str) -> None:
    """In the process of an engine, by the words that `asked` started it with."""
    limits = EngineLimits(**json.loads(told))
    limit_process(
        {resource.RLIMIT_DATA: limits.data_bytes, resource.RLIMIT_CPU: limits.cpu_seconds}
    )


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
