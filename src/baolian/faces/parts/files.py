"""Static files by what is in them, so that a browser asks anew when one has changed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders


def stamp(path: str) -> str:
    """Ten signs of the file's hash. Raises FileNotFoundError: no page names what is not there."""
    return read_stamp(path) if settings.DEBUG else kept_stamp(path)


@cache
def kept_stamp(path: str) -> str:
    return read_stamp(path)


def read_stamp(path: str) -> str:
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(f"static file {path}")
    return sha256(Path(found).read_bytes()).hexdigest()[:10]
