"""Sanming: blue, orange, red, each when the limit of the one before passed (facts 7.3)."""

from datetime import datetime, timedelta

import pytest

from baolian.rules.clock import Limit, Pause, Unit
from baolian.rules.ladder import (
    NONE_YET,
    ByHand,
    next_moment,
    reached,
    reply_missed_position,
    schedule,
)
from baolian.rules.packs import About, Stage

from .office import at, clock_of, pack_of, running

SANMING = pack_of("sanming")
LADDER = SANMING.ladder_for(Stage.RESOLUTION)
BLUE, ORANGE, RED = range(3)
START = at("2022-03-01")  # 15 working days: due on Tuesday 22 March, when the office closes
DUE = at("2022-03-22", "18:00")
SECOND = timedelta(seconds=1)


def test_blue_falls_when_the_limit_has_passed_and_not_before() -> None:
    item = running(SANMING, "task", START)
    assert item.due.at == DUE
    assert next_moment(LADDER, item, NONE_YET) == DUE
    assert reached(LADDER, item, DUE - SECOND, NONE_YET) is None
    assert reached(LADDER, item, DUE, NONE_YET) == BLUE


def test_a_proper_reason_moves_the_limit_and_blue_with_it() -> None:
    """A suspension with an approved reason takes out the days of 10 and 11 March."""
    item = running(SANMING, "task", START, Pause(at("2022-03-10"), at("2022-03-11", "19:00")))
    assert reached(LADDER, item, DUE, NONE_YET) is None
    assert reached(LADDER, item, at("2022-03-24", "18:00"), NONE_YET) == BLUE


def test_time_alone_leads_no_further_than_blue() -> None:
    item = running(SANMING, "task", START)
    assert schedule(LADDER, item) == ((BLUE, DUE),)
    assert reached(LADDER, item, at("2023-03-01"), BLUE) is None


@pytest.mark.parametrize(("missed", "after", "next_one"), [("blue", 0, 1), ("orange", 1, 2)])
def test_a_missed_or_refused_reply_leads_to_the_next_colour(
    missed: str, after: int, next_one: int
) -> None:
    assert reply_missed_position(LADDER, missed, after) == next_one


def test_no_colour_is_left_out_and_nothing_comes_after_red() -> None:
    assert reply_missed_position(LADDER, "blue", ORANGE) is None
    assert reply_missed_position(LADDER, "red", RED) is None


@pytest.mark.parametrize(
    ("rung", "limit", "due"),
    [
        ("blue", 5, at("2022-03-29", "18:00")),
        ("orange", 3, at("2022-03-25", "18:00")),
        ("red", 1, at("2022-03-23", "18:00")),
    ],
)
def test_each_slip_has_a_limit_of_its_own(rung: str, limit: int, due: datetime) -> None:
    reply = SANMING.rung(rung).reply
    assert reply == Limit(limit, Unit.WORKING_DAY)
    assert reply
    assert clock_of(SANMING).due(DUE, reply).at == due


def test_important_items_start_at_orange_special_ones_at_red_none_at_blue() -> None:
    by_hand = [rung.code for rung in LADDER if ByHand() in rung.triggers]
    assert by_hand == ["orange", "red"]


def test_one_matter_one_slip() -> None:
    """All are about a matter: the highest colour, never several, whatever was missed."""
    assert {about for rung in SANMING.ladder for about in rung.about} == {About.MATTER}
    late = running(SANMING, "task", START)
    assert reached(LADDER, late, at("2022-12-30"), NONE_YET) == BLUE
