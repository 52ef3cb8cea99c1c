"""A bulletin's buttons stand clear of what comes below them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.database]
CLEAR = 12  # pixels
GAP = """() => document.querySelector('.chart-frame').getBoundingClientRect().top
  - Math.max(...[...document.querySelectorAll('main .papers a')]
    .map((link) => link.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("width", [1440, 360])
def test_papers_do_not_touch_the_chart(width: int, somebody: Callable[..., Person]) -> None:
    clerk = somebody("clerk", width=width)
    clerk.page.goto("/bulletins/1/")
    assert clerk.page.evaluate(GAP) >= CLEAR
