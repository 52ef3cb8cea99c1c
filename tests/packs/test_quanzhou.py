"""Quanzhou: assists in 3, the lead in 7; a dispute within 1, decided the same day (facts 6 a)."""

from datetime import datetime, timedelta

import pytest

from baolian.rules.clock import Limit, Unit
from baolian.rules.ladder import NONE_YET, reached, schedule
from baolian.rules.packs import Notify, Stage

from .office import at, clock_of, pack_of, running

QUANZHOU = pack_of("quanzhou")
CLOCK = clock_of(QUANZHOU)
RULE = QUANZHOU.kinds["difficulty"]
LADDER = QUANZHOU.ladder_for(Stage.RESOLUTION)
START = at("2022-03-03")  # a Thursday; 7 working days: due on Monday 14 March
DUE = at("2022-03-14", "18:00")
SECOND = timedelta(seconds=1)


def test_the_lead_has_seven_days_and_assists_three() -> None:
    assert running(QUANZHOU, "difficulty", START).due.at == DUE
    assert RULE.assists
    assert RULE.assists.reply
    assert CLOCK.due(START, RULE.assists.reply).at == at("2022-03-08", "18:00")
    assert RULE.assists.receipt is None


class TestOverdue:
    def test_goes_to_the_supervision_office_at_once(self) -> None:
        request = running(QUANZHOU, "difficulty", START)
        assert reached(LADDER, request, DUE - SECOND, NONE_YET) is None
        assert reached(LADDER, request, DUE, NONE_YET) == 0
        assert Notify.SUPERVISOR in QUANZHOU.ladder[0].notify

    def test_once(self) -> None:
        request = running(QUANZHOU, "difficulty", START)
        assert len(schedule(LADDER, request)) == 1
        assert reached(LADDER, request, at("2022-12-30"), 0) is None


class TestExtension:
    def is_in_time(self, asked_at: datetime) -> bool:
        assert RULE.extension
        return RULE.extension.is_in_time(CLOCK, DUE, asked_at)

    def test_is_asked_a_working_day_before(self) -> None:
        friday_evening = at("2022-03-11", "18:00")
        assert self.is_in_time(START)
        assert self.is_in_time(friday_evening)

    @pytest.mark.parametrize(
        "asked_at", [at("2022-03-11", "18:00") + SECOND, at("2022-03-13"), DUE, DUE + SECOND]
    )
    def test_is_not_asked_later(self, asked_at: datetime) -> None:
        assert not self.is_in_time(asked_at)

    def test_may_be_any_number_of_times_to_any_stated_day(self) -> None:
        assert RULE.extension
        assert not RULE.extension.is_used_up(9)
        assert not RULE.extension.is_too_long(Limit(90, Unit.CALENDAR_DAY))


class TestDispute:
    def test_is_raised_within_one_day(self) -> None:
        assert RULE.return_window
        assert CLOCK.due(START, RULE.return_window).at == at("2022-03-04", "18:00")

    @pytest.mark.parametrize(
        ("raised", "decided_by"),
        [
            (at("2022-03-04", "09:00"), at("2022-03-04", "18:00")),
            (at("2022-03-04", "17:59"), at("2022-03-04", "18:00")),
        ],
    )
    def test_is_decided_on_the_same_day(self, raised: datetime, decided_by: datetime) -> None:
        assert RULE.dispute
        assert RULE.dispute.due(CLOCK, raised).at == decided_by

    def test_is_then_final(self) -> None:
        assert RULE.return_once
