"""How hard the tests try: the short form in every run, the long one by `make torture`."""

import os

from hypothesis import settings

LONG = os.environ.get("BAOLIAN_EFFORT") == "long"


def times(short: int, long: int) -> int:
    """How often a test repeats itself."""
    return long if LONG else short


# No deadline: on a busy machine a slow example says nothing about the code.
settings.register_profile("short", max_examples=100, deadline=None)
settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile("long" if LONG else "short")
