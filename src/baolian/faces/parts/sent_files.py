"""Files that a browser sends: never more of them in memory than one workbook may have."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest

from baolian.routines.exchange.uploads import LIMITS


class Bounded(MemoryFileUploadHandler):
    """What goes beyond is read to its end, so that the browser gets its answer, and not kept.

    Django would put a larger file into the system's temporary folder, before anybody asked who
    sends it.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Of all files of a request together: it may hold a hundred."""
        self.taken += len(raw_data)
        if self.taken > LIMITS.file_bytes:
            self.file.close()
            self.request.was_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was left out for its size; known once its POST is read."""
    return bool(getattr(request, "was_too_large", False))
