import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from baolian.records.journal.models import Entry
from baolian.records.journal.tests.forging import sql
from baolian.records.pairings.models import Pairing
from baolian.routines.bulletins.models import (
    AlreadyPublished,
    Bulletin,
    Figure,
    MonthNotOver,
    Publication,
)
from baolian.routines.bulletins.tests.june import LAST, WAN, YI, confirm, june
from tests.world import World, build_world

LAST_DAY = date(2022, 6, 30)


def told(bulletin: Bulletin) -> list[dict[str, Any]]:
    """Every column of every figure but its own key."""
    rows = bulletin.frozen.order_by("position").values()
    return [{k: v for k, v in row.items() if k != "id"} for row in rows]


def test_what_is_published_is_what_the_draft_said(world: World) -> None:
    bulletin = june(world).bulletin
    before = [(f.code, f.show("zh"), f.count) for f in bulletin.figures(internal=True)]
    bulletin.publish(world.act(world.zhao, LAST))
    assert bulletin.is_published
    again = Bulletin.objects.get(pk=bulletin.pk)
    assert [(f.code, f.show("zh"), f.count) for f in again.figures(internal=True)] == before
    assert again.figures(internal=True)[0].pk is not None


def test_later_changes_never_alter_it(world: World) -> None:
    month = june(world)
    bulletin, act = month.bulletin, world.act(world.zhao, "2022-07-05 09:00")
    bulletin.publish(world.act(world.zhao, LAST))
    before, texts = told(bulletin), [bulletin.markdown(lang) for lang in ("zh", "en")]
    month.investment[1].correct(act, plan=None, actual=WAN, source="更正")
    confirm(world, month.difficulties["claimed"], "2022-06-30 18:00", is_solved=True)
    for pairing in Pairing.objects.on(LAST_DAY):
        pairing.end(world.act(world.zhao, "2022-06-30 18:00"), "调整")
    again = Bulletin.objects.get(pk=bulletin.pk)
    assert told(again) == before
    assert [again.markdown(lang) for lang in ("zh", "en")] == texts
    assert again.figure("completed_investment").value == 129 * YI + 250 * WAN
    # counted anew it would be another bulletin
    now = {figure.code: figure.value for figure in again.counted()}
    assert (now["completed_investment"], now["leaders"], now["resolved_confirmed"]) == (None, 0, 2)


def test_only_once(world: World) -> None:
    bulletin = june(world).bulletin
    stale = Bulletin.objects.get(pk=bulletin.pk)
    assert not stale.is_published
    bulletin.publish(world.act(world.zhao, LAST))
    for again in (bulletin, stale):
        with pytest.raises(AlreadyPublished):
            again.publish(world.act(world.zhao, "2022-07-05 09:00"))
    assert Figure.objects.filter(bulletin=bulletin).count() == 14


def test_the_database_keeps_the_promise(world: World) -> None:
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    with pytest.raises(IntegrityError), transaction.atomic():
        add_twin(bulletin, world)


def add_twin(bulletin: Bulletin, world: World) -> None:
    act = world.act(world.zhao, LAST)
    with act.page() as page:
        twin = Publication(bulletin=bulletin, at=act.at, by=act.by)
        page.line("published", bulletin).add(twin)


@pytest.mark.parametrize("table", ["figure", "copy", "publication"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET bulletin_id = bulletin_id", "DELETE FROM {}"])
def test_the_database_lets_nobody_change_what_is_published(
    world: World, table: str, statement: str
) -> None:
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement.format(f"bulletins_{table}"))
    assert Bulletin.objects.get(pk=bulletin.pk).is_published


def test_not_before_the_months_last_day(world: World) -> None:
    bulletin = june(world).bulletin
    with pytest.raises(MonthNotOver):
        bulletin.publish(world.act(world.zhao, "2022-06-29 23:59"))
    assert not Publication.objects.exists()
    bulletin.publish(world.act(world.zhao, "2022-06-30 00:00"))


def test_one_entry_carries_the_figures_with_their_keys(world: World) -> None:
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    entry = Entry.objects.concerning(bulletin).get(verb="published")
    figure = bulletin.figure("difficulties")
    written = entry.written[f"bulletins.figure:{figure.pk}"]
    assert json.loads(written["record_ids"]) == figure.keys
    assert len(figure.keys) == 7
    assert entry.by == world.zhao


@pytest.mark.database
def test_of_two_at_once_one_is_told_that_it_came_second(own_database: str) -> None:
    world = build_world()
    bulletin = june(world).bulletin

    def publish(_: int) -> str:
        try:
            Bulletin.objects.get(pk=bulletin.pk).publish(world.act(world.zhao, LAST))
        except AlreadyPublished:
            return "second"
        finally:
            connection.close()
        return "first"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(publish, range(2))) == ["first", "second"]
    assert Figure.objects.filter(bulletin=bulletin).count() == 14
