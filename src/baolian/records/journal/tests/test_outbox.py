"""verify, the outbox: every notice that was entered is there, as it was entered, and no other."""

from collections import Counter

import pytest
from pytest_django import DjangoAssertNumQueries

from baolian.records.journal.findings import Finding
from baolian.records.journal.models import Entry, Notice, told_in
from baolian.records.journal.outbox import wrong_notices
from baolian.records.journal.tests.forging import alter, sql
from baolian.records.matters.tests.lives import live
from tests.world import World


def found() -> list[Finding]:
    return list(wrong_notices(Counter()))


def test_what_the_verbs_sent_is_what_the_outbox_holds(world: World) -> None:
    live(world)
    tally: Counter[str] = Counter()
    assert list(wrong_notices(tally)) == []
    assert tally == {"notices": Notice.objects.count()}
    assert tally["notices"] > 3


def test_a_notice_can_be_made_again_from_its_entry(world: World) -> None:
    with world.act(world.zhao).page() as page:
        line = page.line("told", world.shangluo)
        line.notify("told", "told:1", world.danfeng, note="一行\n\t两行\u2028三行")
        line.notify("told", "told:1", world.shanyang)
    entry = Entry.objects.concerning(world.shangluo).last()
    assert entry is not None
    columns = Notice.objects.order_by("id").values_list("kind", "key", "facts")
    assert told_in(entry.notices) == [list(row) for row in columns]
    assert len(columns) == 2
    assert found() == []


@pytest.mark.parametrize("kind", ["assigned", "resolved"])
def test_a_lost_notice_is_found(world: World, kind: str) -> None:
    matter = world.difficulty()
    matter.resolve(world.act(world.lin, "2022-03-08 09:00"), "solved")
    keys = set(Notice.objects.filter(kind=kind).values_list("key", flat=True))
    assert keys
    sql("DELETE FROM journal_notice WHERE kind = %s", kind)
    assert {f.thing for f in found()} == keys
    assert {f.detail_zh for f in found()} == {"有记载而通知已不在"}


@pytest.mark.parametrize("column", ["kind", "to", "about", "facts"])
def test_an_altered_notice_is_found(world: World, column: str) -> None:
    world.difficulty()
    one = Notice.objects.order_by("id")[0]
    alter("journal_notice", f'"{column}"', '{"n":1}', one.pk)
    (finding,) = found()
    assert finding.thing == one.key
    assert finding.detail_en.startswith(f'{column} is {{"n":1}}, entered was ')


def test_a_delivered_notice_is_as_it_was_entered(world: World) -> None:
    world.difficulty()
    sql("UPDATE journal_notice SET delivered_at = at")
    assert found() == []


def test_a_notice_nobody_entered_is_found(world: World) -> None:
    world.difficulty()
    sql(
        'INSERT INTO journal_notice (key, kind, "to", about, facts, at) '
        """SELECT 'forged', kind, "to", about, facts, at FROM journal_notice """
        "WHERE id = (SELECT min(id) FROM journal_notice)"
    )
    (finding,) = found()
    assert (finding.thing, finding.detail_en) == ("forged", "a notice nobody entered")


def test_it_asks_once_a_thousand_entries(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    live(world)
    with django_assert_num_queries(3):
        assert found() == []
