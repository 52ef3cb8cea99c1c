"""The day on which most of the console's tests open their pages."""

import pytest
from pytest_django import Settings


@pytest.fixture
def wednesday(settings: Settings) -> None:
    """The pages' clock; the world begins on Monday."""
    settings.FIXED_CLOCK = "2022-03-09T09:00:00+08:00"
