"""The chain: every entry is sealed once, and no late commit escapes."""

import threading
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from baolian.records.journal.acts import Act
from baolian.records.journal.chain import broken_links
from baolian.records.journal.models import Entry, Seal
from baolian.records.journal.seals import seal
from baolian.records.people.models import Officer, User
from baolian.records.rulebook.models import Rulebook
from tests.world import World

AT = datetime(2022, 3, 7, 1, 0, tzinfo=UTC)


def test_a_seal_covers_what_was_written_since_the_last(world: World) -> None:
    first = seal(world.act(world.clockwork))
    assert first is not None
    assert first.entries == Entry.objects.count()
    assert seal(world.act(world.clockwork)) is None
    Officer.enrol(world.act(world.zhao), "周舟")
    second = seal(world.act(world.clockwork, "2022-03-07 10:00"))
    assert second is not None
    assert (second.entries, second.previous) == (1, first.head)
    assert list(broken_links(Counter())) == []


def test_sealing_again_from_the_same_entries_gives_the_same_head(world: World) -> None:
    """The head is a function of what was written: both databases agree on it."""
    with transaction.atomic():
        first = seal(world.act(world.clockwork))
        transaction.set_rollback(True)
    second = seal(world.act(world.clockwork))
    assert first is not None
    assert second is not None
    assert first.head == second.head


@pytest.mark.database
def test_a_seal_waits_for_a_verb_that_has_written_and_not_committed(own_database: str) -> None:
    """Two connections. Without the lock the entry of the slow verb, numbered first and committed
    last, would slip between two seals."""
    user = User.begin(AT, Rulebook())
    act = Act(by=user, at=AT, rulebook=Rulebook())
    written, go_on = threading.Event(), threading.Event()

    def slow_verb() -> None:
        with transaction.atomic():
            Officer.enrol(act, "周舟")
            written.set()
            go_on.wait(10)
        connection.close()

    slow = threading.Thread(target=slow_verb)
    slow.start()
    assert written.wait(10)

    def seal_apart() -> None:
        seal(act)
        connection.close()

    sealing = threading.Thread(target=seal_apart)
    sealing.start()
    sealing.join(0.3)
    assert sealing.is_alive(), "the sealer did not wait"
    go_on.set()
    slow.join(10)
    sealing.join(10)
    made = Seal.objects.get()
    assert made.entries == Entry.objects.count() == 2
    assert list(broken_links(Counter())) == []
    connection.close()


@pytest.mark.database
def test_writers_and_sealers_at_once_leave_no_entry_out(own_database: str) -> None:
    user = User.begin(AT, Rulebook())
    act = Act(by=user, at=AT, rulebook=Rulebook())
    failures: list[BaseException] = []

    def repeatedly(do: object) -> None:
        try:
            for _ in range(15):
                do()  # type: ignore[operator]
        except BaseException as failure:  # noqa: BLE001 - shown by the test
            failures.append(failure)
        finally:
            connection.close()

    verbs = [lambda: Officer.enrol(act, "周舟")] * 3 + [lambda: seal(act)] * 2
    threads = [threading.Thread(target=repeatedly, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    seal(act)
    assert not failures
    assert sum(Seal.objects.values_list("entries", flat=True)) == Entry.objects.count() == 46
    assert list(broken_links(Counter())) == []
    connection.close()
