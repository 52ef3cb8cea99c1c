"""TRUST, row 1: crash at SQL statement n, before and after, for every n of every verb.

All or nothing: rows, entry and outbox are there together or not at all. First the connection is
lost (an exception, every n), then the process dies (os._exit, no rollback sent): there a few verbs
and every third n unless the effort is long. To the database, after n is before n + 1: the short
form tries it at the last n only.
"""

from collections import Counter

import pytest
from django.db import connection

from baolian.records.journal.replay import differences
from baolian.records.people.models import Officer
from tests.effort import times
from tests.torture.crashes import Verb, count, kill, lose_connection, sizes, state
from tests.torture.verbs import VERBS, Prepare, give_back, log_visit, reopen, resolve
from tests.world import World, build_world


@pytest.mark.parametrize("prepare", VERBS, ids=lambda prepare: prepare.__name__)
def test_the_connection_is_lost_at_any_statement(world: World, prepare: Prepare) -> None:
    verb = prepare(world)
    before = state()
    n, complete = count(verb)
    assert complete != sizes(before), "a verb leaves an entry at least"
    assert partial(verb, n) == []
    verb()
    assert sizes(state()) == complete
    assert list(differences(Counter())) == []


def partial(verb: Verb, n: int) -> list[int]:
    """The statements after whose failure something is there, and not all of it."""
    before, (_, complete) = state(), count(verb)
    assert lose_connection(verb, 1, after=False) == before
    found = []
    for at in range(1, n + 1):
        for after in moments(is_last=at == n):
            left = lose_connection(verb, at, after=after)
            if left != before and sizes(left) != complete:
                found.append(at)
    return found


def test_a_verb_in_two_transactions_would_be_found(world: World) -> None:
    def careless() -> None:
        Officer.enrol(world.act(world.zhao), "周舟")
        Officer.enrol(world.act(world.zhao), "吴武")

    n, _ = count(careless)
    assert partial(careless, n)


@pytest.mark.database
@pytest.mark.parametrize(
    "prepare",
    VERBS if times(0, 1) else [log_visit, give_back, resolve, reopen],
    ids=lambda prepare: prepare.__name__,
)
def test_the_process_dies_at_any_statement(own_database: str, prepare: Prepare) -> None:
    verb = prepare(build_world())
    before = state()
    _, complete = count(verb)
    for at in range(1, 1000, times(3, 1)):
        for after in moments(is_last=False):
            ended = kill(verb, at, after=after)
            if state() != before:
                # committed; reading what it wrote may have come after, or nothing at all
                assert sizes(state()) == complete, f"half of it is left of a death at {at}"
                assert list(differences(Counter())) == []
                connection.close()
                return
            assert ended == 9, "the child was to die there"
    pytest.fail("it never came to an end")


def moments(*, is_last: bool) -> tuple[bool, ...]:
    return (False, True) if is_last or times(0, 1) else (False,)
