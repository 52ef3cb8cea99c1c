"""Every test, beside the code or in tests/, sees the same world."""

from django.conf import settings

import tests.effort  # noqa: F401 - chooses Hypothesis' profile
from tests.databases import own_database

__all__ = ["own_database"]

# not when only the rules are tested: they run without Django, see tests/plugin.py
if settings.configured:
    from tests.world import world

    __all__ += ["world"]
