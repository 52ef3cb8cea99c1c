"""What the served program holds in memory after everybody opened every page; what each weighed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bench.samples import addresses, sample_keys
from bench.weighing import weight

if TYPE_CHECKING:
    from django.test import Client


class Stay(HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def opened(clients: Mapping[str, Client]) -> dict[str, Any]:
    """PSS of all processes of `baolian serve`, how many pages were shown, how heavy they are."""
    sessions = {name: client.cookies["sessionid"].value for name, client in clients.items()}
    asked, port = list(addresses(sample_keys(clients["prefecture"]))), free_port()
    command = [sys.executable, "-m", "baolian.faces.cli.main", "serve", "--port", str(port),
               "--sweep-every", "0"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ) as server:
        try:
            wait_for(port)
            begun, visitor = pss_mb(server.pid), Visitor(port)
            for who, session in sessions.items():
                for language in ("zh-hans", "en"):
                    for address in asked:
                        visitor.open(who, session, language, address)
            return {"pss_mb": pss_mb(server.pid), "begun_mb": begun, "pages": len(asked),
                    "shown": visitor.shown, "failed": sorted(visitor.failed),
                    "heaviest": visitor.heaviest()}  # fmt: skip
        finally:
            server.terminate()


class Visitor:
    """Opens pages and keeps the heaviest of each address."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.shown = 0
        self.failed: set[str] = set()
        self.weights: dict[str, tuple[int, str]] = {}
        self.sizes: dict[str, int] = {}

    def open(self, who: str, session: str, language: str, address: str) -> None:
        status, page, kind = ask(self.port, address, session, language)
        self.shown += status == HTTPStatus.OK
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.failed.add(address)
        if status == HTTPStatus.OK and "html" in kind:
            weighed = weight(page, self.size_of), f"{who} {language}"
            self.weights[address] = max(weighed, self.weights.get(address, weighed))

    def size_of(self, file: str) -> int:
        if file not in self.sizes:
            status, content, _kind = ask(self.port, file)
            assert status == HTTPStatus.OK, file
            self.sizes[file] = len(content)
        return self.sizes[file]

    def heaviest(self, n: int = 5) -> list[tuple[float, str]]:
        """In kB, with the address and to whom."""
        most = sorted(self.weights.items(), key=lambda one: -one[1][0])[:n]
        return [(size / 1000, f"{address} {who}") for address, (size, who) in most]


def ask(
    port: int, address: str, session: str = "", language: str = "zh-hans"
) -> tuple[int, bytes, str]:
    """Status, what was sent, and of what kind it is."""
    request = Request(f"http://127.0.0.1:{port}{address}")
    request.add_header("Cookie", f"sessionid={session}; django_language={language}")
    try:
        with build_opener(Stay).open(request, timeout=120) as answer:
            return int(answer.status), answer.read(), answer.headers.get_content_type()
    except HTTPError as error:
        return error.code, b"", ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on {port}")


def pss_mb(pid: int) -> float:
    """Of the process and all below it: what it shares with others counts in part."""
    kilobytes = 0
    for one in [pid, *below(pid)]:
        text = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        line = next(line for line in text.splitlines() if line.startswith("Pss:"))
        kilobytes += int(line.split()[1])
    return kilobytes / 1024


def below(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield int(child)
            yield from below(int(child))
