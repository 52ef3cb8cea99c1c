"""The command as a process of its own, in a home of its own, on either database."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import URLError

COMMAND = [sys.executable, "-m", "baolian.faces.cli.main"]
PATIENCE = 60.0  # seconds; the machine that runs the tests may be busy


def environment(home: Path, url: str | None = None, **more: str) -> dict[str, str]:
    """That of the tests, with another home; without a URL, the database lies in that home."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("BAOLIAN_")}
    kept = {"BAOLIAN_MADE": os.environ["BAOLIAN_MADE"], "PYTHONIOENCODING": "utf-8"}
    env |= {"BAOLIAN_HOME": str(home)} | kept | more
    return env | ({"BAOLIAN_DATABASE_URL": url} if url is not None else {})


def baolian(env: Mapping[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    """It ends by itself, and never with a traceback."""
    done = subprocess.run(
        [*COMMAND, *words], env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@contextlib.contextmanager
def started(env: Mapping[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Running; killed at the end if it is still there."""
    with subprocess.Popen(
        [*COMMAND, *words],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=_hear_interrupts,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _hear_interrupts() -> None:
    # a shell that started the tests in the background made its children deaf to Ctrl-C
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def read_until(process: subprocess.Popen[bytes], words: str) -> str:
    """What it has said by the moment when it says the words."""
    assert process.stdout is not None
    said = b""
    while words.encode() not in said:
        more = os.read(process.stdout.fileno(), 4096)
        assert more, f"it ended and never said {words!r}: {said.decode()}"
        said += more
    return said.decode()


def stopped(process: subprocess.Popen[bytes], by: signal.Signals) -> tuple[int, str]:
    """Its exit code, and what it said since."""
    process.send_signal(by)
    said, _ = process.communicate(timeout=PATIENCE)
    return process.returncode, said.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetched(port: int, path: str) -> tuple[int, str, str]:
    """(status, address after redirections, text); waits for a server that is still starting."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                return answer.status, answer.url, answer.read().decode()
        except (URLError, ConnectionError):
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)


def listening(pid: int) -> set[str]:
    """The addresses, in the kernel's hexadecimal, on which the process and its children listen."""
    inodes = {str(fd.readlink()) for one in family(pid) for fd in descriptors(one)}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and f"socket:[{columns[9]}]" in inodes:
                found.add(columns[1].partition(":")[0])
    return found


def descriptors(pid: int) -> list[Path]:
    try:
        return [fd for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()]
    except OSError:
        return []


def family(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(word) for task in tasks for word in task.read_text("ascii").split()]
    return [pid, *(one for child in children for one in family(child))]
