"""What the tests of several commands ask for."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture
def evening(settings: Settings) -> None:
    """Of the last day of June: the ledgers that the tests import are younger than the world."""
    settings.FIXED_CLOCK = "2022-06-30T17:00:00+08:00"
