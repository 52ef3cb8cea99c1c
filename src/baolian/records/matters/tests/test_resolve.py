"""办结: the handling side says how it ended."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from baolian.records.matters.models import AlreadyClosed, AlreadyResolved, Matter
from tests.world import World


def test_every_clock_stops(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.lin, "2022-03-10 15:00")
    resolution = matter.resolve(act, "solved")
    assert {d.met_at for d in matter.deadlines.exclude(stage="call_back")} == {act.at}
    assert not matter.deadlines.exclude(fires_at=None).exists()
    matter.refresh_from_db()
    assert matter.resolved_at == act.at
    assert matter.resolution == resolution
    assert not resolution.is_confirmed


def test_what_was_met_before_keeps_its_moment(world: World) -> None:
    matter = world.difficulty()
    matter.contact(world.act(world.lin, "2022-03-08 15:00"), "已电话联系企业")
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    assert matter.deadlines.get(stage="first_contact").met_at == world.at("2022-03-08 15:00")


def test_unsolved_owes_a_written_explanation(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.lin, "2022-03-10 15:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        matter.resolve(act, "impossible_for_now")
    matter = Matter.objects.get(pk=matter.pk)
    assert matter.resolved_at is None
    assert matter.deadlines.filter(met_at=None).count() == 3
    matter.resolve(act, "impossible_for_now", "须待输变电工程投运")


def test_once_a_cycle(world: World) -> None:
    matter = world.difficulty()
    act = world.act(world.lin, "2022-03-10 15:00")
    matter.resolve(act, "explained", "已与企业说明")
    with pytest.raises(AlreadyResolved):
        matter.resolve(act, "solved")
    matter.close(act)
    with pytest.raises(AlreadyClosed):
        matter.resolve(act, "solved")


def test_resolved_while_suspended_it_is_not_late_for_the_days_it_stood_still(world: World) -> None:
    matter = world.difficulty()
    matter.suspend(world.act(world.xu, "2022-03-25 10:00"), "企业停产检修")
    act = world.act(world.lin, "2022-04-06 15:00")
    matter.resolve(act, "solved")
    deadline = matter.deadlines.get(stage="resolution")
    assert matter.suspension is None
    assert deadline.met_at == act.at
    # two working days were left: Wednesday 6 April, not over yet, and the day after
    assert deadline.due_at == world.at("2022-04-07 18:00")
    matter.refresh_from_db()
    assert matter.due_at == deadline.due_at
    assert deadline.used(act.rulebook, act.at, matter.pauses()) == 13


def test_a_ledgers_word_is_a_claim_and_stops_the_clock_at_its_day(world: World) -> None:
    matter = world.difficulty(
        "2022-06-17 18:00", source="import", claimed_on=date(2022, 5, 9), owner=None
    )
    act = world.act(world.xu, "2022-06-17 18:00")
    claim = matter.claim(act, date(2022, 5, 20), "满意")
    deadline = matter.deadlines.get()
    assert claim.is_claim
    assert not claim.is_confirmed
    assert (claim.claimed_on, claim.claimed_rating) == (date(2022, 5, 20), "满意")
    assert deadline.met_at == world.at("2022-05-20 18:00")
    assert matter.resolved_at == act.at


def test_a_claim_without_a_day_stops_the_clock_now(world: World) -> None:
    matter = world.difficulty("2022-06-17 18:00", source="import", claimed_on=date(2022, 5, 9))
    act = world.act(world.xu, "2022-06-17 18:00")
    matter.claim(act, None)
    assert matter.deadlines.get().met_at == act.at


def test_a_claimed_day_in_the_future_does_not_put_the_stop_there(world: World) -> None:
    matter = world.difficulty("2022-06-17 10:00", source="import", claimed_on=date(2022, 5, 9))
    act = world.act(world.xu, "2022-06-17 10:00")
    matter.claim(act, date(2022, 6, 30))
    assert matter.deadlines.get().met_at == act.at


def test_a_day_that_begins_after_the_import_is_no_obstacle(world: World) -> None:
    # imported at seven in the morning of the day on which the ledger says it was raised
    matter = world.difficulty("2022-06-17 07:00", source="import", claimed_on=date(2022, 6, 17))
    act = world.act(world.xu, "2022-06-17 07:30")
    matter.claim(act, date(2022, 6, 17))
    assert matter.deadlines.get().met_at == act.at
