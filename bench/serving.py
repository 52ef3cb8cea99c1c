"""What the served program holds in memory after everybody opened every page."""

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

if TYPE_CHECKING:
    from django.test import Client

# of what the page shows, by how its address' name begins
THINGS = ("matter", "subject", "visit", "officer", "pairing", "reading", "slip", "bulletin")


class Stay(HTTPRedirectHandler):
    """A redirect is an answer."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def opened(clients: Mapping[str, Client]) -> dict[str, Any]:
    """PSS of all processes of `baolian serve`, and how many pages were shown."""
    sessions = {name: client.cookies["sessionid"].value for name, client in clients.items()}
    addresses, port = list(every_page()), free_port()
    command = [
        sys.executable,
        "-m",
        "baolian.faces.cli.main",
        "serve",
        "--port",
        str(port),
        "--sweep-every",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ) as server:
        try:
            wait_for(port)
            begun = pss_mb(server.pid)
            shown, failed = 0, []
            for session in sessions.values():
                for language in ("zh-hans", "en"):
                    for address in addresses:
                        status = ask(port, address, session, language)
                        shown += status == HTTPStatus.OK
                        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                            failed.append(address)
            return {"pss_mb": pss_mb(server.pid), "begun_mb": begun, "pages": len(addresses),
                    "shown": shown, "failed": sorted(set(failed))}  # fmt: skip
        finally:
            server.terminate()


def every_page() -> Iterator[str]:
    """Every address of the site that a key can be found for."""
    from django.urls import URLPattern, get_resolver, reverse

    keys = sample_keys()
    for pattern in patterns(get_resolver("baolian.config.urls").url_patterns):
        assert isinstance(pattern, URLPattern)
        names = list(pattern.pattern.converters)
        known = {"pk": keys.get(thing_of(pattern.name or "")), "code": keys.get("code")}
        if pattern.name and pattern.name != "sign-out" and all(known.get(n) for n in names):
            yield reverse(pattern.name, kwargs={n: known[n] for n in names})
    from django.urls import reverse as at

    yield f"{at('find')}?q=%E7%94%A8%E5%B7%A5"
    for state in ("overdue", "closed", "all", "to_call_back", "suspended", "unassigned"):
        yield f"{at('ledger')}?state={state}"


def patterns(found: Any) -> Iterator[Any]:
    for one in found:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns)
        else:
            yield one


def thing_of(name: str) -> str:
    named = name.removeprefix("today-")
    return next((thing for thing in THINGS if named.startswith(thing)), "")


def sample_keys() -> dict[str, Any]:
    from baolian.records.matters.models import Matter
    from baolian.records.pairings.models import Pairing
    from baolian.records.people.models import Organisation
    from baolian.records.readings.models import Reading
    from baolian.records.visits.models import Visit
    from baolian.routines.bulletins.models import Bulletin
    from baolian.routines.supervision.models import Slip

    county = Organisation.objects.get(name="丹凤县")
    here = {"subject__place_path__startswith": county.path}
    matter = Matter.objects.placed_below(county.path).unresolved().order_by("-id")[0]
    bulletin = Bulletin.objects.order_by("id").first()
    figures = bulletin.figures_now() if hasattr(bulletin, "figures_now") else []
    return {
        "matter": matter.pk,
        "subject": matter.subject_id,
        "visit": Visit.objects.filter(**here).order_by("-id")[0].pk,
        "officer": matter.owner_id,
        "pairing": Pairing.objects.filter(**here).order_by("id")[0].pk,
        "reading": Reading.objects.filter(**here).order_by("id")[0].pk,
        "slip": Slip.objects.order_by("-id")[0].pk,
        "bulletin": bulletin.pk if bulletin else None,
        "code": next(iter(figures), None),
    }


def ask(port: int, address: str, session: str, language: str) -> int:
    request = Request(f"http://127.0.0.1:{port}{address}")
    request.add_header("Cookie", f"sessionid={session}; django_language={language}")
    try:
        with build_opener(Stay).open(request, timeout=120) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code


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
