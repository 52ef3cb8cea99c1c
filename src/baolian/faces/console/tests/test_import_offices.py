"""A ledger that would found offices: the page asks about those that may be another, misspelt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baolian.faces.console.tests.desks import desk
from baolian.faces.console.tests.test_imports import NOW, ledger, sent, shown
from baolian.records.people.models import Organisation
from baolian.routines.exchange.tests.imports import DIFFICULTY, RAISED, with_cell, written
from tests.world import World


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Path) -> None:
    settings.FIXED_CLOCK = NOW
    settings.UPLOADS = tmp_path / "uploads"


def test_an_office_that_may_be_misspelt_is_asked_about(world: World, tmp_path: Path) -> None:
    """Told above the rows, with the way to its own; written only once it is said to be meant."""
    rows = [with_cell(RAISED, 2, f"运力不足{n}") for n in range(40)]
    rows[35] = with_cell(rows[35], 5, "丹凤县人社居")
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, *rows]))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    assert page.index('<section id="offices">') < page.index("新增行", page.index("</dl>"))
    assert "丹凤县人社居" in offices
    assert "丹凤县人社局？" in offices
    assert '<a href="#row2-37">difficulties 第 37 行</a>' in offices
    assert page.count('id="row2-37"') == 1
    before, seen = written(), shown(client, at)
    refused = client.post(f"{at}confirmation/", {"shown": seen})
    assert refused.status_code == 409
    assert "可能写错了名称" in refused.content.decode()
    assert written() == before
    meant = client.post(f"{at}confirmation/", {"shown": seen, "offices": "meant"})
    assert meant.status_code == 302
    assert Organisation.objects.filter(name="丹凤县人社居").exists()


def test_an_office_is_asked_about_beside_the_errors(world: World, tmp_path: Path) -> None:
    """Both can be mended before the workbook is sent in again."""
    wrong = with_cell(with_cell(RAISED, 4, "去年夏天"), 5, "丹凤县人社居")
    client = desk(world, "zhao", lang="en")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, wrong]))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    for words in ("Perhaps", "丹凤县人社局?", "difficulties row 2"):
        assert words in offices
    assert "#row" not in offices


def test_new_offices_that_are_like_no_other_are_listed(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    assert "丹凤县财政局、丹凤县交通局" in offices
    assert "确是新单位" not in page
    assert client.post(f"{at}confirmation/", {"shown": shown(client, at)}).status_code == 302
