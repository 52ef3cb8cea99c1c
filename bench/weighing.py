"""What a page weighs: itself, and each file of ours that it names, as they are before packing."""

from __future__ import annotations

import re
from collections.abc import Callable

# charts are drawn by a file that is made (static/made), when one comes near: it is not counted
FILES = re.compile(r'(?:href|src)="(/static/(?!made/)[^"#]+)')


def weight(page: bytes, size_of: Callable[[str], int]) -> int:
    """In bytes; a file that is named twice is sent once."""
    return len(page) + sum(map(size_of, set(FILES.findall(page.decode()))))
