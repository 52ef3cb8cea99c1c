"""What a four-year-old browser must understand, how heavy it may be, what can be read."""

from __future__ import annotations

import re
from pathlib import Path

FILES = Path(__file__).parent.parent / "static/parts"
# Chromium 100 knows none of these; `dvh` only behind a `vh`
TOO_NEW = re.compile(
    r":has\(|@container|light-dark\(|color-mix\(|oklch\(|@scope|text-wrap|popover|@starting-style|&"
)


def text(name: str) -> str:
    """Without comments."""
    return re.sub(r"/\*.*?\*/", "", (FILES / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def names(*suffixes: str) -> list[str]:
    return sorted(f.name for f in FILES.iterdir() if f.suffix in suffixes)


def test_styles_stay_within_the_floor() -> None:
    assert not {name: found for name in names(".css") if (found := TOO_NEW.findall(text(name)))}
    for name in names(".css"):
        for line in text(name).splitlines():
            assert "dvh" not in line or re.search(r"\d+vh", line), line


def test_files_stay_light() -> None:
    def weight(*suffixes: str) -> int:
        return sum((FILES / name).stat().st_size for name in names(*suffixes))

    assert weight(".css") < 45_000
    assert weight(".js") < 20_000
    assert all(text(name).count("\n") < 400 for name in names(".css", ".js"))


def test_dark_by_choice_is_dark_by_the_system() -> None:
    css = text("base.css")
    blocks = re.findall(r"color-scheme: dark;(.*?)\}", css, flags=re.DOTALL)
    assert len(blocks) == 2
    chosen, systems = (dict(re.findall(r"(--[\w-]+): ([^;]+);", block)) for block in blocks)
    assert chosen == systems
    light = re.search(r"color-scheme: light;(.*?)\}", css, flags=re.DOTALL)
    assert light
    assert set(dict(re.findall(r"(--[\w-]+): ([^;]+);", light[1]))) == set(chosen)


def test_every_token_that_is_used_is_there() -> None:
    styles = "".join(text(name) for name in names(".css"))
    known = set(re.findall(r"(--[\w-]+):", styles))
    assert set(re.findall(r"var\((--[\w-]+)", styles)) <= known


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_stand_out_from_their_ground() -> None:
    """WCAG 2.2: 4.5 for text, 3 for the edges of controls and for the focus."""
    css = text("base.css")
    themes = [
        dict(re.findall(r"(--[\w-]+): (#\w{6});", block))
        for block in re.findall(r"color-scheme: (?:light|dark);(.*?)\}", css, flags=re.DOTALL)
    ]
    grounds = ("--ground", "--paper", "--raised", "--sunk")
    pairs = [
        (ink, on, 4.5) for ink in ("--ink", "--ink-soft", "--link", "--brand") for on in grounds
    ]
    pairs += [(f"--{tone}", f"--{tone}-ground", 4.5) for tone in ("good", "warn", "bad")]
    pairs += [("--ink", f"--{tone}-ground", 4.5) for tone in ("good", "warn", "bad", "brand")]
    pairs += [(f"--{tone}", "--paper", 4.5) for tone in ("good", "warn", "bad")]
    pairs += [("--on-seal", "--seal", 4.5), ("--on-seal", "--seal-dark", 4.5)]
    pairs += [("--brand", "--brand-ground", 4.5), ("--on-demo", "--demo", 4.5)]
    pairs += [
        ("--line-strong", "--paper", 3),
        ("--focus", "--ground", 3),
        ("--focus", "--paper", 3),
    ]
    weak = [
        f"{ink} on {ground}: {contrast(theme[ink], theme[ground]):.2f}"
        for theme in themes
        for ink, ground, least in pairs
        if contrast(theme[ink], theme[ground]) < least
    ]
    assert not weak


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', text("icons.svg")))
    faces = FILES.parents[3]
    sources = "".join(f.read_text(encoding="utf-8") for f in faces.rglob("templates/**/*.html"))
    assert set(re.findall(r"""{% icon ["'](\w+)["']""", sources)) <= drawn
