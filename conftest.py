"""Every test, beside the code or in tests/, sees the same world."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation

import tests.effort  # noqa: F401 - chooses Hypothesis' profile
from tests.databases import django_db_setup, own_database

__all__ = ["django_db_setup", "own_database"]

# not when only the rules are tested: they run without Django, see tests/plugin.py
if settings.configured:
    from tests.demos import built, demo, empty_home
    from tests.world import world

    __all__ += ["built", "demo", "empty_home", "first_language", "world"]

    @pytest.fixture(autouse=True)
    def first_language() -> Iterator[None]:
        """A page that answered in another language leaves it behind in its thread."""
        yield
        translation.deactivate()
