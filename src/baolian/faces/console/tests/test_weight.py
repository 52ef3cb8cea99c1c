"""What the heaviest pages weigh in a prefecture of four hundred offices, with long summaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from baolian.faces.console.lists.assigning import MOST
from baolian.faces.console.lists.matters import COLUMNS
from baolian.records.matters.models import Matter, Opening
from baolian.records.people.models import Founding, Organisation
from tests.world import World

# how much a page weighs does not depend on the database
pytestmark = pytest.mark.only("sqlite")

# bytes uncompressed, with its styles, scripts and drawings: what `tests/browser/checks.py` allows,
# and what is left of it for the plain ledger, which everybody opens all the time
HEAVIEST, LEDGER = 150_000, 135_000
LONG = "企业反映季节性用工短缺二十人、冷链车辆不足，成品外运困难，请县里协调"
EVERY_COLUMN = ",".join(column.code for column in COLUMNS)


@pytest.fixture
def prefecture(world: World, settings: Any) -> World:
    """More than any list shows of what is late and of what nobody handles."""
    settings.FIXED_CLOCK = "2022-06-14T09:00:00+08:00"
    settings.DEMO = True
    counties = [world.danfeng, world.shanyang]
    towns = [Founding(f"{c.name}第{n}街道办事处", "town", c) for c in counties for n in range(95)]
    bureaus = [
        Founding(f"{c.name}第{n}管理局", "department", c) for c in counties for n in range(105)
    ]
    Organisation.found_all(world.act(world.clockwork), towns + bureaus)
    Matter.open_all(world.act(world.he), [told(world, n, world.labour_bureau) for n in range(120)])
    Matter.open_all(world.act(world.he), [told(world, n, None) for n in range(MOST + 20)])
    return world


def told(world: World, n: int, to: Organisation | None) -> Opening:
    return Opening(
        kind="difficulty",
        subject=world.pump_works,
        summary=f"{LONG}，第{n}号",
        category="labour",
        source="visit",
        organisation=to,
        first_receiver=world.officer(world.he),
    )


def weight(client: Client, address: str) -> int:
    page = client.get(address)
    assert page.status_code == 200, address
    named = set(re.findall(r'"/static/([^"?#]+)\?v=', page.content.decode()))
    assert {"parts/base.css", "parts/shell.js", "parts/icons.svg"} < named
    return len(page.content) + sum(Path(str(finders.find(file))).stat().st_size for file in named)


def addresses(world: World) -> Iterator[tuple[str, str, int]]:
    """Who reads what, and how much of it there may be."""
    rows = ",".join(str(key) for key in Matter.objects.unassigned().values_list("pk", flat=True))
    chosen = urlencode({"row": rows, "to": world.labour_bureau.pk})
    yield "lin", "/today/", HEAVIEST
    yield "lin", "/today/?when=overdue", HEAVIEST
    yield "zhao", "/today/", HEAVIEST
    yield "zhao", "/today/?when=overdue", HEAVIEST
    yield "zhao", "/ledger/", LEDGER
    yield "zhao", "/ledger/?state=all", LEDGER
    yield "zhao", f"/ledger/?columns={EVERY_COLUMN}", HEAVIEST
    yield "zhao", "/ledger/tasks/", LEDGER
    yield "zhao", "/ledger/offers/?field=organisation", HEAVIEST
    yield "zhao", "/ledger/towns/", HEAVIEST
    yield "zhao", "/subjects/", LEDGER
    yield "zhao", "/ledger/pairings/", LEDGER
    yield "zhao", "/ledger/assignments/?every=1&state=unassigned", HEAVIEST
    yield "zhao", f"/ledger/assignments/?{chosen}", HEAVIEST


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_no_page_is_heavy(prefecture: World, lang: str) -> None:
    assert Organisation.objects.count() > 400
    found = {}
    for who, address, most in addresses(prefecture):
        client = Client(headers={"accept-language": lang})
        client.force_login(getattr(prefecture, who))
        if (n := weight(client, address)) > most:
            found[f"{who} {address[:60]}"] = n
    assert found == {}
