"""Whatever is written anywhere in a pack, the answer is a pack or a list of problems."""

import copy
import json
import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from baolian.rules import packs
from baolian.rules.tests.pack_files import GOOD, KIND_KEYS, LIMIT_LINE, MORE

RICH = GOOD.replace(LIMIT_LINE, KIND_KEYS + LIMIT_LINE) + MORE
PACK = tomllib.loads(RICH)


def paths(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    below = [path for key, inner in entries for path in paths(inner, (*here, key))]
    return ([here] if here else []) + below


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["kind", "code", "zh", "n", "rung", "stages", "name", "about", "grade", "unit"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=5,
)


def put(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(PACK)
    at: Any = data
    for part in path[:-1]:
        at = at[part]
    at[path[-1]] = value
    return data


def problems_of(text: str) -> tuple[packs.Problem, ...] | None:
    """None for a pack that is right, and that can be asked for its ladders."""
    try:
        pack = packs.from_text(text)
    except packs.PackError as error:
        return error.problems
    for stage in packs.Stage:
        pack.ladder_for(stage)
    for about in packs.About:
        pack.ladder_about(about)
    return None


@given(path=st.sampled_from(paths(PACK)), value=junk)
@settings(max_examples=300, deadline=None)
def test_junk_is_told_never_raised(path: tuple[str | int, ...], value: Any) -> None:
    text = json.dumps(put(path, value))
    told = problems_of(text)
    assert told is None or (told and all(problem.describe("zh") for problem in told))
