"""What the documentation says of the code: numbers, names and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from baolian.faces.console.duties import gathering, news
from baolian.faces.console.lists import assigning
from baolian.faces.parts.templatetags import charts, pieces
from tests.sources import ROOT
from tests.torture.verbs import VERBS

DOCS = ROOT / "docs"
PARTS = ROOT / "src/baolian/faces/parts"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("bench/*.md")])


def page(name: str) -> str:
    """In one line, however it is broken."""
    return " ".join((DOCS / name).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    words = file.read_text(encoding="utf-8")
    links = re.findall(r'\]\(([^)#\s]+)|src="([^"]+)"', words)
    ours = [to for pair in links for to in pair if to and not re.match(r"https?:|mailto:", to)]
    assert [to for to in ours if not (file.parent / to).exists()] == []


def test_every_page_is_led_to() -> None:
    led_to = {
        (file.parent / to).resolve()
        for file in PAGES
        for to in re.findall(r"\]\(([^)#\s]+\.md)", file.read_text(encoding="utf-8"))
    }
    assert [str(f) for f in PAGES if DOCS in f.parents and f.resolve() not in led_to] == []


@pytest.mark.parametrize("name", ["trust.md", "maintainers/testing.md"])
def test_verbs_that_are_cut_off_are_counted(name: str) -> None:
    assert re.findall(r"(\d+) verbs", page(name)) == [str(len(VERBS))]


def test_decisions_say_the_limits_of_the_code() -> None:
    today, ledger = page("decisions/0009-today.md"), page("decisions/0011-ledger.md")
    assert f"at most {gathering.MOST} clocks are read" in today
    assert f"of what a clerk keeps in motion {gathering.KEPT};" in today
    assert f'reads "{gathering.MOST}+"' in today
    assert f"News look at the {news.ASKED} of my matters" in today
    assert f"more than {gathering.MOST} things in hand" in today
    assert f"More than {assigning.MOST} at once" in ledger
    assert f"at most {assigning.MOST}:" in page("users/clerk.md")
    assert f"一次最多 {assigning.MOST} 条" in page("users/clerk.md")


def test_the_files_of_the_design_are_named() -> None:
    static = {file.name for file in (PARTS / "static/parts").iterdir()}
    told = page("maintainers/design.md")
    # the mark in the corner of the browser's tab
    assert [name for name in static - {"mark.svg"} if f"`{name}`" not in told] == []


def test_every_tag_of_the_design_is_named_and_is_there() -> None:
    told = page("maintainers/design.md")
    known = pieces.register.tags | charts.register.tags
    assert [tag for tag in known if f"{{% {tag} " not in told] == []
    ended = {"endkept", "endblock", "end"}
    named = set(re.findall(r"`{% (\w+) ", told)) - ended
    # Django's own, and those of values, of Today and of what is kept
    others = {"include", "load", "asset", "with_page", "duty_lines", "if"}
    assert named - set(known) - others == set()


def test_every_include_of_the_design_is_there() -> None:
    told = re.findall(r"`((?:parts|console)/[\w/]+\.html)`", page("maintainers/design.md"))
    templates = [PARTS / "templates", PARTS.parent / "console/templates"]
    assert [name for name in told if not any((root / name).exists() for root in templates)] == []
    assert len(told) > 12


def test_what_is_not_yet_there_is_not_there_elsewhere() -> None:
    """A page of the users once listed as missing what it told of above."""
    clerk = page("users/clerk.md")
    missing = clerk[clerk.index("## 还没有") : clerk.index("# English")]
    missing += clerk[clerk.index("## Not yet") :]
    for there in ("页面上导入", "导出 Excel、", "Import and", "Excel, Word"):
        assert there not in missing
