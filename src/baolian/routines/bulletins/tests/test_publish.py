import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from baolian.records.journal.models import Entry
from baolian.records.journal.tests.forging import sql
from baolian.records.pairings.models import Pairing
from baolian.records.people.models import Officer
from baolian.records.readings.models import Reading, Taking
from baolian.records.subjects.models import Entering, Subject
from baolian.routines.bulletins import numbers, sentences
from baolian.routines.bulletins.models import (
    AlreadyPublished,
    Bulletin,
    Figure,
    MonthNotOver,
    NothingRecorded,
    Publication,
)
from baolian.routines.bulletins.tests.june import JUNE, LAST, WAN, YI, confirm, june, pair
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


def test_what_was_published_keeps_its_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version says the same in other words: of what is published, nothing changes."""
    bulletin = june(world).bulletin
    bulletin.publish(world.act(world.zhao, LAST))
    before = [bulletin.words(lang, internal=i) for lang in ("zh", "en") for i in (False, True)]
    monkeypatch.setattr(sentences, "TEMPLATES", {"zh": ("共{heads}。",), "en": ("{heads}!",)})
    monkeypatch.setitem(numbers.MONEY, "zh", ((100, "", "圆"),))
    again = Bulletin.objects.get(pk=bulletin.pk)
    after = [again.words(lang, internal=i) for lang in ("zh", "en") for i in (False, True)]
    assert after == before
    # a draft speaks in the new words
    draft = Bulletin.draft(world.act(world.zhao, LAST), world.danfeng, JUNE).words()
    assert draft.sentences[0][0].text == "共"
    assert draft.caption("completed_investment").value.endswith("圆")


def test_its_numbers_still_know_their_records(world: World) -> None:
    bulletin = june(world).bulletin
    before = bulletin.words("zh", internal=True)
    bulletin.publish(world.act(world.zhao, LAST))
    after = Bulletin.objects.get(pk=bulletin.pk).words("zh", internal=True)
    said = [[(p.text, p.figure and p.figure.code) for p in s] for s in after.sentences]
    assert said == [[(p.text, p.figure and p.figure.code) for p in s] for s in before.sentences]
    assert [c.figure.code for c in after.captions] == [c.figure.code for c in before.captions]
    linked = [part.figure for sentence in after.sentences for part in sentence if part.figure]
    assert all(figure.pk and len(figure.keys) == figure.count for figure in linked)
    assert after.caption("difficulties").value == "7个"
    assert after.caption("industrial_growth").source == "商洛市统计局"


def test_a_month_in_which_nothing_was_recorded_is_not_published(world: World) -> None:
    """A quoted statistic does not make up for it."""
    growth = Taking(
        "industrial_growth", date(2022, 1, 1), LAST_DAY, "山阳县统计局",
        organisation=world.shanyang, actual=1470,
    )  # fmt: skip
    Reading.take_all(world.act(world.zhao, LAST), [growth])
    bulletin = Bulletin.draft(world.act(world.zhao, LAST), world.shanyang, JUNE)
    assert bulletin.figure("industrial_growth").value == 1470
    before = Entry.objects.count()
    with pytest.raises(NothingRecorded, match="2022-06"):
        bulletin.publish(world.act(world.zhao, LAST))
    assert (Publication.objects.count(), Entry.objects.count()) == (0, before)


def test_one_record_is_enough(world: World) -> None:
    firm = Entering("enterprise", "山阳一户", world.shanyang)
    act = world.act(world.zhao, "2022-06-01 10:00")
    pair(world, [Subject.enter(act, firm)], Officer.enrol(act, "冯远"), "head")
    bulletin = Bulletin.draft(world.act(world.zhao, LAST), world.shanyang, JUNE)
    bulletin.publish(world.act(world.zhao, LAST))
    assert bulletin.is_published
