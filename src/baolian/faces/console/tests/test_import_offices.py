"""A ledger that would found offices: the page asks about those that may be another, misspelt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from baolian.faces.console.imports import MOST_ASKED, MOST_NAMED, MOST_ROWS, MOST_SHOWN
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


def test_a_misspelt_office_is_told_of_beside_the_errors(world: World, tmp_path: Path) -> None:
    """Both can be mended before the workbook is sent in again; a row with an error founds none."""
    wrong = with_cell(with_cell(RAISED, 4, "去年夏天"), 5, "丹凤县人社居")
    client = desk(world, "zhao", lang="en")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, wrong]))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    assert "丹凤县人社居" not in offices
    assert "丹凤县人社居" in page
    assert "&#x27;丹凤县人社局&#x27;, if the name is misspelt" in page


def test_of_very_many_the_first_are_listed(world: World, tmp_path: Path) -> None:
    """And the box names a few: the page stays small, whatever was sent in."""
    names = [f"丹凤县人社局{char}" for char in "东西南北中甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    names += [f"丹凤县{char}人社局" for char in "东西南北中甲乙丙丁戊己庚辛壬癸"]
    rows = [with_cell(RAISED, 2, f"运力不足{n}") for n in range(len(names) * 6)]
    rows = [with_cell(row, 5, names[n % len(names)]) for n, row in enumerate(rows)]
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path, difficulties=[DIFFICULTY, *rows]))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    assert offices.count("是否应为") == 1 + MOST_NAMED
    assert f"等，另 {len(names) - MOST_NAMED} 个" in offices
    assert page.count('id="row2-') <= MOST_SHOWN + MOST_NAMED * MOST_ROWS
    for anchor in re.findall(r'href="#(row[0-9-]+)"', offices):
        assert page.count(f'id="{anchor}"') == 1
    box = page.split('name="offices"')[1].split("</label>")[0]
    assert f"{'、'.join(names[:MOST_ASKED])} 等，另 {len(names) - MOST_ASKED} 个" in box
    assert "data-focus" in box
    assert len(page) < 150_000


def test_new_offices_that_are_like_no_other_are_listed(world: World, tmp_path: Path) -> None:
    client = desk(world, "zhao")
    at = sent(client, world, ledger(tmp_path))
    page = client.get(at).content.decode()
    offices = page.split('<section id="offices">')[1].split("</section>")[0]
    assert "丹凤县财政局、丹凤县交通局" in offices
    assert "确是新单位" not in page
    assert client.post(f"{at}confirmation/", {"shown": shown(client, at)}).status_code == 302
