"""回访: resolved, the enterprise is asked by a day."""

from collections import Counter
from datetime import date

import pytest

from baolian.records.matters.models import Deadline, Matter, Resolution
from baolian.records.matters.moments import wrong_moments
from baolian.records.matters.tests.lives import SOLVED, UNSOLVED, again
from tests.world import World


def resolved(world: World, outcome: str = "solved") -> Resolution:
    """Opened on Monday 7 March 2022, resolved on Thursday at 15:00."""
    explanation = "" if outcome == "solved" else "须待政策出台"
    act = world.act(world.lin, "2022-03-10 15:00")
    return world.difficulty().resolve(act, outcome, explanation)


def call_back(matter: Matter, cycle: int = 1) -> Deadline:
    return matter.deadlines.get(stage="call_back", cycle=cycle)


def test_it_begins_when_the_matter_is_resolved(world: World) -> None:
    matter = again(world.difficulty())
    assert not matter.deadlines.of_stage("call_back").exists()
    due_at = matter.due_at
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    deadline = call_back(matter)
    assert deadline.start_at == world.at("2022-03-10 15:00")
    # three working days after Thursday: Tuesday when the office closes
    assert deadline.due_at == world.at("2022-03-15 18:00")
    assert deadline.met_at is None
    assert again(matter).due_at == due_at


def test_it_makes_no_matter_late(world: World) -> None:
    matter = again(resolved(world).matter)
    later = world.at("2022-05-10 15:00")
    assert not matter.is_overdue(later)
    assert matter not in Matter.objects.overdue(later)
    assert call_back(matter).is_overdue(later, None)


@pytest.mark.parametrize("said", [SOLVED, UNSOLVED])
def test_the_enterprises_word_meets_it_whatever_it_says(world: World, said: object) -> None:
    resolution = resolved(world)
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), said)  # type: ignore[arg-type]
    assert call_back(resolution.matter).met_at == world.at("2022-03-11 10:00")


def test_reopened_it_stops_and_begins_again_a_cycle_on(world: World) -> None:
    matter = resolved(world).matter
    matter.reopen(world.act(world.xu, "2022-03-11 10:00"), "企业称未解决")
    assert call_back(matter).met_at == world.at("2022-03-11 10:00")
    again(matter).resolve(world.act(world.lin, "2022-03-14 15:00"), "solved")
    assert call_back(matter, 2).met_at is None
    assert call_back(matter).met_at == world.at("2022-03-11 10:00")
    assert list(wrong_moments(Counter())) == []


def test_met_before_the_reopening_it_keeps_its_moment(world: World) -> None:
    resolution = resolved(world)
    resolution.confirm(world.act(world.xu, "2022-03-11 10:00"), UNSOLVED)
    again(resolution.matter).reopen(world.act(world.xu, "2022-03-11 11:00"), "企业称未解决")
    assert call_back(resolution.matter).met_at == world.at("2022-03-11 10:00")


def test_struck_off_on_an_explanation_there_is_nothing_to_ask(world: World) -> None:
    matter = again(resolved(world, "explained").matter)
    matter.close(world.act(world.xu, "2022-03-11 10:00"))
    assert call_back(matter).met_at == world.at("2022-03-11 10:00")


def test_what_a_ledger_claims_starts_none(world: World) -> None:
    matter = world.difficulty("2022-06-17 18:00", source="import", claimed_on=date(2022, 2, 8))
    matter.claim(world.act(world.xu, "2022-06-17 18:00"), date(2022, 2, 20))
    assert not matter.deadlines.of_stage("call_back").exists()


def test_verify_holds_of_it(world: World) -> None:
    matter = again(world.difficulty())
    matter.suspend(world.act(world.xu, "2022-03-08 11:00"), "企业停产检修")
    matter.resolve(world.act(world.lin, "2022-03-10 15:00"), "solved")
    assert list(wrong_moments(Counter())) == []
