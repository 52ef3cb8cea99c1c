"""The browser of the tests: where it lies, and what is done where there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

NAMED = "BAOLIAN_CHROMIUM"
# a browser in a container has no user namespace and little shared memory
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


def chromium() -> str:
    """Its path. Skips the test where none is installed; one that was asked for by its name is not
    done without."""
    path = Path(os.environ.get(NAMED, "/usr/bin/chromium"))
    if not path.exists():
        missing = pytest.fail if NAMED in os.environ else pytest.skip
        missing(f"no Chromium at {path}: {NAMED} names one")
    return str(path)
