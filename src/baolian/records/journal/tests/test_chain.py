"""Forgery: with the triggers gone, whatever is done to the chain is found against a kept head."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baolian.records.journal.chain import broken_links
from baolian.records.journal.models import Entry, Seal
from baolian.records.journal.seals import BEGINNING, head_of, seal, text_of
from baolian.records.journal.tests.forging import sql, unchecked, unguard
from baolian.records.people.models import Officer
from tests.effort import times
from tests.world import World

COLUMNS = {
    "verb": "'forged'", "about": "'x'", "note": "note || '!'", "changes": "changes || ' '",
    "at": "'2020-01-01 00:00:00'", "on_behalf_of": "4711", "notices": "notices || 'x'",
}  # fmt: skip

ASIDE = 10**9  # numbers that no entry has


@pytest.fixture
def kept(world: World) -> str:
    """A chain of six seals; the head that was printed and put in a drawer after the last."""
    for n in range(6):
        Officer.enrol_all(world.act(world.zhao), [(f"周{m}", "") for m in range(n + 1)])
        seal(world.act(world.clockwork, f"2022-03-07 1{n}:00"))
    Officer.enrol(world.act(world.zhao), "未封")
    unguard()
    return Seal.objects.order_by("-id")[0].head


def faults(head: str = "") -> list[str]:
    return [finding.detail_en for finding in broken_links(Counter(), head)]


def seal_anew() -> None:
    """What a forger does last: compute the whole chain again over what is there now."""
    previous, last = BEGINNING, 0
    for link in Seal.objects.order_by("id"):
        entries = Entry.objects.filter(id__gt=last, id__lte=link.last_entry).order_by("id")
        link.previous = previous
        link.first_entry = entries.values_list("id", flat=True).first() or link.first_entry
        link.head, n = head_of(link, entries)
        sql(
            "UPDATE journal_seal SET previous = %s, head = %s, entries = %s, first_entry = %s "
            "WHERE id = %s",
            link.previous, link.head, n, link.first_entry, link.pk,
        )  # fmt: skip
        previous, last = link.head, link.last_entry


def sealed() -> list[int]:
    last = Seal.objects.order_by("-id")[0].last_entry
    return list(Entry.objects.filter(id__lte=last).order_by("id").values_list("id", flat=True))


def flip(pick: int) -> None:
    column = sorted(COLUMNS)[pick % len(COLUMNS)]
    one = sealed()[pick % len(sealed())]
    sql(f"UPDATE journal_entry SET {column} = {COLUMNS[column]} WHERE id = %s", one)  # noqa: S608


def delete(pick: int) -> None:
    sql("DELETE FROM journal_entry WHERE id = %s", sealed()[pick % len(sealed())])


def insert(pick: int) -> None:
    """Make room after an entry: the forger moves what follows, the seals' bounds with it."""
    one = sealed()[pick % len(sealed())]
    sql("UPDATE journal_entry SET id = id + %s WHERE id > %s", ASIDE, one)
    sql("UPDATE journal_entry SET id = id - %s WHERE id > %s", ASIDE - 1, ASIDE)
    sql("UPDATE journal_seal SET first_entry = first_entry + 1 WHERE first_entry > %s", one)
    for key in Seal.objects.filter(last_entry__gte=one).order_by("-id").values_list("id"):
        sql("UPDATE journal_seal SET last_entry = last_entry + 1 WHERE id = %s", *key)
    sql(
        "INSERT INTO journal_entry (id, at, verb, about, by_id, note, changes, notices) "
        "SELECT id + 1, at, verb, about, by_id, note, changes, notices FROM journal_entry "
        "WHERE id = %s",
        one,
    )


def reorder(pick: int) -> None:
    keys = sealed()
    one, other = keys[pick % len(keys)], keys[(pick + 1 + pick % 5) % len(keys)]
    for old, new in ((one, ASIDE), (other, one), (ASIDE, other)):
        sql("UPDATE journal_entry SET id = %s WHERE id = %s", new, old)


def truncate(pick: int) -> None:
    cut = Seal.objects.order_by("id")[pick % 6]
    sql("DELETE FROM journal_seal WHERE id >= %s", cut.pk)
    sql("DELETE FROM journal_entry WHERE id >= %s", cut.first_entry)


def back_date(pick: int) -> None:
    dated = Seal.objects.order_by("id")[pick % 6]
    sql("UPDATE journal_seal SET at = '2020-01-01 00:00:00' WHERE id = %s", dated.pk)


WAYS = [flip, delete, insert, reorder, truncate, back_date]


@settings(max_examples=times(60, 1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    forge=st.sampled_from(WAYS), pick=st.integers(0, 10_000), anew=st.sampled_from([True, False])
)
def test_every_forgery_is_found_against_the_kept_head(
    kept: str, forge: Callable[[int], None], pick: int, *, anew: bool
) -> None:
    with transaction.atomic():
        forge(pick)
        if anew:
            seal_anew()
            assert not faults(), "a chain written anew holds: that is why heads leave the machine"
        assert faults(kept), (forge, pick, anew)
        transaction.set_rollback(True)
    assert not faults(kept)


def test_a_cut_chain_holds_by_itself_and_not_against_the_kept_head(kept: str) -> None:
    truncate(5)
    assert not faults()
    (fault,) = faults(kept)
    assert "truncated or written anew" in fault


def test_an_earlier_head_and_the_first_signs_of_one_are_known(kept: str) -> None:
    for link in Seal.objects.all():
        assert not faults(link.head)
        assert not faults(link.head[:8])


def test_what_is_not_sealed_yet_is_counted(kept: str) -> None:
    tally: Counter[str] = Counter()
    list(broken_links(tally))
    assert tally == {"seals": 6, "unsealed entries": 1}


@pytest.mark.parametrize("key", [-5, 0])
def test_history_below_the_first_entry_is_found(kept: str, key: int) -> None:
    with unchecked("journal_entry", "entry_in_the_chain"):
        sql(
            "INSERT INTO journal_entry (id, at, verb, about, by_id, note, changes, notices) "
            "SELECT %s, at, verb, about, by_id, note, changes, '' FROM journal_entry "
            "WHERE id = (SELECT min(id) FROM journal_entry)",
            key,
        )
    (finding,) = broken_links(Counter(), kept)
    assert finding.thing == f"journal.entry:{key}"
    assert "nobody has sealed it" in finding.detail_en


def test_seals_from_before_entries_carried_their_notices_still_hold(world: World) -> None:
    entry = Entry.objects.order_by("id")[0]
    assert "notices" not in text_of(entry)
    entry.notices = "told\tkey\t{}"
    assert '"notices":"told\\tkey\\t{}"' in text_of(entry)
