"""A browser that was asked for is not done without."""

from __future__ import annotations

import pytest

from tests.browser.chromium import NAMED, chromium


def test_one_that_is_named_and_missing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, "/nowhere/chromium")
    with pytest.raises(pytest.fail.Exception, match="/nowhere/chromium"):
        chromium()


def test_one_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, __file__)
    assert chromium() == __file__
