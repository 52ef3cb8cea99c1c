"""The harness' own promise: a child process sees what a test commits, the next test does not."""

import subprocess
import sys

import pytest

from baolian.records.people.models import Officer
from tests.world import build_world

COUNT = """
import django; django.setup()
from baolian.records.people.models import Officer
print(Officer.objects.count())
"""


@pytest.mark.parametrize("turn", [1, 2])
def test_a_child_process_sees_what_was_committed(own_database: str, turn: int) -> None:
    assert not Officer.objects.exists(), f"turn {turn} starts empty"
    build_world()
    child = [sys.executable, "-c", COUNT]
    seen = subprocess.run(child, check=True, capture_output=True, text=True).stdout
    assert int(seen) == Officer.objects.count() > 0


def test_other_tests_see_nothing_of_it(db: None) -> None:
    assert not Officer.objects.exists()
