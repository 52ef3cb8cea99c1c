"""`baolian serve` as a process: answers on loopback only, sweeps by itself, stops when told."""

from __future__ import annotations

import signal
import socket
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from baolian.faces.cli.main import main
from baolian.faces.cli.tests.processes import (
    PATIENCE,
    environment,
    fetched,
    free_port,
    listening,
    read_until,
    started,
    stopped,
)
from baolian.records.journal.models import Seal
from baolian.routines.supervision.models import Slip
from tests.world import build_world

pytestmark = pytest.mark.database
A_MONTH_LATER = "2022-04-08T09:00:00+08:00"
LOOPBACK = {"0100007F"}  # 127.0.0.1 as the kernel writes it


def test_it_answers_on_loopback_and_stops(
    own_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_world()
    connection.close()
    port = free_port()
    # left by an older version, and yet newer than the file that came with this one
    left = tmp_path / "home" / "static" / "parts" / "base.css"
    left.parent.mkdir(parents=True)
    left.write_text("of yesterday", encoding="utf-8")
    env = environment(tmp_path / "home", own_database)
    with started(env, "serve", "--port", str(port), "--host", "localhost") as process:
        assert fetched(port, "/healthz") == (200, f"http://127.0.0.1:{port}/healthz", "ok\n")
        status, address, page = fetched(port, "/")
        assert (status, address) == (200, f"http://127.0.0.1:{port}/sign-in/?next=/")
        assert "<form" in page
        assert "@layer" in fetched(port, "/static/parts/base.css")[2]
        if sys.platform == "linux":
            assert listening(process.pid) == LOOPBACK
        assert main(["serve", "--port", str(port)]) == 2
        assert main(["demo", "--port", str(port)]) == 2
        told = capsys.readouterr().err.splitlines()
        assert told[0].startswith(f"baolian serve: port {port} on 127.0.0.1 cannot be used: ")
        assert told[1].startswith(f"baolian demo: port {port} on 127.0.0.1 cannot be used: ")
        assert told[0].endswith("choose another with --port")
        code, said = stopped(process, signal.SIGTERM)
    assert code == 0
    assert f"http://127.0.0.1:{port}/" in said
    assert "WARNING" not in said
    assert "Traceback" not in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_its_clockwork_drafts_what_is_due(own_database: str, tmp_path: Path) -> None:
    build_world().difficulty()
    assert not Slip.objects.exists()
    connection.close()
    env = environment(tmp_path / "home", own_database, BAOLIAN_CLOCK=A_MONTH_LATER)
    with started(env, "serve", "--port", str(free_port()), "--sweep-every", "1") as process:
        read_until(process, "Started worker")
        until = time.monotonic() + PATIENCE
        while not Seal.objects.exists():
            assert time.monotonic() < until, "the clockwork does not turn"
            time.sleep(0.2)
        assert Slip.objects.exists()
        code, said = stopped(process, signal.SIGINT)
    assert code == 0
    assert "Traceback" not in said
    assert main(["verify"]) == 0
    connection.close()


@pytest.mark.only("sqlite")
def test_workers_need_postgresql(own_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    build_world()
    assert main(["serve", "--workers", "2", "--port", str(free_port())]) == 2
    assert "2 workers on SQLite; expected 1, or a PostgreSQL database" in capsys.readouterr().err
