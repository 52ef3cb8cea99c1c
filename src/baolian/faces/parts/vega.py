"""The bundle by which a browser draws charts: Vega, made once on this machine by a pinned package.

It lies in the site's home under its version's name, is collected with the other static files, and
is never committed. Where it cannot be made, pages show the tables of their charts instead.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from baolian.routines.charts.drawing import bundle

PACKAGE = "vl-convert-python"


@cache
def name() -> str:
    """Another version of the package is another file."""
    return f"vega-{version(PACKAGE)}.js"


def address() -> str:
    """Where a page finds it; empty when it was not made."""
    path = f"made/{name()}"
    return static(path) if finders.find(path) else ""


def ensure() -> Path:
    """Make it unless it is there; takes some seconds. Raises NotDrawn, OSError."""
    file = Path(settings.MADE) / name()
    if file.exists():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{secrets.token_hex(8)}.part")
    try:
        draft.write_bytes(bundle())
        # it appears whole or not at all; whoever is second writes the same bytes
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file
