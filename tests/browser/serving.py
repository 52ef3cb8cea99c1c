"""A demo served as an office serves it: the command itself, with its server and its clockwork."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from http import HTTPStatus

from baolian.faces.cli.tests.processes import COMMAND, fetched, free_port
from tests.demos import Demo

PATIENCE = 60.0  # seconds; other runs may share the machine


@contextlib.contextmanager
def served(demo: Demo) -> Iterator[str]:
    """Its address. What the server says is kept: nobody may ever have met a traceback."""
    port, log = free_port(), demo.home / "serve.log"
    # the demo's clock stands still, so there is nothing to sweep
    words = [*COMMAND, "serve", "--port", str(port), "--sweep-every", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(words, env=demo.env, stdout=out, stderr=subprocess.STDOUT)
        try:
            assert fetched(port, "/healthz")[0] == HTTPStatus.OK
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)
    said = log.read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in said, said


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
