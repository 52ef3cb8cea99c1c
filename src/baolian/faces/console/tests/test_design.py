"""/design/ shows what the pages use, and the pages use what it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baolian.faces.console.views.design import COLOURS, ICONS, SHEETS
from baolian.faces.parts.templatetags import pieces
from baolian.faces.parts.templatetags.keeping import KeptNode
from tests.world import World

FACES = Path(__file__).parents[2]
DESIGN = FACES / "console/templates/console/design"
SAMPLES = ("design.html", "design.py", "design_samples.py", "meeting_samples.py")


def text(*files: Path) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in files)


def pages() -> list[Path]:
    """Every template and every program that writes markup, but for the samples."""
    found = [*FACES.rglob("templates/**/*.html"), *FACES.rglob("*.py")]
    return [f for f in found if DESIGN not in f.parents and f.name not in SAMPLES
            and "tests" not in f.parts and f.name != "pieces.py"]  # fmt: skip


def shown(world: World, settings: Any, language: str) -> dict[str, str]:
    settings.DEMO = True
    client = Client()
    client.force_login(world.xu)
    client.post(reverse("language"), {"language": language})
    return {
        sheet: client.get(reverse("design"), {"show": sheet, "said": ""}).content.decode()
        for sheet in SHEETS
    }


def test_the_samples_are_for_demonstrations(world: World, settings: Any) -> None:
    client = Client()
    client.force_login(world.xu)
    assert client.get(reverse("design")).status_code == 404
    assert client.post(reverse("design")).status_code == 404
    settings.DEMO = True
    assert client.post(reverse("design")).headers["Location"] == reverse("design") + "?said"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_sheet_is_shown(world: World, settings: Any, language: str) -> None:
    sheets = shown(world, settings, language)
    assert all(page.count('class="toast ') == 3 for page in sheets.values())
    assert "data-errors" in sheets["pieces"]
    assert sheets["charts"].count("data-chart") == 5


def test_a_clock_is_shown_in_all_its_stretches(world: World, settings: Any) -> None:
    page = shown(world, settings, "zh-hans")["records"]
    line = "".join(re.findall(r'<svg class="life-line".*', page))
    for css in ("worked", "paused", "extended", "left", "late", "due", "now", "flag blue ahead"):
        assert f'class="{css}"' in line, css


def test_every_piece_is_shown_and_used() -> None:
    samples, used = text(*DESIGN.glob("*.html")), text(*pages())
    for tag in pieces.register.tags:
        assert f"{{% {tag} " in samples, f"{tag} is not shown at /design/"
        assert re.search(rf"{{% {tag} |\b{tag}\(", used), f"{tag} is used by no page"


def test_every_part_is_shown_and_used() -> None:
    used = {path: text(path) for path in [*pages(), *DESIGN.glob("*.html")]}
    for part in (FACES / "parts/templates/parts").glob("_*.html"):
        users = {p for p, words in used.items() if f"parts/{part.name}" in words and p != part}
        assert users - set(DESIGN.glob("*.html")), f"{part.name} is used by no page"


# partials that are not shown by themselves: parts of one page, which is looked at as a page, and
# lines that lead to records, of which /design/ has none
OF_A_PAGE = {
    "console": "thumb",
    "console/bulletins": "figures not_yet papers rates",
    "console/finding": "found",
    "console/imports": "confirm differences new newcomers offices places problems sheet"
    " verdict warnings wrong",
    "console/lists": "acts filter filters offers prospects table",
    "console/matters": "facts handlings heading outcomes parties rows slips visits",
    "console/slips": "acts grounds refused reply slips",
    "console/subjects": "attention charts counts facts held number overview pairings readings tiers"
    " visits",
    "console/today": "acting after cleared gone keeping lately news nothing numbers office open"
    " told",
    "console/visits": "choices",
    "parts": "htmx top_plain",
}


def test_every_partial_is_shown_or_is_of_a_page(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was rendered, and not only named: a new one is shown, or somebody says why not."""
    settings.DEMO, client = True, Client()
    client.force_login(world.xu)
    # what another test has shown is not made again
    monkeypatch.setattr(KeptNode, "render", lambda node, context: node.inner.render(context))
    pages = [client.get(reverse("design"), {"show": sheet, "said": ""}) for sheet in SHEETS]
    rendered = {template.name for page in pages for template in page.templates}
    known = {
        f"{found.parent.relative_to(root)}/{found.name}"
        for root in FACES.glob("*/templates")
        for found in root.rglob("_*.html")
    }
    of_a_page = {f"{where}/_{name}.html" for where, n in OF_A_PAGE.items() for name in n.split()}
    assert known - rendered == of_a_page


@pytest.mark.parametrize(
    ("sheet", "piece"),
    [
        ("pieces", 'class="field changed"'),
        ("pieces", 'class="when-waiting"'),
        ("pieces", ' disabled title="已销号">'),
        ("pieces", "不能勾选的"),
        ("pieces", 'class="duty"'),
        ("records", 'class="tally"'),
        ("records", 'class="met no-print"'),
        ("records", 'id="extensions"'),
        ("records", "未批准"),
        ("meetings", 'class="rows fine"'),
        ("meetings", "未到"),
        ("meetings", "第 1 稿"),
    ],
)
def test_a_state_that_only_records_or_scripts_make_is_shown(
    world: World, settings: Any, sheet: str, piece: str
) -> None:
    assert piece in shown(world, settings, "zh-hans")[sheet]


def test_what_is_left_is_written_by_its_tag() -> None:
    """A link to what is late wears the class itself."""
    by_hand = re.compile(r'<(?:span|p) class="remaining')
    assert [f.name for f in pages() if by_hand.search(f.read_text(encoding="utf-8"))] == []


def test_every_colour_and_icon_is_shown() -> None:
    static = FACES / "parts/static/parts"
    known = set(re.findall(r"(--[\w-]+):", text(static / "base.css")))
    assert {f"--{colour}" for colour in COLOURS} <= known
    assert set(ICONS) == set(re.findall(r'<symbol id="(\w+)"', text(static / "icons.svg")))


def test_no_sheet_puts_a_dot_before_a_piece() -> None:
    """Where the line breaks it would begin the next one."""
    for sheet in FACES.rglob("*.css"):
        assert not re.search(r'::before *{[^}]*content: *"[·•]', text(sheet)), sheet.name
