"""The clock of the site, which may stand still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from baolian.faces.parts.clocks import now


def test_it_is_the_servers(settings: Any) -> None:
    settings.FIXED_CLOCK = ""
    assert abs(datetime.now(tz=UTC) - now()) < timedelta(seconds=5)


def test_a_demos_stands_still(settings: Any) -> None:
    settings.FIXED_CLOCK = "2022-06-30T17:00:00+08:00"
    assert now() == datetime(2022, 6, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize("wrong", ["yesterday", "2022-06-30T17:00:00", "2022-02-30T00:00:00+08:00"])
def test_a_wrong_one_is_named(settings: Any, wrong: str) -> None:
    settings.FIXED_CLOCK = wrong
    with pytest.raises(ImproperlyConfigured, match="expected a moment such as"):
        now()
