"""Where a site's files lie when nobody says."""

from __future__ import annotations

import os
from pathlib import Path

SITE, DEMO = Path("var/site"), Path("var/demo")
FILE = "baolian.sqlite3"  # the database, when nobody names another


def home() -> Path:
    """BAOLIAN_HOME; else `var/site`, or `var/demo` where a demo was built and nothing else.

    A database that is named without a home is never taken for the demo's.
    """
    if named := os.environ.get("BAOLIAN_HOME"):
        return Path(named).resolve()
    is_alone = not (SITE / FILE).exists() and "BAOLIAN_DATABASE_URL" not in os.environ
    return (DEMO if is_alone and (DEMO / "demo.json").exists() else SITE).resolve()
