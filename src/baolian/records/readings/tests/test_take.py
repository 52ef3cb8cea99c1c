"""Measured numbers: entered once, corrected beside, never over."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baolian.records.journal.models import Entry
from baolian.records.readings.models import AboutNothing, Reading, Taking
from tests.world import World

JUNE = (date(2022, 1, 1), date(2022, 6, 30))


def growth(world: World, **changes: object) -> Taking:
    facts: dict[str, object] = {
        "indicator": "industrial_growth", "begins_on": date(2022, 1, 1),
        "ends_on": date(2022, 5, 31), "source": "陕西党建网 2022-07-20",
        "organisation": world.shangluo, "actual": 1470, "qualifier": "",
    }  # fmt: skip
    return Taking(**(facts | changes))  # type: ignore[arg-type]


def test_a_reading_keeps_source_period_and_qualifier(world: World) -> None:
    reading = Reading.take(world.act(world.zhao), growth(world, qualifier="about"))
    reading.refresh_from_db()
    assert (reading.actual, reading.plan, reading.qualifier) == (1470, None, "about")
    assert reading.source == "陕西党建网 2022-07-20"
    assert Entry.objects.concerning(world.shangluo).filter(verb="read").exists()


def test_large_sums_in_fen_fit(world: World) -> None:
    fen = 1_290_000 * 10_000 * 100
    taking = growth(world, indicator="completed_investment", actual=fen)
    reading = Reading.take(world.act(world.zhao), taking)
    reading.refresh_from_db()
    assert reading.actual == 1_290_000_000_000


@pytest.mark.parametrize("whose", ["subject", "organisation"])
def test_a_second_one_for_the_same_period_is_refused(world: World, whose: str) -> None:
    about = {"subject": None, "organisation": None} | {
        whose: world.pump_works if whose == "subject" else world.shangluo
    }
    Reading.take(world.act(world.zhao), growth(world, **about))
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.take(world.act(world.zhao), growth(world, **about, actual=1480))
    Reading.take(world.act(world.zhao), growth(world, **about, ends_on=JUNE[1]))


def test_it_is_about_one_thing(world: World) -> None:
    act = world.act(world.zhao)
    with pytest.raises(AboutNothing):
        Reading.take(act, growth(world, organisation=None))
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.take(act, growth(world, subject=world.pump_works))


def test_a_period_runs_forward(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.take(world.act(world.zhao), growth(world, ends_on=date(2021, 12, 31)))


def test_a_correction_stands_beside_what_it_corrects(world: World) -> None:
    act = world.act(world.zhao)
    first = Reading.take(act, growth(world, qualifier="about"))
    better = first.correct(act, plan=None, actual=1440, source="市统计局更正")
    assert list(Reading.objects.standing()) == [better]
    first.refresh_from_db()
    assert (first.actual, first.qualifier) == (1470, "about")
    assert (better.corrects, better.qualifier) == (first, "")
    last = better.correct(act, plan=None, actual=1450, source="再更正", qualifier="nearly")
    assert list(Reading.objects.standing().of("industrial_growth")) == [last]
    assert last.qualifier == "nearly"


def test_corrected_once_it_is_the_correction_that_is_corrected(world: World) -> None:
    act = world.act(world.zhao)
    first = Reading.take(act, growth(world))
    first.correct(act, plan=None, actual=1440, source="市统计局更正")
    with pytest.raises(IntegrityError), transaction.atomic():
        first.correct(act, plan=None, actual=1450, source="市统计局更正")


SEES = {
    "zhao": {"prefecture", "county", "pump"}, "xu": {"county", "pump"}, "gao": {"county", "pump"},
    "he": {"county", "pump"}, "wang": {"county", "pump"}, "lin": set(), "mei": set(),
    "shen": {"pump"}, "admin": set(), "clockwork": set(),
}  # fmt: skip


@pytest.mark.parametrize("name", SEES)
def test_each_sees_his_subtree_and_his_subjects(world: World, name: str) -> None:
    act = world.act(world.zhao)
    takings = {
        "prefecture": growth(world),
        "county": growth(world, organisation=world.danfeng),
        "pump": growth(world, organisation=None, subject=world.pump_works),
    }
    made = {word: Reading.take(act, taking) for word, taking in takings.items()}
    user = world.on_duty(getattr(world, name))
    seen = set(Reading.objects.visible_to(user))
    assert {word for word, reading in made.items() if reading in seen} == SEES[name]
