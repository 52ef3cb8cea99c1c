"""A PDF read back: where every word stands on its page, in millimetres. And Word files as PDF.

Needs poppler's pdftotext, for Word files LibreOffice too. BAOLIAN_PDFTOTEXT and BAOLIAN_SOFFICE
name them: one that is named and missing fails, without a name the test is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst

from baolian.routines.papers.fonts import NoPaperFont, rows_of_fonts, stand_ins
from baolian.routines.papers.geometry import FACES, MM_IN_POINTS
from baolian.routines.papers.paper import Face, Paper
from baolian.routines.papers.typesetting import pdf
from baolian.routines.papers.writing import docx

XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Word:
    """Its edges; `top` and `bottom` are the font's, wider than the signs."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def lines(self) -> list[list[Word]]:
        """Words of one height, from above."""
        ordered = sorted(self.words, key=lambda word: (round(word.bottom), word.left))
        return [list(of) for _, of in groupby(ordered, key=lambda word: round(word.bottom))]

    def word(self, text: str) -> Word:
        return next(word for word in self.words if text in word.text)


def tool(name: str, variable: str) -> str:
    named = os.environ.get(variable)
    found = shutil.which(named or name)
    if found is None:
        missing = pytest.fail if named else pytest.skip
        missing(f"no {name}: {variable} names one")
    return found


def there() -> dict[str, list[str]]:
    return stand_ins(rows_of_fonts(), typst.Fonts().families())


def need_font() -> None:
    """Where a run named its tools, it installed a font with them."""
    missing = pytest.fail if "BAOLIAN_PDFTOTEXT" in os.environ else pytest.skip
    try:
        there()
    except NoPaperFont as error:
        missing(str(error))


def pages(file: Path) -> list[Page]:
    asked = [tool("pdftotext", "BAOLIAN_PDFTOTEXT"), "-bbox", str(file), "-"]
    told = subprocess.run(asked, capture_output=True, check=True).stdout
    return [page(found) for found in ElementTree.fromstring(told).iter(f"{XHTML}page")]  # noqa: S314 - poppler's


def page(found: ElementTree.Element) -> Page:
    def mm(of: ElementTree.Element, name: str) -> float:
        return float(of.attrib[name]) / MM_IN_POINTS

    words = tuple(
        Word(mm(w, "xMin"), mm(w, "xMax"), mm(w, "yMin"), mm(w, "yMax"), w.text or "")
        for w in found.iter(f"{XHTML}word")
    )
    return Page(mm(found, "width"), mm(found, "height"), words)


def typeset(papers: Mapping[str, Paper], folder: Path) -> dict[str, Path]:
    need_font()
    return {name: written(folder / f"{name}.pdf", pdf(paper)) for name, paper in papers.items()}


def converted(papers: Mapping[str, Paper], folder: Path) -> dict[str, Path]:
    """By one run of LibreOffice, which is told what stands for fonts that no test machine has."""
    soffice = tool("soffice", "BAOLIAN_SOFFICE")
    need_font()
    files = [written(folder / f"{name}.docx", docx(paper)) for name, paper in papers.items()]
    # a profile of its own: another LibreOffice may be running
    asked = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    asked += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    environment = os.environ | {"FONTCONFIG_FILE": str(aliases(folder))}
    subprocess.run(asked, check=True, capture_output=True, timeout=180, env=environment)
    return {name: folder / f"{name}.pdf" for name in papers}


def written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


def aliases(folder: Path) -> Path:
    families = there()
    each = "".join(alias(FACES[face], families[face.value][0]) for face in Face)
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    file = folder / "fonts.conf"
    file.write_text(f"<?xml version='1.0'?><fontconfig>{system}{each}</fontconfig>", "utf-8")
    return file


def alias(name: str, stand_in: str) -> str:
    return (
        f'<match target="pattern"><test name="family"><string>{name}</string></test><edit name='
        f'"family" mode="assign" binding="strong"><string>{stand_in}</string></edit></match>'
    )
